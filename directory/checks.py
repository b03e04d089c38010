"""Finds an operator's mistakes before visitors do; every message says what to change."""

import os
import re
import sqlite3
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from directory import onion
from directory.project import env

OTHERS_MAY_READ = 0o007
# A name, a name and everything below it, every name, or a number in brackets: what the first line of a request can hold.
HOST = re.compile(r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)


@register(Tags.security)
def keys_differ(**kwargs: Any) -> list[CheckMessage]:
    if settings.TRAIL_KEY != settings.SECRET_KEY:
        return []
    return [
        Error(
            "DIRECTORY_TRAIL_KEY is the same as DIRECTORY_SECRET_KEY.",
            hint="Give the decision log a random key of its own, so that the other can be changed without breaking it.",
            id="directory.E001",
        )
    ]


@register(Tags.files)
def data_folder_is_writable(**kwargs: Any) -> list[CheckMessage]:
    folder = settings.DATA_DIR
    if os.access(nearest(folder), os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"The site cannot write to its data folder {folder}.",
            hint="Let the user who runs the site write there, or set DIRECTORY_DATA_DIR to a folder where it may.",
            id="directory.E002",
        )
    ]


def nearest(folder: Path) -> Path:
    """Find the part of the path that exists already; the rest is made at the first start."""
    # Unlike the question of pathlib, this one is answered too where this user may not look.
    return next(place for place in (folder, *folder.parents) if os.path.exists(place))  # noqa: PTH110


@register(Tags.database)
def sqlite_can_search(**kwargs: Any) -> list[CheckMessage]:
    if connection.vendor != "sqlite" or _has_full_text_search():
        return []
    return [
        Error(
            "This Python's SQLite was built without full-text search (FTS5).",
            hint="Use the Python of your operating system or of python.org, or set DIRECTORY_DATABASE_URL to PostgreSQL.",
            id="directory.E003",
        )
    ]


def _has_full_text_search() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE trial USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True


@register(Tags.security)
def way_out_is_safe(**kwargs: Any) -> list[CheckMessage]:
    if _is_web(settings.EXIT_URL) and urlsplit(settings.EXIT_URL).scheme == "https":
        return []
    return [
        Error(
            f"DIRECTORY_EXIT_URL is “{settings.EXIT_URL}”, which is not an https:// address.",
            hint="Set it to a dull and quick site that many people open, such as https://www.weather.gov/.",
            id="directory.E004",
        )
    ]


@register(Tags.security)
def onion_address_is_one(**kwargs: Any) -> list[CheckMessage]:
    if not settings.ONION_ADDRESS or onion.ADDRESS.fullmatch(settings.ONION_ADDRESS):
        return []
    return [
        Error(
            f"DIRECTORY_ONION_ADDRESS is “{settings.ONION_ADDRESS}”, which is not the address of an onion service.",
            hint="Write http:// and the name in Tor’s hostname file: 56 letters and digits, then .onion.",
            id="directory.E009",
        )
    ]


@register(Tags.security)
def hosts_are_names(**kwargs: Any) -> list[CheckMessage]:
    wrong = [host for host in settings.ALLOWED_HOSTS if not HOST.fullmatch(host)]
    if settings.ALLOWED_HOSTS and not wrong:
        return []
    told = f"names “{wrong[0]}”, which is not the name of a host" if wrong else "names no host"
    return [
        Error(
            f"DIRECTORY_HOSTS {told}, so that visitors would be answered with an error.",
            hint="Write the names as they stand between https:// and the next slash, without a port: directory.example.org.",
            id="directory.E011",
        )
    ]


@register()
def addresses_are_some(**kwargs: Any) -> list[CheckMessage]:
    contact = settings.SECURITY_CONTACT.removeprefix("mailto:")
    found = [
        ("SITE_URL", settings.SITE_URL, _is_web(settings.SITE_URL), A_PAGE),
        ("DATA_LICENSE_URL", settings.OPEN_DATA_LICENSE[1], _is_web(settings.OPEN_DATA_LICENSE[1]), A_PAGE),
        ("DATA_EMAIL", settings.OPEN_DATA_EMAIL, _is_email(settings.OPEN_DATA_EMAIL), AN_EMAIL),
        (
            "SECURITY_CONTACT",
            contact,
            _is_web(contact) or _is_email(contact) or contact.startswith("tel:"),
            f"{A_PAGE} Or {AN_EMAIL}",
        ),
    ]
    return [
        Error(f"DIRECTORY_{name} is “{value}”, which is not an address.", hint=hint, id="directory.E012")
        for name, value, is_one, hint in found
        if value and not is_one
    ]


A_PAGE = "Write a whole address, such as https://directory.example.org."
AN_EMAIL = "Write an e-mail address, such as data@directory.example.org."


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", address)


def _is_email(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


@register()
def numbers_make_sense(**kwargs: Any) -> list[CheckMessage]:
    mistakes = []
    if settings.FRESH_DAYS >= settings.OUTDATED_DAYS:
        mistakes.append("DIRECTORY_FRESH_DAYS must be less than DIRECTORY_OUTDATED_DAYS.")
    if not 0 < settings.SESSION_COOKIE_AGE <= settings.SESSION_HOURS * 3600:
        mistakes.append("DIRECTORY_IDLE_MINUTES must be at least 1, and no longer than DIRECTORY_SESSION_HOURS.")
    if settings.REVIEWERS_TO_PUBLISH < 1:
        mistakes.append("DIRECTORY_REVIEWERS_TO_PUBLISH must be at least 1; nothing is published without review.")
    return [
        Error(mistake, hint="Correct the number, or leave it out to use the default.", id="directory.E005")
        for mistake in mistakes
    ]


# A hundred years are more than any calendar needs.
MOST_DAYS = 36_500
# The least and the most that make sense for each number that stands by itself.
BOUNDS = {
    "BACKUP_DAYS": (1, MOST_DAYS),
    "CLAIM_MINUTES": (1, MOST_DAYS * 24 * 60),
    "CRITERIA_COMMENT_DAYS": (1, MOST_DAYS),
    "DATA_PER_HOUR": (1, 1_000_000_000),
    "FRESH_DAYS": (1, MOST_DAYS),
    "MAIL_PORT": (1, 65_535),
    "OUTDATED_DAYS": (1, MOST_DAYS),
    "REREVIEW_DAYS": (0, MOST_DAYS),
    "SESSION_HOURS": (1, MOST_DAYS * 24),
    "SHEET_DAYS": (0, MOST_DAYS),
    "SHEET_MB": (1, 512),
    "SHEET_ROWS": (1, 1_048_576),
}


@register()
def numbers_are_within_bounds(**kwargs: Any) -> list[CheckMessage]:
    given = {
        "DATA_PER_HOUR": settings.OPEN_DATA_PER_HOUR,
        "MAIL_PORT": settings.EMAIL_PORT,
        "SHEET_MB": settings.SHEET_LIMITS["file_bytes"] // 1024**2,
        "SHEET_ROWS": settings.SHEET_LIMITS["rows"],
    }
    return [
        Error(
            f"DIRECTORY_{name} must be at least {least} and at most {most}.",
            hint="Correct the number, or leave it out to use the default.",
            id="directory.E005",
        )
        for name, (least, most) in BOUNDS.items()
        if not least <= (given[name] if name in given else getattr(settings, name)) <= most
    ]


@register(Tags.urls)
def the_desk_has_an_address_of_its_own(**kwargs: Any) -> list[CheckMessage]:
    taken = {*_first_parts(get_resolver().url_patterns), *dict(settings.LANGUAGES), settings.STATIC_URL.strip("/")}
    is_taken = settings.ADMIN_PATH.split("/")[0] in taken
    if not is_taken and re.fullmatch(r"[\w.~/-]+", settings.ADMIN_PATH):
        return []
    why = "where visitors have their pages" if is_taken else "which no address can have"
    return [
        Error(
            f"DIRECTORY_ADMIN_PATH is “{settings.ADMIN_PATH}”, {why}.",
            hint="Leave it at admin/, or choose a word without spaces that no public page begins with.",
            id="directory.E010",
        )
    ]


def _first_parts(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """Name what the addresses begin with, but for those of the desk itself."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.pattern).split("/")[0]
        elif str(pattern.pattern) != settings.ADMIN_PATH:
            yield from _first_parts(pattern.url_patterns)


# Read before there are settings, and by the pipeline.
ASKED_ELSEWHERE = {"DIRECTORY_ENV_FILE", "DIRECTORY_REQUIRE_ALL"}


@register()
def settings_are_known(**kwargs: Any) -> list[CheckMessage]:
    given = {name for name in os.environ if name.startswith(env.PREFIX)} - ASKED_ELSEWHERE
    unknown = sorted(name for name in given if name.removesuffix("_FILE") not in env.asked)
    return [
        Advice(f"{name} is no setting, so it does nothing.", hint=_meant(name), id="directory.W006") for name in unknown
    ]


def _meant(name: str) -> str:
    near = get_close_matches(name, env.asked, n=1)
    return f"Did you mean {near[0]}?" if near else "docs/operators.md lists the names."


@register(Tags.security, deploy=True)
def two_people_publish(**kwargs: Any) -> list[CheckMessage]:
    if settings.REVIEWERS_TO_PUBLISH != 1:
        return []
    return [
        Advice(
            "One person alone can publish a listing.",
            hint="Leave DIRECTORY_REVIEWERS_TO_PUBLISH at 2, so that one mistake or one stolen account is not enough.",
            id="directory.W001",
        )
    ]


@register(Tags.security, deploy=True)
def a_password_is_not_enough(**kwargs: Any) -> list[CheckMessage]:
    if settings.SECOND_FACTOR_REQUIRED:
        return []
    return [
        Advice(
            "Curators can sign in with a password alone.",
            hint="Leave DIRECTORY_SECOND_FACTOR at “required”; “optional” is for a demo.",
            id="directory.W004",
        )
    ]


LONGEST_IDLE, LONGEST_DAY = 60 * 60, 24


@register(Tags.security, deploy=True)
def sessions_end(**kwargs: Any) -> list[CheckMessage]:
    if settings.SESSION_COOKIE_AGE <= LONGEST_IDLE and settings.SESSION_HOURS <= LONGEST_DAY:
        return []
    return [
        Advice(
            "Curators stay signed in for long: whoever finds their device finds the desk open.",
            hint="Leave DIRECTORY_IDLE_MINUTES at 30 and DIRECTORY_SESSION_HOURS at 12, or at least below 60 and 24.",
            id="directory.W005",
        )
    ]


@register(Tags.security, deploy=True)
def data_folder_is_private(**kwargs: Any) -> list[CheckMessage]:
    folder = settings.DATA_DIR
    if not folder.exists() or not folder.stat().st_mode & OTHERS_MAY_READ:
        return []
    return [
        Advice(
            f"Other users of this machine can look into the data folder {folder}.",
            hint=f"Run: chmod 700 {folder}",
            id="directory.W002",
        )
    ]


@register(Tags.security, deploy=True)
def hosts_are_named(**kwargs: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Advice(
            "DIRECTORY_HOSTS allows every host name.",
            hint="List the names people use to reach the site, separated by commas.",
            id="directory.W003",
        )
    ]


@register(Tags.files)
def signing_key_is_there(**kwargs: Any) -> list[CheckMessage]:
    if not settings.MIRROR_KEY or os.access(settings.MIRROR_KEY, os.R_OK):
        return []
    return [
        Advice(
            f"DIRECTORY_MIRROR_KEY is “{settings.MIRROR_KEY}”, which is no file that the site can read.",
            hint="Correct the path: without the key no copy can be signed, and none is written.",
            id="directory.W007",
        )
    ]
