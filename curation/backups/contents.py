"""What a backup says about itself, so that what comes back can be compared with what was put in."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from curation.backups.errors import BackupError
from curation.models import TrailHead

FORMAT = 1


@dataclass(frozen=True)
class State:
    """What can be compared: how many rows each table has, where the trail ends, and which migrations made the tables."""

    rows: dict[str, int]
    trail: list[Any]
    migrations: list[str]


@dataclass(frozen=True)
class Contents:
    """`digest` is that of the database in the backup, so `signature` vouches for all of it."""

    format: int
    made_at: str
    vendor: str
    digest: str
    state: State
    signature: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def is_ours(self) -> bool:
        return hmac.compare_digest(self.signature, _signature(self))


def state(database: BaseDatabaseWrapper) -> State:
    """Look at a database, which may be a copy that only `database` knows."""
    with database.cursor() as cursor:

        def ask(question: str) -> list[tuple[Any, ...]]:
            cursor.execute(question)
            return cursor.fetchall()

        tables = database.introspection.table_names(cursor)
        rows = {table: ask(f'SELECT COUNT(*) FROM "{table}"')[0][0] for table in tables}  # noqa: S608 (no input)
        head = ask(f"SELECT seq, signature FROM {TrailHead._meta.db_table}")  # noqa: S608 (no input)
        migrations = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    return State(rows, list(head[0]) if head else [], [f"{app}.{name}" for app, name in migrations])


def sign(made_at: datetime, database: Path, found: State) -> Contents:
    unsigned = Contents(FORMAT, made_at.isoformat(), connection.vendor, digest(database), found)
    return Contents(**vars(unsigned) | {"signature": _signature(unsigned)})


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def written(contents: Contents) -> str:
    return json.dumps(asdict(contents), indent=1)


def read(text: str) -> Contents:
    """Read what a backup says of itself. Raises `BackupError` if this site cannot take it."""
    told = json.loads(text)
    if told["format"] > FORMAT:
        raise BackupError("A newer version of this program made the backup. Install that version, then restore.")
    contents = Contents(**told | {"state": State(**told["state"])})
    if contents.vendor != connection.vendor:
        raise BackupError(
            f"The backup is of a database of the kind “{contents.vendor}”, and DIRECTORY_DATABASE_URL names one of the "
            f"kind “{connection.vendor}”. A backup comes back to its own kind."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if unknown := sorted(set(contents.state.migrations) - known):
        raise BackupError(
            f"A newer version of this program made the backup (this one has no {unknown[0]}). "
            "Install that version, then restore."
        )
    return contents


def _signature(contents: Contents) -> str:
    told = written(Contents(**vars(contents) | {"signature": ""}))
    return hmac.new(settings.TRAIL_KEY.encode(), told.encode(), hashlib.sha256).hexdigest()
