"""Bring everything back from a backup."""

from datetime import UTC
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from curation import backups
from curation.backups.telling import told


class Command(BaseCommand):
    help = (
        "Bring everything back from a backup into an empty database: checked, proven by the trail, and without "
        "what was taken down or taken out since it was made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that “backup” wrote")
        parser.add_argument(
            "--accept-faults", action="store_true", help="bring it back although nobody can prove that it is whole"
        )
        parser.add_argument(
            "--without-removals",
            action="store_true",
            help="show again what was taken down or out since, as its list is lost",
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        try:
            restored = backups.restore(
                given["file"], accept_faults=given["accept_faults"], without_removals=given["without_removals"]
            )
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        made_at = restored.contents.moment.astimezone(UTC)
        self.stdout.write(f"Back from {made_at:%Y-%m-%d %H:%M} UTC. In it: {told(restored.contents.state)}.")
        again = restored.repeated
        self.stdout.write(
            f"Since then, and now again: taken down {again.down} · facts taken out by their group {again.hidden} · "
            f"asked not to be listed {again.left} · private links ended {again.links}."
        )
        self.stdout.write(
            "Everybody has to sign in again. Look through Users: whoever left since then can sign in again too."
        )
        for fault in restored.faults:
            self.stdout.write(f"Accepted: {fault}")
