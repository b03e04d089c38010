"""A spreadsheet's way from an upload to rows that can be looked at. Every verb takes `by=`, who must have uploaded it."""

import hashlib
import zlib
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation.coalitions import is_member
from curation.models import Batch, BatchFile, BatchPiece, Coalition, Row
from curation.review.errors import ReviewError
from curation.review.taking import SEND
from curation.sheets import memory, partner_ids, targets
from curation.sheets.faults import SheetFault
from curation.sheets.headings import guesses
from curation.sheets.layout import at, table
from curation.sheets.reader import HSDS, Reading, read

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# A piece is checked in one go, during which nobody else can write, for a quarter of a second: so many rows, or so many letters.
PIECE, PIECE_LETTERS = 1_000, 400_000
Line = tuple[int, list[str]]
Stage = Batch.Stage


def open_batch(content: bytes, file_name: str, *, coalition: Coalition, by: "User", sheet: str | None = None) -> Batch:
    """Keep an upload that can be read. Raises `SheetFault`, and then nothing is kept."""
    if not by.has_perm(SEND) or not is_member(by, coalition):
        raise PermissionDenied
    erase_old()
    reading = read(content, file_name, sheet=sheet)
    batch = Batch(
        coalition=coalition,
        uploaded_by=by,
        file_name=file_name.replace("\0", "")[-200:],
        file_digest=hashlib.sha256(content).hexdigest(),
        kind=reading.kind,
    )
    with transaction.atomic():
        _take_in(batch, reading)
        if reading.kind != HSDS:
            # A partner's file may tell of people, and there is nothing in it to choose later: it is not kept at all.
            BatchFile.objects.create(batch=batch, content=content)
    return batch


def choose_sheet(batch: Batch, name: str, *, by: "User") -> Batch:
    """Read another sheet of the same file. What was done to the rows of the one before is given up."""
    batch = take_to_read_anew(batch, by)
    file = BatchFile.objects.filter(batch=batch).first()
    if file is None:
        raise ReviewError(_("There are no other sheets in this file."))
    # Reading takes seconds, during which others have to be able to write.
    reading = read(bytes(file.content), batch.file_name, sheet=name)
    with transaction.atomic():
        batch = take_to_read_anew(batch, by, seen=batch.edition)
        batch.pieces.all().delete()
        batch.rows.all().delete()
        _take_in(batch, reading)
        return batch


def choose_headings(batch: Batch, row_number: int, *, by: "User", seen: int | None = None) -> Batch:
    """Say in which row of the sheet the headings stand."""
    with transaction.atomic():
        batch = take_to_read_anew(batch, by, seen=seen)
        whole = lines_of(batch)
        index = next((place for place, (number, _cells) in enumerate(whole) if number == row_number), None)
        if index is None:
            raise ReviewError(_("There is no row %(number)d in this sheet.") % {"number": row_number})
        batch.rows.all().delete()
        _lay_out(batch, whole, index)
        return batch


def say_columns(
    batch: Batch,
    mapping: Sequence[str],
    *,
    by: "User",
    default_country: str = "",
    seen: int | None = None,
    said: Collection[int] | None = None,
) -> Batch:
    """Say what each column means, and have the rows checked. Raises `ReviewError` in sentences.

    It is remembered; where only some columns were `said`, and the others guessed, of those.
    """
    with transaction.atomic():
        batch = take(batch, by, seen=seen)
        _refuse_in_transit(batch)
        if problems := mapping_faults(batch, mapping):
            raise ReviewError(" ".join(problems))
        batch.mapping, batch.default_country = list(mapping), default_country
        said = range(len(mapping)) if said is None else said
        headings = [batch.headings[column] for column in said]
        memory.remember_headings(batch.coalition, headings, [mapping[column] for column in said])
        check_again(batch)
        return batch


def check_again(batch: Batch) -> None:
    """Begin checking from the first row: what was typed and answered stays, what was sent stays sent."""
    batch.stage, batch.pieces_done, batch.edition = Stage.CHECKING, 0, batch.edition + 1
    batch.save()


def mapping_faults(batch: Batch, mapping: Sequence[str]) -> list[str]:
    if len(mapping) != len(batch.headings) or not all(map(targets.is_known, mapping)):
        return [_("Choose a meaning for every column.")]
    found = []
    for target in dict.fromkeys(mapping):
        if mapping.count(target) > 1 and target not in targets.MAY_REPEAT:
            words = {"target": targets.label_of(target)}
            found.append(_("More than one column is “%(target)s”. Keep one, and make the others notes.") % words)
    if "name" not in mapping:
        found.append(_("No column is “Name”. Choose the one that says what each group is called."))
    return found


def close(batch: Batch, *, by: "User") -> Batch:
    """Erase the file and what its rows said. What was sent can still be taken back."""
    with transaction.atomic():
        batch = take(batch, by)
        erase(batch)
        batch.refresh_from_db()
        return batch


def erase_old() -> None:
    """Erase the files of batches that are older than `settings.SHEET_DAYS`."""
    limit = timezone.now() - timedelta(days=settings.SHEET_DAYS)
    for batch in Batch.objects.filter(closed_at=None, uploaded_at__lt=limit):
        with transaction.atomic():
            erase(batch)


def erase(batch: Batch) -> None:
    """Erase the file and the cells of its rows, whoever closes it."""
    partner_ids.keep_unchanged(batch)
    BatchFile.objects.filter(batch=batch).delete()
    BatchPiece.objects.filter(batch=batch).delete()
    rows = Row.objects.filter(batch=batch)
    rows.filter(submission=None).delete()
    # What was sent is needed to know it again and to take it back; the cells as they stood are not.
    rows.update(raw=[], edits={}, messages=[], reasons=[])
    rows.filter(status=Row.Status.UNDONE).update(facts={}, note="", answers={})
    Batch.objects.filter(pk=batch.pk).update(closed_at=timezone.now(), notices=[], stage=Stage.ROWS)


def take(batch: Batch, by: "User", *, seen: int | None = None) -> Batch:
    """Lock and return the batch. Raises `PermissionDenied` to others and to whoever left the coalition.

    Raises `ReviewError` once it is closed, or if the sheet was read another way since edition `seen`.
    """
    batch = Batch.objects.select_for_update().select_related("coalition").get(pk=batch.pk)
    if batch.uploaded_by_id != by.pk or not by.has_perm(SEND) or not is_member(by, batch.coalition):
        raise PermissionDenied
    if batch.closed_at is not None:
        raise ReviewError(_("This spreadsheet is closed and its file erased. Upload it again to go on."))
    if seen is not None and seen != batch.edition:
        raise ReviewError(_("This page is out of date: the sheet was read another way since. Look at it as it is now."))
    # The same person, of whom it is known already what they may do.
    batch.uploaded_by = by
    return batch


def take_to_read_anew(batch: Batch, by: "User", *, seen: int | None = None) -> Batch:
    """Take it if nothing of it is sent or on its way, for what was done to its rows is given up."""
    with transaction.atomic():
        batch = take(batch, by, seen=seen)
        _refuse_in_transit(batch)
        if batch.rows.filter(submission__isnull=False).exists():
            raise ReviewError(_("Rows of this sheet are sent already. Upload it once more to read it another way."))
        return batch


def unpacked(piece: BatchPiece) -> list[Line]:
    lines: list[Line] = orjson.loads(zlib.decompress(bytes(piece.content)))
    return lines


def lines_of(batch: Batch) -> list[Line]:
    """Return every row of the sheet that is not blank, what stands above the headings included."""
    return [line for piece in batch.pieces.all() for line in unpacked(piece)]


def _refuse_in_transit(batch: Batch) -> None:
    if batch.stage in (Stage.SENDING, Stage.UNDOING):
        raise ReviewError(_("The rows are still being worked on. Wait until that is done."))


def _take_in(batch: Batch, reading: Reading) -> None:
    batch.delimiter = reading.delimiter
    batch.sheets = [[sheet.name, sheet.is_hidden] for sheet in reading.sheets]
    batch.notices = [str(notice) for notice in reading.notices]
    batch.sheet = reading.sheet or ""
    batch.edition += 1
    if reading.sheet is None:
        batch.stage = Stage.SHEET
        batch.save()
        return
    known = memory.recalled(batch.coalition, memory.About.HEADING)
    found = table(reading.rows, known)
    if found is None or found.first == len(reading.rows):
        raise SheetFault("no-rows")
    _lay_out(batch, reading.rows, found.first - 1)


def _lay_out(batch: Batch, lines: Sequence[Line], index: int) -> None:
    """Keep the rows in pieces, the titles and headings as the first, and guess what each column may mean."""
    known = memory.recalled(batch.coalition, memory.About.HEADING)
    found = at(lines, index)
    batch.header_row, batch.headings = found.header_row, found.headings
    batch.mapping = [guess.target for guess in guesses(found.headings, known)]
    batch.total, batch.stage, batch.pieces_done = len(lines) - found.first, Stage.COLUMNS, 0
    batch.edition += 1
    batch.save()
    batch.pieces.all().delete()
    pieces = [_packed(batch, 0, lines[: found.first])]
    pieces += [_packed(batch, number, piece) for number, piece in enumerate(_cut(lines[found.first :]), start=1)]
    BatchPiece.objects.bulk_create(pieces)


def _cut(lines: Sequence[Line]) -> Iterator[list[Line]]:
    piece: list[Line] = []
    letters = 0
    for line in lines:
        more = sum(map(len, line[1]))
        if piece and (len(piece) >= PIECE or letters + more > PIECE_LETTERS):
            yield piece
            piece, letters = [], 0
        piece.append(line)
        letters += more
    if piece:
        yield piece


def _packed(batch: Batch, number: int, lines: Sequence[Line]) -> BatchPiece:
    return BatchPiece(batch=batch, number=number, content=zlib.compress(orjson.dumps(lines), 1))
