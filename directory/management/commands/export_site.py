"""Write a copy of the whole public site that needs no server."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from directory.mirror.export import export
from directory.mirror.folder import Folder, NotACopyError
from directory.mirror.signature import SignatureFault
from directory.models import Organization


class Command(BaseCommand):
    help = "Write everything the public can see to a folder, as pages that open without a server. Again brings it up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder, or one that holds an earlier copy")

    def handle(self, *_args: Any, **given: Any) -> None:
        folder = Folder(given["folder"])
        key = Path(settings.MIRROR_KEY) if settings.MIRROR_KEY else None
        total = Organization.objects.listed().count()
        try:
            with tqdm(total=total, desc="Copying", unit="pages", disable=None, file=self.stderr) as bar:
                export(folder, key, bar.update)
        except NotACopyError:
            sentence = f"{folder.path} holds something else, which would be erased. Name a new or empty folder."
            raise CommandError(sentence, returncode=2) from None
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.", returncode=2) from error
        except SignatureFault as fault:
            raise CommandError(str(fault), returncode=2) from fault
        self.stdout.write(
            f"{len(folder.hashes)} files in {folder.path}: {folder.changed} written, {folder.erased} erased, "
            f"the others as they were. {'Signed.' if key else 'Not signed: DIRECTORY_MIRROR_KEY is not set.'}"
        )
