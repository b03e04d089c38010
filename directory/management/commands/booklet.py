"""Write the listings to a booklet that can be printed and passed on."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.defaultfilters import pluralize
from django.utils import timezone
from tqdm import tqdm

from directory.booklet import PAPERS, booklet, usual_paper
from directory.question import in_words
from directory.writing import add_question, asked, check_place, write


class Command(BaseCommand):
    help = "Write what is listed to a PDF, all of it or the answer to a question."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where to write")
        add_question(parser)
        parser.add_argument("--paper", choices=PAPERS, help="without it that of the country most groups are in")

    def handle(self, *_args: Any, **given: Any) -> None:
        file: Path = given["file"]
        check_place(file)
        question = asked(given["question"])
        total = question.qs.count()
        paper = PAPERS[given["paper"] or usual_paper(question.qs.values_list("country", flat=True))]
        with tqdm(total=total, desc="Setting", unit="listings", disable=None, file=self.stderr) as bar:
            content = booklet(question.qs, paper, timezone.localdate(), about=in_words(question), told=bar.update)
        write(file, [content])
        self.stdout.write(f"{total} listing{pluralize(total)} written to {file}.")
