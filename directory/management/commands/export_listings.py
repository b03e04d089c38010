"""Write the listings to a file, as the public has them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize
from tqdm import tqdm

from directory import exports
from directory.writing import add_question, asked, check_place, write


class Command(BaseCommand):
    help = "Write what is listed to a .csv, .xlsx or .json file, all of it or the answer to a question."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write; its ending says in which format")
        add_question(parser)

    def handle(self, *_args: Any, **given: Any) -> None:
        file: Path = given["file"]
        kind = file.suffix.removeprefix(".").casefold()
        if kind not in exports.KINDS:
            raise CommandError("End the file’s name with .csv, .xlsx or .json.", returncode=2)
        check_place(file)
        listings = asked(given["question"]).qs.for_open_data()
        write(file, self._content(kind, listings))
        count = listings.count()
        self.stdout.write(f"{count} listing{pluralize(count)} written to {file}.")

    def _content(self, kind: str, listings: Any) -> Iterator[bytes]:
        resource = exports.ListingResource()
        count = listings.count()
        rows = tqdm(resource.rows(listings), total=count, desc="Writing", unit="rows", disable=None, file=self.stderr)
        return exports.content(kind, resource, rows)
