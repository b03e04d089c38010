"""Write the listings to a booklet that can be printed and passed on."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.utils import timezone
from tqdm import tqdm

from directory import page_facts, question
from directory.booklet import PAPERS, booklet
from directory.filters import OrganizationFilter
from directory.models import Organization


class Command(BaseCommand):
    help = "Write what is listed to a PDF, all of it or the answer to a question."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write")
        parser.add_argument(
            "--question", default="", help="as in the address of the list: focus=connection-care&country=US"
        )
        parser.add_argument("--paper", choices=PAPERS, default="letter")

    def handle(self, *_args: Any, **given: Any) -> None:
        file: Path = given["file"]
        asked = OrganizationFilter(QueryDict(given["question"]), queryset=Organization.objects.listed())
        if not asked.is_valid():
            raise CommandError(" ".join(page_facts.errors(asked.form)), returncode=2)
        total = asked.qs.count()
        with tqdm(total=total, desc="Setting", unit="listings", disable=None, file=self.stderr) as bar:
            content = booklet(
                asked.qs, PAPERS[given["paper"]], timezone.localdate(), about=question.in_words(asked), told=bar.update
            )
        # Written beside and then moved, so that nobody finds half a file.
        part = file.with_name(f".{file.name}.part")
        try:
            part.write_bytes(content)
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"{file} cannot be written: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{total} listings written to {file}.")
