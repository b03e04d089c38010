"""Which file of a copy an address of the site becomes."""

import hashlib
import re
from functools import lru_cache
from html import unescape

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import get_language, get_language_from_path, override

from directory.languages import bare

FIND = "groups/index.html"
# Where everything leads that needs the living site.
COPY = "about-this-copy/index.html"
# Tells the day to every page.
DAY = "about-this-copy/day.js"
TABLES = {"csv": "groups.csv", "json": "groups.json"}
PACKAGE, RECORDS, PLACES = "open-data/hsds.zip", "open-data/services.ndjson", "open-data/groups.geojson"
# The terms of what has no room for them.
TERMS = "open-data/README.txt"
NUMBERS = "transparency.json"
ROBOTS = "robots.txt"
FEED, CALENDAR = "groups.atom", "calendar.ics"
# Addresses that are files here too, by their path and query: once for all languages, and in each.
FILES = {f"/{file}": file for file in (*TABLES.values(), PACKAGE, PLACES, NUMBERS)}
FILES["/hsds/services?format=ndjson"] = RECORDS
SPOKEN = {f"/{file}": file for file in (FEED, CALENDAR)}
PAGES = frozenset(
    {
        "home",
        "take_action",
        "about",
        "safety",
        "how_we_vet",
        "criteria_version",
        "region_map",
        "open_data",
        "hsds_profile",
        "what_we_keep",
        "transparency",
    }
)
# What views take for the site while they write a copy: a name that leads nowhere.
NOWHERE = "http://copy.invalid"
# Names of files that every file system keeps apart, in small letters or in capitals; others get a digest.
PLAIN = re.compile(r"[a-z_]+=(?:[a-z0-9-]{1,60}|[A-Z]{2}(?:-[A-Z]{1,3})?)")
# Our templates write every attribute in double quotes, and escape those in what people wrote.
LINK = re.compile(r'\b(href|src|action)="(/[^"#]*)')


class Addresses:
    """Turns the links of pages into links between files, and notes what has to be there for them.

    `pages` and `questions` are addresses in any language, `static` the name and the file of each static file.
    """

    def __init__(self) -> None:
        self.pages: set[str] = set()
        self.questions: set[str] = set()
        self.static: dict[str, str] = {}
        fingerprinted: dict[str, str] = getattr(staticfiles_storage, "hashed_files", {})
        self._plain_names = {stored: name for name, stored in fingerprinted.items()}
        self._file_of = lru_cache(maxsize=4096)(self.file_of)

    def relative(self, html: str, file: str) -> bytes:
        """Return a page as it is written to `file`: every link that began at the root begins at the page."""
        up = "../" * file.count("/")
        return LINK.sub(lambda link: f'{link[1]}="{up}{self._file_of(unescape(link[2]))}', html).encode()

    def relative_feed(self, atom: str, file: str) -> bytes:
        """Return a feed as it is written to `file`, its links as those of a page."""
        return self.relative(atom.replace(f'href="{NOWHERE}', 'href="'), file)

    def file_of(self, address: str) -> str:
        if address.startswith(settings.STATIC_URL):
            return self._static(address.removeprefix(settings.STATIC_URL))
        if bare(address) in FILES:
            return FILES[bare(address)]
        with speaking(address):
            return here(SPOKEN[bare(address)]) if bare(address) in SPOKEN else self._of_page(address)

    def _of_page(self, address: str) -> str:
        path, _mark, query = address.partition("?")
        name = _name_of(path)
        if query:
            return self._of_question(name, query)
        if name in PAGES:
            self.pages.add(path)
        if name in PAGES or name == "organization_detail":
            return file_of_page(path)
        if name == "organization_list":
            return here(FIND)
        # Pages that only a copy has name each other by their files.
        is_file = name == "organization_calendar" or path.endswith((".html", ".js"))
        return path.removeprefix("/") if is_file else here(COPY)

    def _of_question(self, name: str, query: str) -> str:
        if name == "organization_feed":
            return f"{folder_of_question(query)}/{FEED}"
        if name != "organization_list":
            return here(COPY)
        self.questions.add(f"{reverse('organization_list')}?{query}")
        return f"{folder_of_question(query)}/index.html"

    def _static(self, stored: str) -> str:
        name = self._plain_names.get(stored, stored)
        self.static[name] = f"static/{name}"
        return self.static[name]


def speaking(address: str) -> override:
    """Speak the language of an address while its page is found or drawn."""
    return override(get_language_from_path(address) or settings.LANGUAGE_CODE)


def here(file: str) -> str:
    """Return where a file stands in the language that is spoken."""
    language = get_language()
    return file if language == settings.LANGUAGE_CODE else f"{language}/{file}"


def file_of_page(path: str) -> str:
    return f"{path.strip('/')}/index.html".removeprefix("/")


def folder_of_question(query: str) -> str:
    if PLAIN.fullmatch(query):
        return here(f"lists/{query.replace('=', '-')}")
    return here(f"lists/{hashlib.sha256(query.encode()).hexdigest()[:20]}")


def _name_of(path: str) -> str:
    """Name a page; only those of the language that is spoken have names."""
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
