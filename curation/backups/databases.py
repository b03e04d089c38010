"""How each kind of database is copied while the site runs, and how a copy takes its place."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient
from django.db.utils import DatabaseError
from django.utils import timezone

from curation.backups.contents import State, state
from curation.backups.errors import BackupError
from directory.project.sqlite3.base import DatabaseWrapper

# On PostgreSQL there is a sequence of this name, which is in no count of tables, until what is brought back is proven.
UNPROVEN = "restore_not_finished"


def is_there() -> bool:
    """Whether there is a database at all; on SQLite the first start makes the file."""
    ours = connections[DEFAULT_DB_ALIAS]
    return not isinstance(ours, DatabaseWrapper) or ours.is_there()


def copy_to(file: Path) -> tuple[datetime, State]:
    """Write a whole and sound copy to `file`; return from when it is and what is in it."""
    check_proven()
    made_at = timezone.now()
    found = _copy_sqlite(file) if connection.vendor == "sqlite" else _copy_postgresql(file)
    return made_at, found


def check_empty() -> None:
    """Raise `BackupError` if there is anything that a restore would write over, but for what an earlier one left unproven."""
    if connection.vendor == "sqlite":
        place = _place()
        # SQLite finds what is not in the file yet only in one of the same name and “-wal”.
        aside = zip(_files(place), _files(place.with_name(f"{place.name}.before")), strict=True)
        if moves := " && ".join(f"mv {file} {there}" for file, there in aside if file.exists()):
            raise BackupError(f"There is a database already. Stop the site and move it out of the way: {moves}")
    elif _is_unproven():
        _empty_postgresql()
    elif connection.introspection.table_names():
        name = connection.settings_dict["NAME"]
        raise BackupError(
            f"The database “{name}” has tables already. Stop the site, make a new empty database, and name it in "
            "DIRECTORY_DATABASE_URL."
        )


def check_proven() -> None:
    """Raise `BackupError` if a restore was killed half way: in what it left, all is in sight that was taken down since."""
    if connection.vendor == "postgresql" and _is_unproven():
        name = connection.settings_dict["NAME"]
        raise BackupError(f"A restore into “{name}” was not finished, so it may not be used. Restore again.")


def folder() -> Path:
    """Return where a copy must lie to take the database's place."""
    return _place().parent if connection.vendor == "sqlite" else settings.DATA_DIR


@contextmanager
def loaded(file: Path) -> Iterator[None]:
    """Let the program work on the copy in `file`. On SQLite the copy takes its place only if nothing was raised."""
    try:
        with _sqlite_loaded(file) if connection.vendor == "sqlite" else _postgresql_loaded(file):
            yield
    except DatabaseError as error:
        raise BackupError(f"The database cannot be brought back: {error}.") from error


def _copy_sqlite(file: Path) -> State:
    try:
        with connection.cursor() as cursor:
            # Unlike a plain copy of the file, this has all that was saved and no half of anything.
            cursor.execute("VACUUM INTO %s", [str(file)])
    except DatabaseError as error:
        raise BackupError(f"The database cannot be copied: {error}.") from error
    copy = connection.copy("backup")
    copy.settings_dict["NAME"] = file
    try:
        _check_sound(copy)
        return state(copy)
    finally:
        copy.close()


def _check_sound(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        faults = [fault for (fault,) in cursor.fetchall() if fault != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        faults += [
            f"a line of {table} names one of {other} that is not there" for table, _id, other, _n in cursor.fetchall()
        ]
    if faults:
        raise BackupError(f"The copy is not sound, so the database may be damaged: {'; '.join(faults[:5])}.")


@contextmanager
def _sqlite_loaded(file: Path) -> Iterator[None]:
    place = _place()
    connection.close()
    connection.settings_dict["NAME"] = file
    try:
        _check_sound(connection)
        yield
    finally:
        # Closing the last connection brings everything from the -wal into the file.
        connection.close()
        connection.settings_dict["NAME"] = place
    # Once more, for a site may have begun there meanwhile.
    check_empty()
    file.replace(place)


def _place() -> Path:
    return Path(connection.settings_dict["NAME"])


def _files(place: Path) -> list[Path]:
    return [place.with_name(place.name + end) for end in ("", "-wal", "-shm")]


def _copy_postgresql(file: Path) -> State:
    # One snapshot for the counts and the copy, so that they agree although the site is writing.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        whole = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        _run("pg_dump", [*whole, f"--file={file}"])
        return state(connection)


@contextmanager
def _postgresql_loaded(file: Path) -> Iterator[None]:
    # Once more, for a site may have begun there meanwhile, and what fails is taken out again with all that is there.
    check_empty()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SEQUENCE {UNPROVEN}")
    try:
        _run("pg_restore", ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(file)])
        yield
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SEQUENCE {UNPROVEN}")
    except BaseException as error:
        # Nobody has proven it, and what was taken down since is still in sight: no site may begin with it.
        try:
            _empty_postgresql()
        except DatabaseError as failure:
            name = connection.settings_dict["NAME"]
            raise BackupError(f"{error}\nDrop “{name}”, which holds it: nobody may be served from it.") from failure
        raise


def _is_unproven() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [UNPROVEN])
        return cursor.fetchone() != (None,)


def _empty_postgresql() -> None:
    """Take everything out again that the copy brought into a database that was empty."""
    connection.close()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
        guards = [guard for (guard,) in cursor.fetchall()]
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
        for guard in guards:
            cursor.execute(f"DROP FUNCTION {guard}")
        cursor.execute(f"DROP SEQUENCE IF EXISTS {UNPROVEN}")


def _run(program: str, arguments: list[str]) -> None:
    """Run one of PostgreSQL's own programs against our database; the password goes by the environment."""
    (_psql, *where, name), environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    command = [program, *where, f"--dbname={name}", *arguments]
    try:
        subprocess.run(command, env=os.environ | (environment or {}), check=True, capture_output=True, text=True)  # noqa: S603 (our own words)
    except FileNotFoundError:
        raise BackupError(f"{program} is missing. On Debian or Ubuntu run: apt-get install postgresql-client") from None
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program} could not finish: {error.stderr.strip()}") from error
