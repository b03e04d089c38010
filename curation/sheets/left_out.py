"""Which rows of a sheet are about no group: sums, and headings that come again. What we put beside them is not counted."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from curation.models import Batch
from curation.sheets import targets
from curation.sheets.cleaning import cell_at
from curation.sheets.layout import is_repeated_heading, is_total, may_be_total
from curation.sheets.reading import ASK, Message
from directory.search.folding import fold

_BESIDE = (targets.NOTE, targets.SKIP, targets.PRIVATE, targets.MADE, targets.STANDING)
_PLACE = ("city", "website")


class NoGroups:
    """Knows, for many rows of one sheet, in which columns they speak of a group."""

    def __init__(self, batch: Batch) -> None:
        meant = list(enumerate(batch.mapping))
        self._width = len(meant)
        self._about = [column for column, target in meant if target not in _BESIDE]
        self._place = [column for column, target in meant if target in _PLACE]
        self._theirs = [column for column, heading in enumerate(batch.headings) if not targets.is_ours(heading)]
        self._headings = list(map(fold, _of(self._theirs, batch.headings)))

    def is_no_group(self, cells: Sequence[str]) -> bool:
        return is_total(_of(self._about, cells)) or is_repeated_heading(_of(self._theirs, cells), self._headings)

    def may_be_total(self, cells: Sequence[str], edits: Mapping[str, str]) -> bool:
        now = [cell_at(cells, edits, column) for column in range(self._width)] if edits else cells
        return may_be_total(_of(self._about, now), _of(self._place, now))


def no_group() -> Message:
    sentence = _("This looks like a sum or a repeated heading, not a group, so it is left out.")
    return Message(ASK, "not-a-group", sentence, key="not-a-group")


def perhaps_a_sum(name: str) -> Message:
    key = hashlib.sha256(f"sum {fold(name)}".encode()).hexdigest()
    remedy = _("Leave the row out, or say that it may be sent.")
    sentence = _("This may be a sum: it begins like one, and names neither a town nor a website.")
    return Message(ASK, "perhaps-a-sum", sentence, None, remedy, key)


def _of(columns: Iterable[int], cells: Sequence[str]) -> Iterator[str]:
    """Yield the cells of these columns: of most rows the first one tells."""
    return (cells[column] for column in columns if column < len(cells))
