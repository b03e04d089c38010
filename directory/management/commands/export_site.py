"""Write a copy of the whole public site that needs no server."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from directory.mirror.export import export
from directory.mirror.folder import Folder, NotOursError
from directory.mirror.progress import Progress
from directory.mirror.signature import SignatureFault

MOST_NAMED = 5


class Command(BaseCommand):
    help = "Write everything the public can see to a folder, as pages that open without a server. Again brings it up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder, or one that holds an earlier copy")

    def handle(self, *_args: Any, **given: Any) -> None:
        folder = Folder(given["folder"])
        key = Path(settings.MIRROR_KEY) if settings.MIRROR_KEY else None
        try:
            with tqdm(total=0, desc="Copying", unit="steps", disable=None, file=self.stderr) as bar:
                export(folder, key, Progress(bar))
        except NotOursError as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder.path} cannot be written: {error.strerror}.", returncode=2
            ) from error
        except SignatureFault as fault:
            raise CommandError(str(fault), returncode=2) from fault
        if folder.left:
            self.stderr.write(_of_others(folder.left))
        self.stdout.write(
            f"{len(folder.hashes)} files in {folder.path}: {folder.changed} written, {folder.erased} erased, "
            f"the others as they were. {'Signed.' if key else 'Not signed: DIRECTORY_MIRROR_KEY is not set.'}"
        )


def _of_others(left: list[str]) -> str:
    named = ", ".join(sorted(left)[:MOST_NAMED])
    more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
    return f"Left alone, for no copy wrote it: {named}{more}. The check will say that it is not part of the copy."
