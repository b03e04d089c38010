"""Erase what has been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from curation import retention
from curation.backups import BackupError, making


class Command(BaseCommand):
    help = "Erase what has been kept for as long as the table of retention says. Run it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how much would be erased")
        parser.add_argument("--table", action="store_true", help="only print the table, as docs/safety.md has it")

    def handle(self, *_args: Any, **given: Any) -> None:
        if given["table"]:
            self.stdout.write(retention.as_table())
            return
        done = "due" if given["dry_run"] else "erased"
        for rule, count in retention.due() if given["dry_run"] else retention.forget():
            self.stdout.write(f"{rule.what}: {count} {done}.")
        try:
            count = len(making.too_many(timezone.now())) if given["dry_run"] else making.rotate()
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Backups: {count} {done}.")
