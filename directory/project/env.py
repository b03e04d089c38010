"""Reads settings from the environment, and says what is wrong and what to do when it cannot."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

PREFIX = "DIRECTORY_"
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
SHORTEST_SECRET = 32
FEWEST_DISTINCT = 8
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
T = TypeVar("T")
# Every name that was asked for; what is set beside them is a slip of the pen.
asked: set[str] = set()


def load_file(path: Path) -> None:
    """Take settings from a file of NAME=value lines; what the environment already says wins."""
    found: dict[str, str] = {}
    for name, value in _lines(path):
        if name in found:
            raise ImproperlyConfigured(f"{path} sets {name} twice. Delete the line that is not meant.")
        found[name] = value
    for name, value in found.items():
        os.environ.setdefault(name, value)


def chosen_file(usual: Path) -> Path | None:
    """Which file to read: the one that DIRECTORY_ENV_FILE names, which must be there, or the usual one if it is."""
    named = os.environ.get(f"{PREFIX}ENV_FILE")
    if named:
        return Path(named)
    return usual if usual.exists() else None


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_content(path).splitlines(), start=1):
        try:
            # Some editors begin a file with a mark that cannot be seen, and would become part of the name.
            text = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise ImproperlyConfigured(
                f"Line {number} of {path} is not text in UTF-8. Save the file as UTF-8, or write the line anew."
            ) from None
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or "\0" in value or not NAME.fullmatch(name.strip()):
            raise ImproperlyConfigured(
                f"Line {number} of {path} is not NAME=value, without “export” or anything else before the name. "
                "Correct it, or delete the line."
            )
        yield name.strip(), value.strip().strip("'\"")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"The settings in {path} cannot be read ({problem.strerror}). "
            f"Let the user who runs the site read the file, or correct {PREFIX}ENV_FILE if it is named there."
        ) from None


def text(name: str, default: str = "") -> str:
    """The value of DIRECTORY_<name>, or the content of the file that DIRECTORY_<name>_FILE points to."""
    asked.add(f"{PREFIX}{name}")
    file = os.environ.get(f"{PREFIX}{name}_FILE")
    if not file:
        return os.environ.get(f"{PREFIX}{name}", default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else "it is not text in UTF-8"
        raise ImproperlyConfigured(
            f"{PREFIX}{name}_FILE points to {file}, which cannot be read ({why}). "
            "Correct the path, or let the user who runs the site read the file."
        ) from None


def folder(name: str, default: Path) -> Path:
    """The folder that DIRECTORY_<name> names. Left empty it is as if it were not there, and not wherever a command is run."""
    return Path(text(name).strip() or default).resolve()


def switch(name: str, *, default: bool) -> bool:
    """The value of DIRECTORY_<name>. Left empty it is as if it were not there: nothing safe is turned off by that."""
    value = text(name).strip().lower() or ("1" if default else "0")
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”. Write 1 for yes or 0 for no.")


def number(name: str, default: int) -> int:
    value = text(name, str(default)).strip()
    if value.isascii() and value.isdigit():
        return int(value)
    raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”. Write a whole number such as {default}.")


def time_zone(name: str, default: str) -> str:
    value = text(name, default).strip()
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is “{value}”. Write a name such as America/New_York, or UTC."
        ) from None
    return value


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated values of DIRECTORY_<name>."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def option(name: str, default: str, known: Sequence[str]) -> str:
    """The value of DIRECTORY_<name>, which is one of those we know."""
    value = text(name, default).strip()
    if value in known:
        return value
    raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”. Write one of {', '.join(known)}.")


def options(name: str, default: str, known: Mapping[str, T]) -> list[tuple[str, T]]:
    """The values of DIRECTORY_<name> that are among those we know, each with what is known of it; at least one."""
    chosen = list(dict.fromkeys(words(name, default)))
    if not chosen or (unknown := [value for value in chosen if value not in known]):
        said = f"“{unknown[0]}” is not one of them" if chosen else "it names none"
        raise ImproperlyConfigured(f"{PREFIX}{name}: {said}. Write one or several of {', '.join(known)}, with commas.")
    return [(value, known[value]) for value in chosen]


def proxy(name: str) -> tuple[str, int] | None:
    """The machine and port that DIRECTORY_<name> names as http://machine:port, if it names one."""
    value = text(name).strip()
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if value and not (parts.scheme == "http" and parts.hostname and port and parts.path in {"", "/"}):
        raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”. Write it as http://127.0.0.1:9080.")
    return (parts.hostname, port) if parts.hostname and port else None


def secret(name: str) -> str:
    """The value of a secret, having refused one that is missing or easy to guess."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is not set. Run “make run” once, which writes random secrets to the file .env, "
            f"or set {PREFIX}{name} to a random text of at least 50 characters."
        )
    if len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_DISTINCT or value.startswith("django-insecure"):
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is too easy to guess. Set it to a random text of at least 50 characters, "
            "for example what this prints: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value
