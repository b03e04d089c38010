"""Makes a backup, and keeps one of each day for as long as we promised and no longer."""

import fcntl
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from pyrage import x25519

from curation import removals
from curation.backups import contents, databases, sealing
from curation.backups.errors import BackupError

NAME = "backup-%Y-%m-%d-%H%M%S.age"
OURS = re.compile(r"backup-(\d{4}-\d\d-\d\d)-\d{6}\.age")
UNFINISHED = ".unfinished-"
TOLD, DATABASE = "contents.json", "database"


@dataclass(frozen=True)
class Made:
    """`removed` were older than we promised to keep them, or not the last of their day."""

    file: Path
    contents: contents.Contents
    removed: list[Path]


def make() -> Made:
    """Write a backup. Raises `BackupError`, and then nothing is left behind and the older ones are untouched."""
    folder, public = settings.BACKUP_DIR, sealing.public_half(settings.BACKUP_KEY)
    # What is not sealed yet never lies in the folder that is copied to other machines.
    with workplace(settings.DATA_DIR) as here, _written_to(folder):
        _sweep(folder)
        made_at, found = databases.copy_to(here / DATABASE)
        # Not before: where there was nothing to copy, an empty list would say that nothing was taken down.
        removals.begin()
        told = contents.sign(made_at, here / DATABASE, found)
        (here / TOLD).write_text(contents.written(told))
        with tarfile.open(here / "plain", "w:gz") as plain:
            for name in (TOLD, DATABASE):
                plain.add(here / name, arcname=name)
        file = folder / made_at.strftime(NAME)
        _seal(here / "plain", file, public)
        return Made(file, told, _remove(too_many(made_at)))


@contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """Offer a private folder that is gone afterwards, on the same disk so that its files can be moved into place.

    One process at a time has one there, the others wait: so whatever lies there at the beginning was left by one that was killed.
    """
    with _written_to(beside), _alone_in(beside):
        _sweep(beside)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=beside) as here:
            yield Path(here)


@contextmanager
def _written_to(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield
    except OSError as error:
        # Root's, after one backup that root made, whoever the folder belongs to.
        place = removals.file() if error.filename == str(removals.file()) else folder
        raise BackupError(
            f"{place} cannot be written to: {error.strerror or error}. Nothing was left behind."
        ) from error


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold a lock that ends with the process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Remove what a process that was killed had no time to remove."""
    for left in folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _seal(plain: Path, file: Path, public: x25519.Recipient) -> None:
    """Write the sealed file, on the disk for good before anybody is told of it."""
    unfinished = file.with_name(f"{UNFINISHED}{file.name}")
    try:
        sealing.seal(plain, unfinished, public=public)
        unfinished.chmod(0o600)
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def rotate() -> int:
    """Remove what is too old, also where no new one can be made: it is what we promised. Returns how many."""
    try:
        return len(_remove(too_many(timezone.now())))
    except OSError as error:
        raise BackupError(f"Old backups in {settings.BACKUP_DIR} cannot be removed: {error.strerror}.") from error


def too_many(now: datetime) -> list[Path]:
    """List what is too old, and of each past day all but the last."""
    folder: Path = settings.BACKUP_DIR
    names = [file.name for file in folder.iterdir() if OURS.fullmatch(file.name)] if folder.exists() else []
    return [folder / name for name in surplus(names, now)]


def _remove(files: list[Path]) -> list[Path]:
    for file in files:
        file.unlink(missing_ok=True)
    return files


def surplus(names: list[str], now: datetime) -> list[str]:
    oldest = (now - timedelta(days=settings.BACKUP_DAYS)).strftime("%Y-%m-%d")
    days = {name: name.removeprefix("backup-")[:10] for name in sorted(names)}
    last = {day: name for name, day in days.items()}
    today = now.strftime("%Y-%m-%d")
    return [name for name, day in days.items() if day < oldest or (day != today and name != last[day])]
