"""Make the site ready and say where it is and how the first curator gets in."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from curation import accounts, backups, startup
from curation.backups import databases


class Command(BaseCommand):
    help = (
        "Migrate the database, load what is missing of focus areas, languages, populations and criteria, bring in the "
        "founding list on an empty site, and print the address. Until the first curator has chosen a password, also "
        "print the link to do so."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-link", action="store_true", help="print no link, where what is printed is kept: in a journal or a log"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        try:
            databases.check_proven()
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        self._back_up()
        call_command("migrate", interactive=False, verbosity=0)
        start = startup.prepare()
        address = startup.public_address()
        if start.founded:
            self.stdout.write(f"The founding list is in: {start.founded} organizations came through the queue.")
        self.stdout.write(f"\n  The site:    {address}/\n  Curators:    {address}{reverse('admin:index')}")
        if start.curator is None:
            return
        handle, link = start.curator.get_username(), f"{address}{accounts.invitation_path(start.curator)}"
        here = f"manage.py invite {handle}  (prints the link; here it would be kept in a log)"
        self.stdout.write(
            f"\n  Nobody has signed in yet. The first curator is “{handle}”; choose a password here:"
            f"\n  {here if given['no_link'] else link}"
            "\n  The link works once. Publishing takes two people: invite a second curator under Users."
        )
        self.stdout.write("")

    def _back_up(self) -> None:
        try:
            file = startup.back_up_before_migrating()
        except backups.BackupError as error:
            raise CommandError(
                f"The new version was not begun, as there is no backup to go back to. {error}"
            ) from error
        if file:
            self.stdout.write(f"A backup from before the new version: {file}")
