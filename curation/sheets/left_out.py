"""Which rows of a sheet are about no group: sums, and headings that come again. What we put beside them is not counted."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from curation.models import Batch, Row
from curation.sheets import targets
from curation.sheets.cleaning import cell_at
from curation.sheets.layout import are_headings, is_repeated_heading, is_total, may_be_total
from curation.sheets.reading import ASK, Message
from curation.sheets.tidy import tidy
from directory.search.folding import fold

_BESIDE = (targets.NOTE, targets.SKIP, targets.PRIVATE, targets.MADE, targets.STANDING)
_NOT_SENT = ("name", targets.SKIP, targets.PRIVATE, targets.MADE)
_PLACE = ("city", "website")
# With fewer columns about groups, a name alone is what there is to say.
_SEVERAL = 3
# What asks to leave a row out, and has nothing to ask of one that is.
_ASKS_TO_LEAVE_OUT = {"no-name", "perhaps-a-sum", "only-a-name"}


class NoGroups:
    """Knows, for many rows of one sheet, in which columns they speak of a group."""

    def __init__(self, batch: Batch) -> None:
        meant = list(enumerate(batch.mapping))
        self._width = len(meant)
        self._about = [column for column, target in meant if target not in _BESIDE]
        self._besides = [column for column, target in meant if target not in _NOT_SENT]
        self._asks_for_more = len(self._about) >= _SEVERAL
        self._place = [column for column, target in meant if target in _PLACE]
        self._theirs = [column for column, heading in enumerate(batch.headings) if not targets.is_ours(heading)]
        self._headings = list(map(fold, _of(self._theirs, batch.headings)))

    def is_no_group(self, cells: Sequence[str]) -> bool:
        return (
            is_total(_of(self._about, cells))
            or is_repeated_heading(_of(self._theirs, cells), self._headings)
            or are_headings(_of(self._theirs, cells))
        )

    def asked(self, row: Row, found: Sequence[Message]) -> list[Message]:
        """Return what a row is told, with what has to be asked of it if it may be no group: of one that is out, nothing."""
        codes = {message.code for message in found}
        if row.is_included is False or (row.is_included is None and "closed" in codes):
            return [message for message in found if message.code not in _ASKS_TO_LEAVE_OUT]
        doubt = self._doubt(row) if row.is_included is None else None
        return [*found, doubt] if doubt else [*found]

    def _doubt(self, row: Row) -> Message | None:
        edits = row.edits
        now = [cell_at(row.raw, edits, column) for column in range(self._width)] if edits else row.raw
        if may_be_total(_of(self._about, now), _of(self._place, now)):
            return _perhaps_a_sum(row.name)
        if row.name and self._asks_for_more and not any(tidy(cell) for cell in _of(self._besides, now) if cell):
            return _only_a_name(row.name)
        return None


def no_group() -> Message:
    sentence = _("This looks like a sum or a repeated heading, not a group, so it is left out.")
    return Message(ASK, "not-a-group", sentence, key="not-a-group")


def _perhaps_a_sum(name: str) -> Message:
    key = hashlib.sha256(f"sum {fold(name)}".encode()).hexdigest()
    sentence = _("This may be a sum: it begins like one, and names neither a town nor a website.")
    return Message(ASK, "perhaps-a-sum", sentence, None, _remedy(), key)


def _only_a_name(name: str) -> Message:
    key = hashlib.sha256(f"only a name {fold(name)}".encode()).hexdigest()
    sentence = _("This row holds nothing but a name. It may be a group, or a heading for the rows below it.")
    return Message(ASK, "only-a-name", sentence, None, _remedy(), key)


def _remedy() -> str:
    return _("Leave the row out, or say that it may be sent.")


def _of(columns: Iterable[int], cells: Sequence[str]) -> Iterator[str]:
    """Yield the cells of these columns: of most rows the first one tells."""
    return (cells[column] for column in columns if column < len(cells))
