"""Turns one address, DIRECTORY_DATABASE_URL, into the options each database needs to keep its promises."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Options = dict[str, Any]

# WAL lets visitors read while a curator writes; FULL keeps what was called “saved” through a power cut;
# secure_delete overwrites what is erased; trusted_schema=OFF stops a tampered file from running functions.
PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;"
)
# A visitor's page never needs half a minute; a forgotten transaction must not hold locks for ever.
POSTGRES_LIMITS = "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000"

FORMS = "Write sqlite:///name.sqlite3 or postgres://user:password@host:5432/name."
ESCAPES = "In a password write / # @ : [ % as %2F %23 %40 %3A %5B %25."


def database(address: str, *, folder: Path) -> Options:
    """The Django settings for a database address; relative SQLite files live in `folder`."""
    try:
        parts = urlsplit(address)
    except ValueError as problem:
        raise ImproperlyConfigured(f"DIRECTORY_DATABASE_URL cannot be read ({problem}). {ESCAPES} {FORMS}") from None
    if parts.scheme == "sqlite":
        return _sqlite(parts.path, folder)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(address)
    raise ImproperlyConfigured(f"DIRECTORY_DATABASE_URL starts with “{parts.scheme}”. {FORMS}")


def _sqlite(path: str, folder: Path) -> Options:
    name = unquote(path).removeprefix("/")
    if not name:
        raise ImproperlyConfigured(
            "DIRECTORY_DATABASE_URL names no file. Write sqlite:///name.sqlite3, or leave it unset."
        )
    return {
        "ENGINE": "directory.project.sqlite3",
        "NAME": folder / name,
        # IMMEDIATE makes two writers queue; Django's default lets them meet half-way and fail at once. Nobody waits for
        # longer than it takes a slow machine to write a piece of a spreadsheet; then they are told to try later.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
        # Opening the file for every visitor takes as long as most of their pages.
        "CONN_MAX_AGE": 60,
        # Said aloud because pytest-django knows only Django's own backend by name.
        "TEST": {"NAME": ":memory:"},
    }


def _postgres(address: str) -> Options:
    parts = urlsplit(address)
    name = unquote(parts.path.removeprefix("/"))
    try:
        port = parts.port or ""
    except ValueError:
        raise ImproperlyConfigured(
            f"The port in DIRECTORY_DATABASE_URL is not a number. Write it as in host:5432. {ESCAPES}"
        ) from None
    if not name:
        raise ImproperlyConfigured(
            "DIRECTORY_DATABASE_URL names no database. Write postgres://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 10, "options": POSTGRES_LIMITS, **dict(parse_qsl(parts.query))},
    }
