"""Brings a backup back into an empty place: whole, proven, and without what was taken down since it was made."""

import shutil
import tarfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction

from curation import removals, trail
from curation.backups import contents, databases, sealing
from curation.backups.contents import Contents
from curation.backups.errors import BackupError
from curation.backups.making import DATABASE, TOLD, workplace
from curation.backups.repeating import Repeated, repeat
from directory.models import Edition


@dataclass(frozen=True)
class Restored:
    """`repeated` is what was taken out again. `faults` are empty unless they were accepted."""

    contents: Contents
    repeated: Repeated
    faults: list[str]


def restore(file: Path, *, accept_faults: bool = False, without_removals: bool = False) -> Restored:
    """Bring back what is in `file`. Raises `BackupError`, and then no site can be served from what came back."""
    _check_readable(file)
    with workplace(databases.folder()) as here:
        # Not before it is our turn: another restore may be about to finish there.
        databases.check_empty()
        _check_removals(without_removals)
        told, database = _unpack(file, here)
        faults = [] if told.is_ours else ["The backup was not signed with this DIRECTORY_TRAIL_KEY."]
        _refuse(faults, accept_faults)
        with databases.loaded(database):
            if contents.state(connection) != told.state:
                faults.append("What came back is not what the backup says was put in.")
            call_command("migrate", interactive=False, verbosity=0)
            faults += trail.verify().faults
            _refuse(faults, accept_faults)
            return Restored(told, _begin_again(told), faults)


def _check_readable(file: Path) -> None:
    """Say what is wrong with the file by its own name, before anything else can go wrong."""
    try:
        with file.open("rb"):
            pass
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}.") from error


def _check_removals(without_removals: bool) -> None:
    if not (without_removals or removals.file().exists()):
        raise BackupError(
            f"There is no {removals.file()}, which says what was taken down, taken out, or asked not to be listed since "
            "the backup was made. Put your newest copy of it there. If there is none, --without-removals brings all of "
            "that back into sight: take down at once what you remember."
        )


def _unpack(file: Path, here: Path) -> tuple[Contents, Path]:
    sealing.unseal(file, here / "plain", key=settings.BACKUP_KEY)
    try:
        with tarfile.open(here / "plain", "r:gz") as plain:
            for name in (TOLD, DATABASE):
                _take_out(plain, name, here)
        told = contents.read((here / TOLD).read_text())
        (here / DATABASE).chmod(0o600)
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise BackupError(f"{file.name} is not one of our backups.") from error
    if contents.digest(here / DATABASE) != told.digest:
        raise BackupError(f"{file.name} is damaged: the database in it is not the one that was put in.")
    return told, here / DATABASE


def _take_out(plain: tarfile.TarFile, name: str, here: Path) -> None:
    """Write down what one of the files in it holds, and nothing else that a tar file may say: no rights, no links.

    `extract(filter="data")` would do, but the Python of Debian 12, 3.11.2, does not know it.
    """
    content = plain.extractfile(name)
    if content is None:
        raise ValueError(name)
    with content, (here / name).open("xb") as file:
        shutil.copyfileobj(content, file)


def _refuse(faults: list[str], accepted: bool) -> None:
    if faults and not accepted:
        some = "\n".join(f"  {fault}" for fault in faults[:10])
        raise BackupError(
            f"The backup cannot be proven to be whole:\n{some}\nTry another one, or the .env that belongs to it. "
            "If there is none, --accept-faults brings it back all the same."
        )


def _begin_again(told: Contents) -> Repeated:
    """Do what cannot be in any backup: end every session, take out again, and say in the trail what happened."""
    with transaction.atomic():
        Session.objects.all().delete()
        # Editions are counted from here on once more, so nobody may take a page they kept for one of the new ones.
        Edition.objects.begin_anew()
        trail.record_restored(told.made_at)
        return repeat(told.moment)
