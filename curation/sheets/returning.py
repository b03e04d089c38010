"""Back to the sheet: the same rows in the same places, with what becomes of each in columns beside them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from curation.models import Batch, Row
from curation.sheets import newer, targets
from curation.sheets.batches import lines_of
from curation.sheets.cleaning import cell_at
from curation.sheets.reader import SEPARATED
from curation.sheets.seeing import shown
from directory.cells import unshielded
from directory.exports import csv_lines
from directory.workbooks import TYPE, Page, workbook

TEXT_TYPES = {"csv": "text/csv; charset=utf-8", "tsv": "text/tab-separated-values; charset=utf-8"}


def ending(batch: Batch) -> str:
    """Return how the file that goes back is called at its end: text comes back as text, all else as a workbook."""
    return batch.kind if batch.kind in SEPARATED else "xlsx"


def sheet_with_reasons(batch: Batch) -> tuple[bytes, str, str]:
    """Return the file's content, type and name. Cells that were typed anew stand as they are now."""
    stem = batch.file_name.rpartition(".")[0] or batch.file_name
    if batch.kind in SEPARATED:
        lines = csv_lines(_rows(batch), delimiter=batch.delimiter or ",")
        return "".join(lines).encode(), TEXT_TYPES[batch.kind], f"{stem}.{ending(batch)}"
    page = Page(batch.sheet or _("Groups"), _rows(batch), has_headings=False)
    return workbook([page]), TYPE, f"{stem}.{ending(batch)}"


def _rows(batch: Batch) -> Iterator[list[str]]:
    """Yield every row of the sheet, blank ones too, so that each keeps its number."""
    told = {row.number: row for row in shown(batch.rows.defer("facts"), batch.uploaded_by)}
    kept = [column for column, heading in enumerate(batch.headings) if not targets.is_ours(heading)]
    made = newer.now()
    # A shield that was there is put on anew, not on top; a workbook gets none, for what it says is marked as text.
    plain = unshielded if batch.kind in SEPARATED else str
    at = 0
    for number, cells in lines_of(batch):
        yield from ([] for _blank in range(at + 1, number))
        at = number
        row = told.get(number)
        now = [plain(cell_at(cells, row.edits if row else {}, column)) for column in kept]
        if number == batch.header_row:
            yield [*now, *map(str, targets.CHECK_HEADINGS)]
        elif row is None:
            yield list(map(plain, cells))
        else:
            yield [*now, row.get_status_display(), reasons(row), _match(row), made]


def reasons(row: Row) -> str:
    said = [" ".join(filter(None, [message["text"], message["remedy"]])) for message in row.messages]
    return " ".join([*said, *([row.outcome] if row.outcome else [])])


def _match(row: Row) -> str:
    other = row.listing or row.earlier
    about = f"{other.name}: " if other else ""
    return f"{about}{' '.join(row.reasons)}" if row.reasons else ""
