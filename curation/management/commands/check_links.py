"""Look whether the links of listings still lead where they led."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from curation.checking import published, running
from curation.models import LinkResult


class Command(BaseCommand):
    help = (
        "Ask the sites of listed groups whether their pages are still there, one request a second, and put what a person "
        "should look at on the desk. Changes no listing. Stopped at any moment, it goes on where it was with the next start."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--most", type=int, default=500, help="how many links to check this time (500)")

    def handle(self, *_args: Any, **given: Any) -> None:
        if not settings.CHECK_LINKS:
            raise CommandError(
                "Checking links is off. It shows other sites the address of this machine; if that may be, set "
                "DIRECTORY_CHECK_LINKS=1.",
                returncode=2,
            )
        if given["most"] < 1:
            raise CommandError("--most takes a number of links, such as 500.", returncode=2)
        published.bring_up_to_date()
        counts: Counter[str] = Counter()
        total = min(running.due().count(), given["most"])
        with tqdm(total=total, desc="Checking", unit="links", disable=None, file=self.stderr) as bar:
            for link in running.check_due(given["most"]):
                counts[link.result] += 1
                bar.update()
        # Counts only: what a timer prints may end up in a log.
        told = ", ".join(f"{LinkResult(result).label}: {count}" for result, count in sorted(counts.items()))
        self.stdout.write(f"Checked {counts.total()} links. {told or 'Nothing was due'}.")
        self.stdout.write(f"Still to be checked: {running.due().count()}.")
