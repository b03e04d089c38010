"""Write the listings to a file, as the public has them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from tqdm import tqdm

from directory import exports, page_facts
from directory.filters import OrganizationFilter
from directory.models import Organization


class Command(BaseCommand):
    help = "Write what is listed to a .csv, .xlsx or .json file, all of it or the answer to a question."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write; its ending says in which format")
        parser.add_argument(
            "--question", default="", help="as in the address of the list: focus=connection-care&country=US"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        file: Path = given["file"]
        kind = file.suffix.removeprefix(".").casefold()
        if kind not in exports.KINDS:
            raise CommandError("End the file’s name with .csv, .xlsx or .json.", returncode=2)
        asked = OrganizationFilter(QueryDict(given["question"]), queryset=Organization.objects.listed())
        if not asked.is_valid():
            raise CommandError(" ".join(page_facts.errors(asked.form)), returncode=2)
        # Written beside and then moved, so that nobody finds half a file.
        part = file.with_name(f".{file.name}.part")
        try:
            with part.open("wb") as written:
                written.writelines(self._content(kind, asked.qs))
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"{file} cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{asked.qs.count()} listings written to {file}.")

    def _content(self, kind: str, listings: Any) -> Iterator[bytes]:
        resource = exports.ListingResource()
        count = listings.count()
        rows = tqdm(resource.rows(listings), total=count, desc="Writing", unit="rows", disable=None, file=self.stderr)
        return exports.content(kind, resource, rows)
