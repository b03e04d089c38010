"""Having the old database to oneself, so that nothing is written there that does not come along."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

from curation.moving.errors import MoveError

PATIENCE_MS = 2_000


@contextmanager
def alone(source: BaseDatabaseWrapper) -> Iterator[None]:
    """Keep everybody else from the SQLite file. Raises `MoveError` if anybody has it open, even only to read."""
    try:
        with source.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            # Locks are kept from the first write on until this connection is closed.
            cursor.execute("PRAGMA locking_mode = EXCLUSIVE")
            # SQLite lets only whoever is alone leave the write-ahead log; the next start goes back to it.
            cursor.execute("PRAGMA journal_mode = DELETE")
            cursor.execute("BEGIN EXCLUSIVE")
            cursor.execute("COMMIT")
    except DatabaseError as error:
        source.close()
        raise MoveError(
            f"Something still works with the database ({error}). Stop the site and every command of it, then move."
        ) from error
    try:
        yield
    finally:
        source.close()
