"""What the owner of a sheet says of single rows: cells typed anew, rows left out, questions answered."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from curation.duplicates import party_of
from curation.models import Batch, Row
from curation.review.errors import ReviewError
from curation.sheets import memory, values
from curation.sheets.batches import PIECE, Stage, check_again, take
from curation.sheets.cleaning import cell_at
from curation.sheets.judging import LEFT_OUT, Judge
from curation.sheets.tidy import tidy
from directory import places
from directory.legible import from_a_form
from directory.search.folding import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_CELL = 4000
OVER = (Row.Status.SENT, Row.Status.UNDONE)


def retype(batch: Batch, number: int, cells: Mapping[int, str], *, by: "User") -> Row:
    """Put what was typed over the cells of a row, and judge it again."""
    typed, refused = retype_many(batch, {number: cells}, by=by)
    if refused:
        raise ReviewError(refused[0])
    return typed[0]


def retype_many(batch: Batch, typed: Mapping[int, Mapping[int, str]], *, by: "User") -> tuple[list[Row], list[str]]:
    """Put what was typed over the cells of rows. Returns the rows, and why others stay as they are."""
    kept, refused = [], []
    with transaction.atomic():
        batch = take(batch, by)
        _refuse_while_busy(batch)
        for number, cells in sorted(typed.items()):
            try:
                row = _row(batch, number)
                row.edits = _edited(batch, row, cells)
            except ReviewError as error:
                refused.append(str(error))
            else:
                kept.append(row)
        _judge(batch, kept)
    return kept, refused


def _edited(batch: Batch, row: Row, cells: Mapping[int, str]) -> dict[str, str]:
    edits = dict(row.edits)
    for column, typed in cells.items():
        text = from_a_form(typed)
        if not 0 <= column < len(batch.headings):
            continue
        if len(text) > LONGEST_CELL:
            sentence = _("Row %(number)d: “%(heading)s” is longer than %(most)d letters. Shorten it.")
            words = {"number": row.number, "heading": batch.headings[column], "most": LONGEST_CELL}
            raise ReviewError(sentence % words)
        edits[str(column)] = text
        if text == cell_at(row.raw, {}, column):
            del edits[str(column)]
    return edits


def take_out(batch: Batch, number: int, column: int | None, words: str, *, by: "User") -> Row:
    """Take some words out of a cell, and judge the row again."""
    with transaction.atomic():
        batch, row = _take_row(batch, number, by)
        cell = "" if column is None else cell_at(row.raw, row.edits, column)
        # What is asked about was found in the cell once it was tidy.
        cell = cell if words in cell else tidy(cell)
        if not words or words not in cell:
            raise ReviewError(_("These words are no longer in the cell. Look at the row as it is now."))
        row.edits[str(column)] = cell.replace(words, "").strip()
        return _judged(batch, row)


def answer(batch: Batch, number: int, key: str, *, by: "User") -> Row:
    """Say that what was asked about is all right, for this row and for the same words in the next sheet."""
    with transaction.atomic():
        batch, row = _take_row(batch, number, by)
        if key in LEFT_OUT:
            # Said once for all, this would let in every group that is gone.
            raise ReviewError(_("Put the row in, if it is to be sent all the same."))
        row.answers["ok"] = sorted({*row.answers.get("ok", []), key})
        if not key.startswith("stale"):
            memory.remember(batch.coalition, memory.About.WORDS, {key: "ok"})
        return _judged(batch, row)


def include(batch: Batch, numbers: Sequence[int], *, by: "User", included: bool) -> int:
    """Leave rows out, or put them back in. Returns how many there were."""
    with transaction.atomic():
        batch = take(batch, by)
        _refuse_while_busy(batch)
        rows = list(Row.objects.filter(batch=batch, number__in=numbers).exclude(status__in=OVER))
        kept = Row.objects.filter(batch=batch, key__in={row.key for row in rows}).exclude(number__in=numbers)
        # Of several of one name and town that stay in, the next sheet is to leave out none by itself.
        doubled = set(kept.exclude(is_included=False).values_list("key", flat=True))
        told = [row for row in rows if included or row.key not in doubled]
        memory.remember_left_out(batch.coalition, told, is_left_out=not included)
        for row in rows:
            row.is_included = included
        _judge(batch, rows)
        return len(rows)


def same_or_different(batch: Batch, number: int, *, by: "User", is_same: bool) -> Row:
    """Say whether a row is what it looks like; it is remembered for the next sheet."""
    with transaction.atomic():
        batch, row = _take_row(batch, number, by)
        judge, other = None, row.listing or row.earlier
        if other is not None:
            uuid = str(row.listing.public_id if row.listing else row.earlier.uuid)  # type: ignore[union-attr]
            memory.remember(batch.coalition, memory.About.MATCH, {f"{row.key} {uuid}": _SAID[is_same]})
            different = {*row.answers.get("different", [])} - {uuid}
            row.answers |= {
                "same": uuid if is_same else "",
                "different": sorted(different if is_same else {*different, uuid}),
            }
        elif not is_same:
            twins = Row.objects.filter(batch=batch, key=row.key, number__lt=row.number).order_by("number")
            judge = Judge(batch)
            alike = {number for number, _why in judge.beside.above(row.number, party_of(row.facts))}
            row.answers["different"] = [
                *row.answers.get("different", []),
                *(f"row {number}" for number in sorted(alike.union(twin.number for twin in twins[:1]))),
            ]
        if is_same and row.listing is None:
            row.is_included = False
        return _judged(batch, row, judge)


def explain_values(batch: Batch, meant: Mapping[tuple[str, str], str], *, by: "User") -> int:
    """Say what words mean: {(list, word): code or “note”}. They are remembered, and the rows checked again."""
    with transaction.atomic():
        batch = take(batch, by)
        _refuse_while_busy(batch)
        sense = memory.sense_of(batch)
        known = {}
        for (name, word), code in meant.items():
            if code == values.NOTE or code in options(sense.meanings, name):
                known[f"{name} {fold(word)}"] = code
        memory.remember(batch.coalition, memory.About.VALUE, known)
        if known:
            check_again(batch)
        return len(known)


def judge_again(batch: Batch, taken_back: Sequence[Row]) -> None:
    """Judge rows of a sheet anew that were held against what is taken back now. The caller holds the sheet."""
    sent = Q(key__in={row.key for row in taken_back}) | Q(earlier__in=[row.submission_id for row in taken_back])
    beside = Row.objects.filter(sent, batch=batch, piece__lte=batch.pieces_done).exclude(status__in=OVER)
    _judge(batch, list(beside.exclude(name="")[:PIECE]))


def options(meanings: values.Meanings, name: str) -> dict[str, str]:
    """Return what a word of this list may mean, by code."""
    if name.startswith("region-"):
        return {**places.region_names(name.removeprefix("region-"))}
    return {**meanings.labels.get(name, {})}


_SAID = {True: "same", False: "different"}


def _take_row(batch: Batch, number: int, by: "User") -> tuple[Batch, Row]:
    batch = take(batch, by)
    _refuse_while_busy(batch)
    return batch, _row(batch, number)


def _row(batch: Batch, number: int) -> Row:
    row = Row.objects.filter(batch=batch, number=number).select_related("listing", "earlier").first()
    if row is None:
        raise ReviewError(_("There is no row %(number)d in this sheet.") % {"number": number})
    if row.status in OVER:
        raise ReviewError(_("Row %(number)d is sent already.") % {"number": number})
    return row


def _refuse_while_busy(batch: Batch) -> None:
    if batch.stage != Stage.ROWS:
        raise ReviewError(_("The rows are still being worked on. Wait until that is done."))


def _judged(batch: Batch, row: Row, judge: Judge | None = None) -> Row:
    _judge(batch, [row], judge)
    return row


def _judge(batch: Batch, rows: Sequence[Row], judge: Judge | None = None) -> None:
    """Judge rows anew and save them, and those of the name or listing that they have now, or had until now."""
    if not rows:
        return
    judge = judge or Judge(batch)
    keys, listings = _known_by(rows)
    beside = judge.beside.sharing(rows)
    judge.judge(rows)
    _save(rows)
    keys_now, listings_now = _known_by(rows)
    near = sorted(beside | judge.beside.sharing(rows))[:PIECE]
    is_alike = Q(key__in=keys | keys_now) & ~Q(name="") | Q(listing__in=listings | listings_now) | Q(number__in=near)
    alike = Row.objects.filter(is_alike, batch=batch).exclude(status__in=OVER)
    others = list(alike.exclude(pk__in=[row.pk for row in rows])[:PIECE])
    if others:
        judge.judge(others)
        _save(others)


def _known_by(rows: Sequence[Row]) -> tuple[set[str], set[int]]:
    return {row.key for row in rows}, {row.listing_id for row in rows if row.listing_id}


def _save(rows: Sequence[Row]) -> None:
    judged = [
        "edits",
        "answers",
        "is_included",
        "status",
        "name",
        "facts",
        "note",
        "messages",
        "has_unknown_words",
        "key",
        "listing",
        "listing_version",
    ]
    Row.objects.bulk_update(rows, [*judged, "earlier", "reasons"], batch_size=50)
