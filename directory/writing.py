"""What the commands that write listings to a file have in common."""

import os
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.http import QueryDict

from directory import page_facts
from directory.filters import OrganizationFilter, unknown
from directory.models import Organization

# What the addresses of the list, the booklet and the files may have besides a question.
OF_THE_PAGE = ("page", "per_page", "format", "paper")


def add_question(parser: CommandParser) -> None:
    parser.add_argument(
        "--question",
        default="",
        help="as in the address of the list, or that whole address: focus=connection-care&country=US",
    )


def asked(question: str) -> OrganizationFilter:
    """Read a question as the address of the list has it. Raises `CommandError` with its faults as sentences.

    A page passes over what it does not know; a file of everything would be taken for the answer.
    """
    data = QueryDict(_without_address(question))
    if strange := unknown(data, OF_THE_PAGE):
        names = ", ".join(f"“{name}”" for name in strange)
        known = ", ".join(OrganizationFilter.base_filters)
        raise CommandError(f"No list can be asked for {names}, only for {known}.", returncode=2)
    found = OrganizationFilter(data, queryset=Organization.objects.listed())
    if not found.is_valid():
        raise CommandError(" ".join(page_facts.errors(found.form)), returncode=2)
    return found


def _without_address(question: str) -> str:
    """Take the question out of a whole address that was pasted."""
    if not question.startswith(("http://", "https://", "/", "?")):
        return question
    return question.partition("#")[0].partition("?")[2]


def check_place(file: Path) -> None:
    """Raise `CommandError` if nothing can be written there: better now than after minutes of work."""
    if file.is_dir() or not file.name:
        raise CommandError(f"{file} is a folder. Name a file to write.", returncode=2)
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK | os.X_OK):
        raise CommandError(f"{file} cannot be written: {file.parent} is no folder that you may write to.", returncode=2)


def write(file: Path, content: Iterable[bytes]) -> None:
    """Write beside the file and then move, so that nobody finds half of it."""
    part = file.with_name(f".{file.name}.part")
    try:
        with part.open("wb") as written:
            written.writelines(content)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CommandError(f"{file} cannot be written: {error.strerror}.", returncode=2) from error
