"""The one door for reports: every one is made here, and settled here by whoever dealt with it.

Filing and settling are lines in the trail of the listing. What was written stays out of them, so that it can be erased.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import conflicts, reference, review, trail, vetting
from curation.models import Report, Submission, WithdrawReason
from curation.models.reports import ReportQuerySet
from curation.review import ReviewError, standing
from curation.review.taking import REVIEW, entry_in_hand, record, said, take
from curation.states import OPEN, Move
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_WORDS = 2000


@dataclass(frozen=True)
class Receipt:
    """The report, the private reference to follow it by, and whether this very form had come in before."""

    report: Report
    reference: str
    is_repeat: bool


def visible_to(user: "User") -> ReportQuerySet:
    """Return what `user` may open: all, but for listings that a conflict of interest has closed to them."""
    if not user.has_perm(REVIEW):
        return Report.objects.none()
    return Report.objects.exclude(listing__in=conflicts.closed_listings(user)).select_related("listing")


def receive(
    listing: Organization, *, kind: str, words: str = "", nonce: str | None = None, held_because: Sequence[str] = ()
) -> Receipt:
    """Take in what a visitor reports. It changes nothing that anybody can see."""
    code = reference.reference_for(nonce or reference.new_nonce())
    digest = reference.digest(code)
    report = Report(listing=listing, kind=kind, words=words, reference_digest=digest, held_because=list(held_because))
    report.clean_fields()
    try:
        with transaction.atomic():
            report.save()
            record(entry_in_hand(listing), Move.REPORT, trail.THE_PUBLIC, _words(report))
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one came first.
        return Receipt(Report.objects.get(reference_digest=digest), code, is_repeat=True)
    return Receipt(report, code, is_repeat=False)


def dismiss(report: Report, *, by: "User", because: str) -> Report:
    """Close a report that nothing follows from, with a reason that colleagues can read."""
    because = said(because, _("Say why nothing has to change."), most=MOST_WORDS)
    return _settle(report, Report.Outcome.DISMISSED, by, because, move=Move.DISMISS_REPORT)


def correct(report: Report, *, by: "User", because: str = "") -> Report:
    """Close a report that led to a change, which must be in the queue or published by now.

    Not for whoever sent the group in: any change of theirs would do.
    """

    def check(report: Report) -> None:
        if by.pk in vetting.senders(entry_in_hand(report.listing)):
            raise ReviewError(_("You sent this group in yourself, so somebody else has to answer the report."))
        is_waiting_or_newer = Q(state__in=OPEN) | Q(moved_at__gte=report.received_at)
        changes = report.listing.submissions.filter(is_waiting_or_newer, purpose=Submission.Purpose.CHANGE)
        if not changes.exists():
            raise ReviewError(_("No change to this listing is in the queue. Propose it first, then close the report."))

    return _settle(report, Report.Outcome.CORRECTED, by, because[:MOST_WORDS], check)


def take_down(report: Report, *, by: "User", because: str = "") -> Report:
    """Take the listing out of sight at once, or keep down what might come back, and close the report.

    If it is down for good, only the latter.
    """

    def act(report: Report) -> None:
        if standing.may_be_seen(report.listing):
            reason = WithdrawReason.CLOSED if report.kind == Report.Kind.CLOSED else WithdrawReason.SAFETY
            review.withdraw(report.listing, by=by, reason=reason, words=because)

    return _settle(report, Report.Outcome.TAKEN_DOWN, by, because[:MOST_WORDS], act)


def _settle(
    report: Report,
    outcome: Report.Outcome,
    by: "User",
    because: str,
    act: Callable[[Report], None] = lambda _report: None,
    *,
    move: Move = Move.ANSWER_REPORT,
) -> Report:
    with transaction.atomic():
        take(entry_in_hand(report.listing), move, by, REVIEW, may_be_in_hand=True)
        report = Report.objects.select_for_update().get(pk=report.pk)
        if not report.is_open:
            words = {"who": report.settled_by, "outcome": report.get_outcome_display()}
            raise ReviewError(_("%(who)s has dealt with this report: %(outcome)s.") % words)
        act(report)
        report.outcome, report.because = outcome, because.replace("\0", "")
        report.settled_by, report.settled_at = by, timezone.now()
        report.save()
        record(entry_in_hand(report.listing), move, by, _words(report) | {"outcome": outcome, "words": report.because})
    return report


def _words(report: Report) -> dict[str, Any]:
    return {"report": str(report.uuid), "report_kind": report.kind}
