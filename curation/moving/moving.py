"""The move itself: alone with the old database, in one transaction on the new one, and compared before it counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler, DatabaseError

from curation import backups, trail
from curation.moving import copying
from curation.moving.alone import alone
from curation.moving.copying import BEFORE, Sum
from curation.moving.errors import Differs, MoveError
from directory.models import Edition
from directory.project.databases import database
from directory.search import upkeep


@dataclass(frozen=True)
class Moved:
    """`tables` are what both sides agree on; `lines` is how long the trail is, which was read and proven anew."""

    backup: Path
    tables: dict[str, Sum]
    lines: int


def move(address: str) -> Moved:
    """Bring everything to the empty PostgreSQL database at `address`. Raises `MoveError`, and then nothing is there."""
    source, target = connections[DEFAULT_DB_ALIAS], _target(address)
    if source.vendor != "sqlite":
        raise MoveError("This site is on PostgreSQL already: DIRECTORY_DATABASE_URL says so.")
    _check_empty(target)
    with alone(source):
        _check_migrations(source)
        backup = backups.make().file
        with _in_its_place(source, target):
            copying.check_all_known()
            try:
                with transaction.atomic():
                    return Moved(backup, _carry_over(), _prove_trail())
            except DatabaseError as error:
                raise MoveError(f"PostgreSQL could not finish: {error}") from error


def _target(address: str) -> BaseDatabaseWrapper:
    if not address.startswith(("postgres://", "postgresql://")):
        raise MoveError("Name the PostgreSQL database to move to: postgres://user:password@host:5432/name.")
    try:
        target = ConnectionHandler({DEFAULT_DB_ALIAS: database(address, folder=settings.DATA_DIR)})[DEFAULT_DB_ALIAS]
    except ImproperlyConfigured as error:
        missing = "\nIf PostgreSQL’s driver is not there yet, this brings it: make .venv/pg.installed"
        said = str(error).replace("DIRECTORY_DATABASE_URL", "the address")
        raise MoveError(f"{said[0].upper()}{said[1:]}{missing if 'psycopg' in said else ''}") from error
    return target


def _check_empty(target: BaseDatabaseWrapper) -> None:
    try:
        with target.cursor() as cursor:
            tables = target.introspection.table_names(cursor)
            cursor.execute("SHOW server_encoding")
            (encoding,) = cursor.fetchone()
    except DatabaseError as error:
        raise MoveError(f"The PostgreSQL database cannot be reached: {error}") from error
    finally:
        target.close()
    name = target.settings_dict["NAME"]
    if tables:
        raise MoveError(f"The database “{name}” has tables already. Make a new empty one: createdb NAME.")
    if encoding != "UTF8":
        raise MoveError(
            f"The database “{name}” keeps text as {encoding}. Make one with: createdb --encoding=UTF8 NAME."
        )


def _check_migrations(source: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(source)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MoveError("The database is of an older version of this program. Start this one once, stop it, then move.")
    if unknown := sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)):
        raise MoveError(
            f"The database is of a newer version of this program (this one has no {'.'.join(unknown[0])}). "
            "Install that version, then move."
        )


@contextmanager
def _in_its_place(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the whole program work on the new database, migrations and proofs included; the old one is called “before”."""
    connections[DEFAULT_DB_ALIAS], connections[BEFORE] = target, source
    try:
        yield
    finally:
        target.close()
        connections[DEFAULT_DB_ALIAS] = source
        del connections[BEFORE]


def _carry_over() -> dict[str, Sum]:
    _run("SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0")
    # PostgreSQL changes no table that has something left to check.
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    call_command("migrate", interactive=False, verbosity=0)
    models = copying.models()
    tables = [model._meta.db_table for model in models]
    # The guards would ask each line why it comes. The keys between tables are still checked, when all are there.
    _run(*(f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in tables))
    _run(f"TRUNCATE {', '.join(tables)}", "SET CONSTRAINTS ALL DEFERRED")
    sent = {model: copying.copy(model) for model in models}
    _run("SET CONSTRAINTS ALL IMMEDIATE", *(f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in tables))
    _compare(sent)
    copying.continue_numbers()
    upkeep.write_anew()
    # Should the operator go back, no page that was kept of this record may be taken for one of that.
    Edition.objects.begin_anew()
    _run("ANALYZE")
    return {model._meta.db_table: told for model, told in sent.items()}


def _compare(sent: dict[type, Sum]) -> None:
    faults = []
    for model, told in sent.items():
        if (found := copying.arrived(model)) != told:
            faults.append(f"{model._meta.db_table}: {told.rows} rows left, {found.rows} arrived")  # type: ignore[attr-defined]
            faults += islice(copying.differing(model), copying.MOST_NAMED)
    if faults:
        raise Differs("What arrived is not what was sent, so all of it was taken back:\n  " + "\n  ".join(faults))


def _prove_trail() -> int:
    verdict = trail.verify()
    if verdict.faults:
        some = "\n  ".join(verdict.faults[:10])
        raise Differs(f"The trail is not whole, so nothing was moved:\n  {some}\nSee what verify_trail says.")
    return verdict.lines


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
