"""Sign curators out everywhere, for when a device or a cookie may be in other hands."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation.sign_in import sessions


class Command(BaseCommand):
    help = "Sign the curators with these handles out everywhere, or with --everyone all of them. Nothing else changes for them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handles", nargs="*")
        parser.add_argument("--everyone", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = set(options["handles"])
        curators = User.objects.all() if options["everyone"] else User.objects.filter(username__in=wanted)
        if unknown := wanted - {curator.username for curator in curators}:
            raise CommandError(f"There is no curator “{min(unknown)}”.")
        if not curators:
            raise CommandError("Say whom: one or several handles, or --everyone.")
        ended = sum(sessions.end_all(curator) for curator in curators)
        self.stdout.write(f"{ended} signed out.")
