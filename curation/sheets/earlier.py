"""What a coalition sent before of the same group, and what that makes of a row."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from curation import attention
from curation.models import Batch, Row
from curation.review.taking import claimant
from curation.sheets import partner_ids
from curation.states import OPEN, State

Status = Row.Status
WORKED_ON = (State.IN_REVIEW, State.NEEDS_INFO)


def sent_before(batch: Batch, rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Find, by number, what its owner's coalition sent of the same name and place, or from the same id of a partner's, the last one first.

    Of colleagues' submissions only what its owner may see: a shared coalition opens nobody's queue.
    """
    sent = Row.objects.filter(batch__coalition=batch.coalition).exclude(batch=batch)
    if not sent.filter(submission__isnull=False).exists():
        # To look for hundreds of keys costs more, and a first sheet has none before it.
        return {row.number: [] for row in rows}
    brought = partner_ids.submissions(batch, rows)
    sent = sent.filter(Q(key__in={row.key for row in rows}) | Q(submission__in=brought.values()))
    sent = sent.filter(submission__in=attention.visible_to(batch.uploaded_by)).select_related("submission")
    found: dict[object, list[Row]] = {}
    for one in sent.exclude(submission__state=State.TAKEN_BACK).order_by("-pk"):
        found.setdefault(one.key, []).append(one)
        found.setdefault(one.submission_id, []).append(one)
    return {row.number: found.get(row.key) or found.get(brought.get(row.number), []) for row in rows}


def stands_in_the_way(row: Row, earlier: Sequence[Row]) -> Row | None:
    """Return what was sent before of the same group and has to be looked at first."""
    return next((one for one in earlier if row.listing is None or _is_undecided(one)), None)


def _is_undecided(earlier: Row) -> bool:
    return earlier.submission is not None and earlier.submission.state in (*OPEN, State.DECLINED)


def as_to_earlier(row: Row, earlier: Row, batch: Batch) -> str:
    """Say what a row is that this coalition has sent before."""
    submission = earlier.submission
    assert submission is not None  # noqa: S101 (asked for by the query)
    row.earlier = submission
    if submission.state == State.WAITING and submission.submitted_by == batch.uploaded_by and not claimant(submission):
        row.reasons = [
            _("You sent an earlier version of this, and nobody has begun to review it: this one takes its place.")
        ]
        return Status.CORRECTION
    if submission.state in WORKED_ON:
        row.reasons = [_("Reviewers are working on what you sent before. Tell them there what has changed.")]
    elif submission.state == State.DECLINED:
        row.reasons = [_("You sent this before, and it was declined. Send it again only if something has changed.")]
    else:
        row.reasons = [_("You sent this before.")]
    if str(submission.uuid) in row.answers.get("different", []):
        return Status.NEW
    return Status.DUPLICATE
