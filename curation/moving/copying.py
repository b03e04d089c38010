"""Carries every row from the old database to the new one, and adds up what left and what arrived.

Rows are read by Django on both sides, so both sides tell the same dates, decimals, identifiers and JSON the same way.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model
from django.db.utils import DatabaseError

from curation.moving.errors import MoveError
from directory.pieces import in_pieces
from directory.search import documents

BEFORE = "before"
# Read from the new database too while one looks for what differs.
AT_ONCE = 500
MOST_NAMED = 5


@dataclass
class Sum:
    """How many rows, and the sum of their hashes: the same in whatever order a database gives them."""

    rows: int = 0
    total: int = 0

    def add(self, row: tuple[Any, ...]) -> None:
        told = json.dumps(row, sort_keys=True, default=_plain).encode()
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(told).digest())) % 2**256

    @property
    def digest(self) -> str:
        return f"{self.total:064x}"


def _plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)


def models() -> list[type[Model]]:
    """List what has a table of its own, the tables between two others included."""
    known = apps.get_models(include_auto_created=True)
    return sorted(
        (model for model in known if model._meta.managed and not model._meta.proxy), key=lambda m: m._meta.db_table
    )


def check_all_known() -> None:
    """Raise `MoveError` if the old database has a table that would stay behind."""
    known = {model._meta.db_table for model in models()} | {"django_migrations"}
    # What can be searched is written anew, in the new database's own way.
    left = [
        table
        for table in connections[BEFORE].introspection.table_names()
        if table not in known and not table.startswith(documents.TABLE)
    ]
    if left:
        raise MoveError(f"This program knows nothing of the table {left[0]}, so it would stay behind. Remove it first.")


def rows(model: type[Model], alias: str, **narrowed: Any) -> Iterator[tuple[Any, ...]]:
    """Yield every row, its key first, a few at a time."""
    return model._base_manager.using(alias).filter(**narrowed).order_by().values_list(*columns(model)).iterator()


def columns(model: type[Model]) -> list[str]:
    key = model._meta.pk.attname
    return [key, *(field.attname for field in model._meta.local_concrete_fields if field.attname != key)]


def copy(model: type[Model]) -> Sum:
    """Send every row, and return the sum of what was sent."""
    table, names = model._meta.db_table, columns(model)
    fields = [model._meta.get_field(name) for name in names]
    into = ", ".join(f'"{field.column}"' for field in fields)  # type: ignore[union-attr]  # each has a column
    sent = Sum()
    try:
        with (
            connection.cursor() as cursor,
            connection.wrap_database_errors,
            cursor.copy(f'COPY "{table}" ({into}) FROM STDIN') as stream,
        ):
            for row in rows(model, BEFORE):
                sent.add(row)
                ready = zip(fields, row, strict=True)
                stream.write_row([field.get_db_prep_save(value, connection) for field, value in ready])  # type: ignore[union-attr]
    except (DatabaseError, ValueError) as error:
        raise MoveError(f"PostgreSQL does not take the rows of {table}: {error}") from error
    return sent


def arrived(model: type[Model]) -> Sum:
    found = Sum()
    for row in rows(model, DEFAULT_DB_ALIAS):
        found.add(row)
    return found


def differing(model: type[Model]) -> Iterator[str]:
    """Name the rows that are not the same on both sides, and in which column, but not what is in them."""
    names = columns(model)
    for some in in_pieces(rows(model, BEFORE), AT_ONCE):
        there = {row[0]: row for row in rows(model, DEFAULT_DB_ALIAS, pk__in=[row[0] for row in some])}
        for row in some:
            other = there.get(row[0])
            if other is None:
                yield f"{model._meta.db_table} {row[0]} is missing"
            elif unlike := [name for name, a, b in zip(names, row, other, strict=True) if a != b]:
                yield f"{model._meta.db_table} {row[0]}: {', '.join(unlike)}"


def continue_numbers() -> None:
    """Let the new database count on from the highest number that came along."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
