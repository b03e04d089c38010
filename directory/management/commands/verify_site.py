"""Check a copy of the site: every hash, the signature, and that nothing else is there."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from directory.mirror import hashes, signature, verify
from directory.mirror.folder import Folder

MOST_TOLD = 20


class Command(BaseCommand):
    help = (
        "Check a copy made by export_site. Exits with 1 if something is not as it was, with 2 if it cannot be checked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the copy")
        parser.add_argument(
            "--public-key", type=Path, help="the key it must be signed by; otherwise that of DIRECTORY_MIRROR_KEY"
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        folder = Folder(given["folder"])
        key = given["public_key"] or (Path(f"{settings.MIRROR_KEY}.pub") if settings.MIRROR_KEY else None)
        wrong = self._faults(folder)
        if key:
            try:
                signature.check(folder.list, folder.signature, key)
            except signature.SignatureFault as fault:
                wrong.append(str(fault))
        if wrong:
            more = [f"And {len(wrong) - MOST_TOLD} more."] if len(wrong) > MOST_TOLD else []
            raise CommandError("\n".join([*wrong[:MOST_TOLD], *more]), returncode=1)
        if not key:
            sentence = (
                "Every file is as the list says; who made the list was not checked. Name their key: --public-key FILE."
            )
            raise CommandError(sentence, returncode=2)
        self.stdout.write(f"Every file is as it was, nothing else is there, and {key} signed it.")

    def _faults(self, folder: Folder) -> list[str]:
        try:
            listed = hashes.read(folder.list)
            with tqdm(total=len(listed), desc="Checking", unit="files", disable=None, file=self.stderr) as bar:
                return list(verify.faults(folder, listed, bar.update))
        except FileNotFoundError as error:
            raise CommandError(f"{folder.path} is no copy: it has no {folder.list.name}.", returncode=2) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder.path} cannot be read: {error.strerror}.", returncode=2
            ) from error
        except ValueError as error:
            raise CommandError(str(error), returncode=1) from error
