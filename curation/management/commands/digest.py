"""Send the daily mail to curators who asked for it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation import digest, startup
from curation.management.mail import check_server


class Command(BaseCommand):
    help = (
        "Mail every curator who asked for it how much waits for them, in numbers. Once a day each at most, and nothing on "
        "days when nothing waits. Ends with 1 if a message could not be handed over."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="", help="the address of the site in the mail, such as https://…")

    def handle(self, *_args: Any, **given: Any) -> None:
        check_server("Nothing was sent.")
        outcomes = digest.send_all(given["site"].rstrip("/") or startup.public_address())
        self.stdout.write(f"Sent: {outcomes[digest.SENT]}. Nothing to say: {outcomes[digest.NOTHING]}.")
        if outcomes[digest.FAILED]:
            raise CommandError(f"{outcomes[digest.FAILED]} could not be handed over.", returncode=1)
