"""An older sheet must not undo in silence what a newer one said: what was sent since it was made is asked about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from curation.models import Batch, Row
from curation.sheets import targets
from curation.sheets.reading import ASK, Message, RowReading
from curation.states import State
from directory.record import PlainFacts

# Spreadsheet programs take this for text, and leave it as it is.
_FORMAT = "%Y-%m-%d %H:%M:%S UTC"


def now() -> str:
    """Say when a sheet is taken away; by the next whole second, so that what it tells of is not newer than it."""
    return (timezone.now().astimezone(UTC) + timedelta(seconds=1)).strftime(_FORMAT)


def ask(batch: Batch, rows: Sequence[Row], readings: Sequence[RowReading]) -> None:
    """Ask about rows that would take the place of something their sheet did not know of: by its day, or as it was sent before."""
    corrections = [one for one in zip(rows, readings, strict=True) if one[0].status == Row.Status.CORRECTION]
    replaced = _replaced(batch, [row for row, _reading in corrections])
    for row, reading in corrections:
        assert row.earlier is not None  # noqa: S101 (that is what it corrects)
        made = _moment(reading.keys.get(targets.MADE, ""))
        is_older = made is not None and made < row.earlier.received_at
        key = f"stale {row.earlier.uuid}"
        if key not in row.answers.get("ok", []) and (is_older or (row.facts, row.note) in replaced.get(row.key, [])):
            sentence = _("You sent a newer version of this since this sheet was made. Your row would take its place.")
            remedy = _("Compare the row with what you sent last. Send it only if it should be as the sheet says.")
            row.messages = [*row.messages, Message(ASK, "stale", sentence, None, remedy, key).plain()]
            row.status = Row.Status.FIX


def _replaced(batch: Batch, rows: Sequence[Row]) -> dict[str, list[tuple[PlainFacts, str]]]:
    """Find, by key, what its owner sent and took back since, or replaced by something newer."""
    found: dict[str, list[tuple[PlainFacts, str]]] = {}
    if rows:
        sent = Row.objects.filter(batch__coalition=batch.coalition, key__in={row.key for row in rows})
        sent = sent.filter(submission__state=State.TAKEN_BACK, submission__submitted_by=batch.uploaded_by)
        for key, facts, note in sent.values_list("key", "facts", "note"):
            found.setdefault(key, []).append((facts, note))
    return found


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
