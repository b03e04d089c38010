"""Move everything from SQLite to PostgreSQL."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation import backups, moving


class Command(BaseCommand):
    help = (
        "Move everything from SQLite to an empty PostgreSQL database, while the site is stopped: a backup first, then "
        "all or nothing, compared row by row. Exits with 1 if something differed, with 2 if it could not begin."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "address", help="postgres://user@host:5432/name of an empty database; the password may be in PGPASSWORD"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        try:
            moved = moving.move(given["address"])
        except moving.Differs as error:
            raise CommandError(str(error), returncode=1) from error
        except (moving.MoveError, backups.BackupError) as error:
            raise CommandError(str(error), returncode=2) from error
        self._tell(moved)

    def _tell(self, moved: moving.Moved) -> None:
        self.stdout.write(f"Backup written: {moved.backup}. The same on both sides, by number and hash:")
        for table, told in moved.tables.items():
            self.stdout.write(f"  {table:40} {told.rows:>9}  {told.digest[:16]}")
        rows = sum(told.rows for told in moved.tables.values())
        self.stdout.write(f"Moved: {rows} rows of {len(moved.tables)} tables. The trail is whole: {moved.lines} lines.")
        self.stdout.write("Now write the new address into .env as DIRECTORY_DATABASE_URL, then start: make run")
