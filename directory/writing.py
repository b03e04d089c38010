"""What the commands that write listings to a file have in common."""

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.http import QueryDict

from directory import page_facts
from directory.filters import OrganizationFilter
from directory.models import Organization


def add_question(parser: CommandParser) -> None:
    parser.add_argument(
        "--question", default="", help="as in the address of the list: focus=connection-care&country=US"
    )


def asked(question: str) -> OrganizationFilter:
    """Read a question as the address of the list has it. Raises `CommandError` with its faults as sentences."""
    found = OrganizationFilter(QueryDict(question), queryset=Organization.objects.listed())
    if not found.is_valid():
        raise CommandError(" ".join(page_facts.errors(found.form)), returncode=2)
    return found


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
