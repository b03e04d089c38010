"""Checking the rows of a batch, piece by piece: each piece is kept whole or not at all, and a stop goes on where it was."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from time import monotonic
from typing import TYPE_CHECKING, Any

import orjson
from django.db import connection, transaction
from django.db.models import JSONField

from curation.models import Batch, Row
from curation.sheets.batches import Stage, take, unpacked
from curation.sheets.judging import Judge
from directory.right import alike

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def check_some(
    batch: Batch, *, by: "User", seconds: float | None = None, told: Callable[[int], None] = lambda _rows: None
) -> Batch:
    """Check rows until all are, or `seconds` are over; at least one piece. `told` hears how many were, piece by piece."""
    until = None if seconds is None else monotonic() + seconds
    judge = None
    while batch.stage == Stage.CHECKING:
        with transaction.atomic(), _uncollected():
            batch = take(batch, by)
            if batch.stage != Stage.CHECKING:
                break
            if judge is None or not judge.is_of(batch):
                judge = Judge(batch)
            told(_check_piece(batch, judge))
        if until is not None and monotonic() > until:
            break
    return batch


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage meanwhile: a piece makes many small things, which go by themselves when it is done."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def checked_rows(batch: Batch) -> int:
    """Return how many rows were checked since the columns were said."""
    return batch.rows.filter(piece__lte=batch.pieces_done).count()


def _check_piece(batch: Batch, judge: Judge) -> int:
    """Check the next piece, and note that it is done in the same transaction."""
    piece = batch.pieces.filter(number=batch.pieces_done + 1).first()
    if piece is None:
        batch.stage = Stage.ROWS
        batch.save(update_fields=["stage"])
        return 0
    lines = unpacked(piece)
    numbers = [number for number, _cells in lines]
    # By their numbers, of which there is an index; to look through all rows for each piece would take ever longer.
    of_piece = Row.objects.filter(batch=batch, piece=piece.number, number__range=(min(numbers), max(numbers)))
    before = {row.number: row for row in of_piece}
    rows, blank = [], Row(batch=batch, piece=piece.number)
    for number, cells in lines:
        known = before.get(number)
        if known is not None and known.status in (Row.Status.SENT, Row.Status.UNDONE):
            continue
        stays = {name: getattr(known, name) for name in ("edits", "is_included", "answers")} if known else {}
        rows.append(alike(blank, stays | {"number": number, "raw": cells}))
    stale = [row.pk for row in before.values() if row.status not in (Row.Status.SENT, Row.Status.UNDONE)]
    if stale:
        Row.objects.filter(pk__in=stale).delete()
    if rows:
        judge.judge(rows)
        _keep(rows)
    batch.pieces_done = judge.pieces_done = piece.number
    batch.save(update_fields=["pieces_done"])
    return len(rows)


def _keep(rows: list[Row]) -> None:
    """Insert rows as `bulk_create` does, at half its cost: it would build one statement of two thousand parameters."""
    columns: list[Any] = [field for field in Row._meta.concrete_fields if not field.primary_key]
    # What is JSON comes last; both databases take it as text.
    columns.sort(key=_is_json)
    plain, written = ([field.attname for field in columns if _is_json(field) is wanted] for wanted in (False, True))
    quote = connection.ops.quote_name
    names, places = ", ".join(quote(field.column) for field in columns), ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(Row._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 (names of our own columns)
    plain_of, written_of, told = itemgetter(*plain), itemgetter(*written), [vars(row) for row in rows]
    kept = [(*plain_of(row), *(orjson.dumps(value).decode() for value in written_of(row))) for row in told]
    with connection.cursor() as cursor:
        cursor.executemany(statement, kept)


def _is_json(field: Any) -> bool:
    return isinstance(field, JSONField)
