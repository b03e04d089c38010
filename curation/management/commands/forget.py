"""Erase what has been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from curation import retention


class Command(BaseCommand):
    help = "Erase what has been kept for as long as the table of retention says. Run it every day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how much would be erased")
        parser.add_argument("--table", action="store_true", help="only print the table, as docs/safety.md has it")

    def handle(self, *_args: Any, **given: Any) -> None:
        if given["table"]:
            self.stdout.write(retention.as_table())
            return
        for rule, count in retention.due() if given["dry_run"] else retention.forget():
            done = "due" if given["dry_run"] else "erased"
            self.stdout.write(f"{rule.what}: {count} {done}.")
