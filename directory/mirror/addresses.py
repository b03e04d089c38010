"""Which file of a copy an address of the site becomes."""

import hashlib
import re
from functools import lru_cache
from html import unescape

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import Resolver404, resolve

FIND = "groups/index.html"
# Where everything leads that needs the living site.
COPY = "about-this-copy/index.html"
DATA_FILES = {"csv": "groups.csv", "json": "groups.json"}
PAGES = frozenset({"home", "take_action", "about", "safety", "how_we_vet", "criteria_version", "region_map"})
# Names of files that every file system keeps apart, in small letters or in capitals; others get a digest.
PLAIN = re.compile(r"[a-z_]+=(?:[a-z0-9-]{1,60}|[A-Z]{2}(?:-[A-Z]{1,3})?)")
# Our templates write every attribute in double quotes, and escape those in what people wrote.
LINK = re.compile(r'\b(href|src|action)="(/[^"#]*)')


class Addresses:
    """Turns the links of pages into links between files, and notes what has to be there for them.

    `pages` and `questions` are addresses, `static` the name and the file of each static file.
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
        return LINK.sub(lambda link: f'{link[1]}="{up}{self._file_of(link[2])}', html).encode()

    def file_of(self, address: str) -> str:
        if address.startswith(settings.STATIC_URL):
            return self._static(address.removeprefix(settings.STATIC_URL))
        path, _mark, query = unescape(address).partition("?")
        name = _name_of(path)
        if query:
            return self._question(query) if name == "organization_list" else COPY
        if name in PAGES:
            self.pages.add(path)
        if name in PAGES or name == "organization_detail":
            return file_of_page(path)
        if name == "organization_list":
            return FIND
        file = path.removeprefix("/")
        # Pages that only a copy has name each other by their files.
        return file if file in DATA_FILES.values() or file.endswith((".html", ".js")) else COPY

    def _question(self, query: str) -> str:
        self.questions.add(query)
        return f"{folder_of_question(query)}/index.html"

    def _static(self, stored: str) -> str:
        name = self._plain_names.get(stored, stored)
        self.static[name] = f"static/{name}"
        return self.static[name]


def file_of_page(path: str) -> str:
    return f"{path.removeprefix('/')}index.html"


def folder_of_question(query: str) -> str:
    if PLAIN.fullmatch(query):
        return f"lists/{query.replace('=', '-')}"
    return f"lists/{hashlib.sha256(query.encode()).hexdigest()[:20]}"


def _name_of(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""
