"""Ask listed groups once a year whether their entry is still right."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from curation import confirming, startup
from curation.confirming import Asked
from curation.management.mail import check_server


class Command(BaseCommand):
    help = (
        "List the groups that have not confirmed their entry for a year. With --send, mail each that has an address a "
        "private link, once a year at most. Ends with 1 if a message could not be handed over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--send", action="store_true", help="make the links and send them")
        parser.add_argument("--site", default="", help="the address of the site in the links, such as https://…")

    def handle(self, *_args: Any, **given: Any) -> None:
        if not given["send"]:
            self._list()
            return
        check_server("Nobody was asked.", otherwise=", or make links on the desk")
        total = confirming.due().count()
        counts: Counter[str] = Counter()
        with tqdm(total=total, desc="Asking", unit="groups", disable=None, file=self.stderr) as bar:
            for asked in confirming.ask_all(given["site"].rstrip("/") or startup.public_address()):
                counts[asked.how] += 1
                bar.update()
                self._tell(asked)
        self.stdout.write(f"Mailed: {counts[Asked.MAILED]}. To be asked by hand: {counts[Asked.BY_HAND]}.")
        if counts[Asked.FAILED]:
            left = confirming.due().exclude(email="").count()
            later = f" The round stopped there; the next one asks the {left} that are left." if left else ""
            raise CommandError(f"{counts[Asked.FAILED]} could not be handed over; see above.{later}", returncode=1)

    def _list(self) -> None:
        due = list(confirming.due())
        for listing in due:
            told = "has an address" if listing.email else "no e-mail: make a link on the desk and pass it on"
            self.stdout.write(f"{listing.name}: {told}.")
        self.stdout.write(f"{len(due)} to be asked. Nothing was sent; --send does.")

    def _tell(self, asked: Asked) -> None:
        if asked.how == Asked.BY_HAND:
            self.stdout.write(f"{asked.listing.name}: no e-mail. Make a link on the desk and pass it on.")
        elif asked.how == Asked.FAILED:
            self.stdout.write(
                f"{asked.listing.name}: not handed over. Make a link on the desk; the round will not try again."
            )
