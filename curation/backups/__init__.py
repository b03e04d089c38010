"""Copies of everything, to come back from: one sealed file a day, and the way back from it."""

from curation.backups.errors import BackupError
from curation.backups.making import make
from curation.backups.restoring import restore
from curation.backups.sealing import new_key

__all__ = ["BackupError", "make", "new_key", "restore"]
