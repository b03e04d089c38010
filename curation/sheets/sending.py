"""Sending rows to the queue and taking them back: in chunks, each whole or not at all, going on where a stop left them."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import intake, review
from curation.models import Batch, Row, Source, Submission
from curation.review.errors import ReviewError
from curation.review.taking import SEND
from curation.sheets import partner_ids
from curation.sheets.batches import Stage, take
from curation.sheets.changing import overtaken, without_changes
from curation.sheets.earlier import sent_before, stands_in_the_way
from curation.sheets.reading import ASK, FIX, Message
from curation.sheets.rows import judge_again
from curation.states import State
from directory.models import Organization
from directory.record import label

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Status = Row.Status
GOOD = (Status.NEW, Status.CHANGE, Status.CORRECTION)
CHUNK = 200
Told = Callable[[int], None]


def begin_sending(batch: Batch, *, by: "User", attests: bool) -> Batch:
    """Begin to send what is good. `attests`: its owner says that it may be sent."""
    if not attests:
        raise ReviewError(_("Tick first that you looked through the rows and that none is about a person."))
    with transaction.atomic():
        batch = take(batch, by)
        _needs(batch, Stage.ROWS)
        if not batch.rows.filter(status__in=GOOD).exists():
            raise ReviewError(_("No row is ready to be sent."))
        batch.stage, batch.attested_at = Stage.SENDING, timezone.now()
        batch.save(update_fields=["stage", "attested_at"])
        return batch


def send_some(batch: Batch, *, by: "User", seconds: float | None = None, told: Told = lambda _rows: None) -> Batch:
    """Send until all that is good is sent, or `seconds` are over; at least one chunk."""
    return _in_chunks(batch, by, Stage.SENDING, _send_chunk, seconds, told)


def begin_undoing(batch: Batch, *, by: "User") -> Batch:
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch.pk)
        _own(batch, by)
        _needs(batch, Stage.ROWS)
        if not batch.rows.filter(status=Status.SENT).exists():
            raise ReviewError(_("Nothing of this sheet is sent."))
        batch.rows.filter(status=Status.SENT).update(outcome="")
        batch.stage = Stage.UNDOING
        batch.save(update_fields=["stage"])
        return batch


def undo_some(batch: Batch, *, by: "User", seconds: float | None = None, told: Told = lambda _rows: None) -> Batch:
    """Take back what was sent, row by row, until each is taken back or it is known why not."""
    return _in_chunks(batch, by, Stage.UNDOING, _undo_chunk, seconds, told)


@dataclass(frozen=True)
class Undone:
    """The three ends of taking back: done, kept because somebody works on it, and not possible; rows with reasons."""

    undone: list[Row]
    kept: list[Row]
    could_not: list[Row]


def undone(batch: Batch) -> Undone:
    rows = list(batch.rows.exclude(outcome="").select_related("submission").defer("raw", "facts", "messages"))
    left = [row for row in rows if row.status == Status.SENT]
    kept = [
        row
        for row in left
        if row.submission and row.submission.state in (State.IN_REVIEW, State.NEEDS_INFO, State.WAITING)
    ]
    return Undone([row for row in rows if row.status == Status.UNDONE], kept, [row for row in left if row not in kept])


def _in_chunks(
    batch: Batch, by: "User", stage: str, chunk: Callable[[Batch, "User"], int], seconds: float | None, told: Told
) -> Batch:
    until = None if seconds is None else monotonic() + seconds
    while batch.stage == stage:
        with transaction.atomic():
            batch = _held(batch, stage)
            _own(batch, by)
            if batch.stage != stage:
                break
            done = chunk(batch, by)
            if not done:
                batch.stage = Stage.ROWS
                batch.save(update_fields=["stage"])
        told(done)
        if until is not None and monotonic() > until:
            break
    return batch


def _held(batch: Batch, stage: str) -> Batch:
    """Lock a sheet, and to take it back those beside it too: in one order, so that no two wait for each other."""
    wanted = Q(pk=batch.pk)
    if stage == Stage.UNDOING:
        wanted |= Q(pk__in=_beside(batch).values("pk"))
    held = Batch.objects.select_for_update().select_related("coalition", "uploaded_by").filter(wanted).order_by("pk")
    return {one.pk: one for one in held}[batch.pk]


def _beside(batch: Batch) -> QuerySet[Batch]:
    """Return the other open sheets of its owner, whose rows were held against what it sent. What is on its way goes on."""
    mine = Batch.objects.filter(coalition=batch.coalition_id, uploaded_by=batch.uploaded_by_id, closed_at=None)
    return mine.filter(stage__in=(Stage.ROWS, Stage.CHECKING)).exclude(pk=batch.pk)


def _send_chunk(batch: Batch, by: "User") -> int:
    """Send the next rows: submissions, trail and what the rows say of it, all in the caller's transaction."""
    rows = list(Row.objects.filter(batch=batch, status__in=GOOD).select_related("listing", "earlier")[:CHUNK])
    if not rows:
        return 0
    listings = (
        Organization.objects.listed().select_for_update().in_bulk([row.listing_id for row in rows if row.listing])
    )
    before = sent_before(batch, rows)
    try:
        # What a row corrects is taken back with the row coming in, or not at all.
        with transaction.atomic():
            sendable = [row for row in rows if _may_go(row, listings, before[row.number], by)]
            arrivals = [_arrival(row, batch, listings) for row in sendable]
            sent = intake.receive_many(arrivals, source=Source.SPREADSHEET, by=by)
    except ValidationError:
        # Nothing of this chunk is in: what was good when it was checked is not any more, as when a term was removed.
        return _hold_back(rows)
    for row, submission in zip(sendable, sent, strict=True):
        row.submission = submission
    Row.objects.bulk_update(sendable, ["submission"], batch_size=CHUNK)
    Row.objects.filter(pk__in=[row.pk for row in sendable]).update(status=Status.SENT)
    partner_ids.keep(batch, sendable)
    for row in rows:
        if row.submission is None:
            row.save(update_fields=["status", "messages", "reasons", "earlier"])
    return len(rows)


def _may_go(row: Row, listings: dict[int, Organization], before: list[Row], by: "User") -> bool:
    return _is_current(row, listings) and _is_still_first(row, before) and _takes_its_place(row, by)


def _arrival(row: Row, batch: Batch, listings: dict[int, Organization]) -> intake.Arrival:
    told = {"coalition": batch.coalition.name, "sheet": str(batch.uuid), "row": row.number}
    return intake.Arrival(
        row.facts,
        nonce=f"sheet {batch.uuid} {row.number}",
        organization=listings[row.listing_id] if row.listing_id else None,
        sender=intake.Sender(note=row.note),
        words=told | {"attested": batch.attested_at.isoformat() if batch.attested_at else ""},
    )


def _is_current(row: Row, listings: dict[int, Organization]) -> bool:
    """Hold a row back whose listing changed after its owner looked at it."""
    if row.listing_id is None:
        return True
    listing = listings.get(row.listing_id)
    if listing is not None and listing.version == row.listing_version:
        return True
    remedy = _("Compare the row with the listing as it is now.")
    key = f"stale {row.listing_version}"
    row.messages = [*without_changes(row.messages), Message(ASK, "stale", overtaken(), None, remedy, key).plain()]
    row.status = Status.FIX
    return False


def _is_still_first(row: Row, before: list[Row]) -> bool:
    """Hold a row back if its owner sent the same group from another sheet after this one was checked."""
    if row.status == Status.CORRECTION:
        return True
    known = row.answers.get("different", [])
    sent = stands_in_the_way(row, [one for one in before if str(one.submission.uuid) not in known])  # type: ignore[union-attr]
    if sent is None:
        return True
    row.status, row.earlier, row.reasons = Status.DUPLICATE, sent.submission, [_("You sent this before.")]
    return False


def _takes_its_place(row: Row, by: "User") -> bool:
    """Take back the earlier version of what a row corrects, unless a reviewer was quicker."""
    if row.status != Status.CORRECTION or row.earlier is None:
        return True
    if why := _take_back(row.earlier, by):
        row.status, row.reasons = Status.DUPLICATE, [why]
        return False
    return True


def _hold_back(rows: list[Row]) -> int:
    """Mark the rows that the door refuses, and say why."""
    terms = intake.known_terms()
    refused = 0
    for row in rows:
        faults = intake.faults(intake.candidate(), row.facts, terms)
        if faults:
            told = [Message(FIX, "refused", f"{label(name)}: {s}") for name, said in faults.items() for s in said]
            row.status, row.messages = Status.FIX, [message.plain() for message in told]
            row.save(update_fields=["status", "messages"])
            refused += 1
    return refused


def _undo_chunk(batch: Batch, by: "User") -> int:
    sent = Row.objects.filter(batch=batch, status=Status.SENT, outcome="").select_related("submission", "earlier")
    rows = list(sent[:CHUNK])
    for row in rows:
        row.status, row.outcome = _undone(row, by)
        if row.status == Status.UNDONE and batch.closed_at is not None:
            row.facts, row.note, row.answers = {}, "", {}
        row.save(update_fields=["status", "outcome", "facts", "note", "answers"])
    if gone := [row for row in rows if row.status == Status.UNDONE]:
        for other in _beside(batch).select_related("coalition", "uploaded_by"):
            judge_again(other, gone)
    return len(rows)


def _undone(row: Row, by: "User") -> tuple[str, str]:
    if row.submission is None:
        return Status.SENT, _("What was sent is no longer there.")
    if why := _take_back(row.submission, by):
        return Status.SENT, why
    if row.earlier is not None and row.earlier.state == State.TAKEN_BACK:
        return Status.UNDONE, _(
            "Taken back. The version before it does not come back: send it again if it should stand."
        )
    return Status.UNDONE, _("Taken back.")


def _take_back(submission: Submission, by: "User") -> str:
    """Take it back, or say why that is not possible: one that is closed to its sender does not close the others."""
    try:
        review.take_back(submission, by=by)
    except (ReviewError, PermissionDenied) as error:
        return str(error) or _("Only whoever sent it can take it back.")
    return ""


def _own(batch: Batch, by: "User") -> None:
    if batch.uploaded_by != by or not by.has_perm(SEND):
        raise PermissionDenied


def _needs(batch: Batch, stage: str) -> None:
    if batch.stage != stage:
        raise ReviewError(_("The rows are still being worked on. Wait until that is done."))
