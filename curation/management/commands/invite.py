"""Let a curator in anew from the shell, for when no administrator can."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation import accounts, startup, trail


class Command(BaseCommand):
    help = (
        "End the password, the second factor and the sessions of a curator, and print the link at which they choose "
        "again. For when no administrator can do it at the desk; the trail says that it came from here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle")

    def handle(self, *_args: Any, **options: Any) -> None:
        curator = User.objects.filter(username=options["handle"], is_staff=True, is_active=True).first()
        if curator is None:
            raise CommandError(f"There is no curator “{options['handle']}” who may sign in.")
        path = accounts.invite(curator, by=trail.THIS_SITE)
        self.stdout.write(
            f"{startup.public_address()}{path}\nThe link works once. Every reviewer sees on the desk that it was made."
        )
