"""Make a backup of everything."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from curation import backups
from curation.backups.making import Made
from curation.backups.sealing import public_half
from curation.backups.telling import told


class Command(BaseCommand):
    help = "Write a sealed copy of the database to the backup folder, while the site runs, and remove copies that are too old."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-key", action="store_true", help="only print a new key for DIRECTORY_BACKUP_KEY, and its public half"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        if given["new_key"]:
            key = backups.new_key()
            self.stdout.write(f"DIRECTORY_BACKUP_KEY={key}\n# Its public half, which only seals: {public_half(key)}")
            return
        try:
            made = backups.make()
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        if given["verbosity"]:
            self._tell(made)

    def _tell(self, made: Made) -> None:
        size = filesizeformat(made.file.stat().st_size)
        self.stdout.write(f"Backup written: {made.file} ({size}). In it: {told(made.contents.state)}.")
        if made.removed:
            self.stdout.write(f"Removed, as they were too old or not the last of their day: {len(made.removed)}.")
