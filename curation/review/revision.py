"""Changes to a submission under review: its facts, and notes cleared of concern."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import intake, notes
from curation.models import Clearance, Criterion, Finding, Submission
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, hold, record, said, take
from curation.states import Move
from directory.record import Change, PlainFacts, changes, facts_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def revise(submission: Submission, facts: PlainFacts, *, by: "User", seen: int | None = None) -> list[Criterion]:
    """Correct the facts of a submission; return the questions it reopened.

    Findings that judge a changed fact no longer count, and no recommendation survives any change.
    Raises `ValidationError`, by fact.
    """
    with transaction.atomic():
        submission = take(submission, Move.REVISE, by, REVIEW, seen=seen)
        if submission.purpose == Submission.Purpose.REVIEW:
            raise ReviewError(_("A re-review judges the listing as it is. Propose a change to change it."))
        before = facts_of(submission)
        intake.write_facts(submission, facts)
        submission = Submission.objects.get(pk=submission.pk)
        changed = changes(before, facts_of(submission))
        if not changed:
            return []
        names = {change.name for change in changed}
        reopened = _reopen(submission, names)
        take_back_recommendations(submission)
        submission.version += 1
        hold(submission, by)
        record(submission, Move.REVISE, by, {"changes": told(before, changed)})
        return reopened


def clear(submission: Submission, *, by: "User", subject: str, digest: str, reason: str) -> Submission:
    """Set a note aside with a reason, for everybody and for good. Raises `ReviewError` if it is not there."""
    reason = said(reason, _("Say in a few words why this note needs no action."), most=300)
    if subject not in Clearance.Subject.values:
        raise ReviewError(_("That note is no longer there, or was cleared already."))
    with transaction.atomic():
        submission = take(submission, Move.CLEAR, by, REVIEW)
        if subject == Clearance.Subject.HOLD:
            submission.held_because, digest = [], ""
        elif digest not in _open_digests(submission, subject):
            raise ReviewError(_("That note is no longer there, or was cleared already."))
        Clearance.objects.get_or_create(
            submission=submission, subject=subject, digest=digest, defaults={"reason": reason, "by": by}
        )
        record(submission, Move.CLEAR, by, {"subject": subject, "digest": digest, "reason": reason})
        return submission


def told(before: PlainFacts, changed: Sequence[Change]) -> list[dict[str, Any]]:
    """Write down what changed for the trail, but neither what was nor what is where it is about a person.

    The trail outlives the text: what a first edit leaves in may be what a second one takes out.
    """
    after = before | {change.name: change.after for change in changed}
    private = {"from": notes.facts_about_people(before), "to": notes.facts_about_people(after)}
    return [
        {"fact": change.name}
        | {
            side: words
            for side, words in (("from", change.before), ("to", change.after))
            if change.name not in private[side]
        }
        for change in changed
    ]


def take_back_recommendations(submission: Submission) -> None:
    """Clear what was recommended: it was said of something that is no longer the same."""
    submission.reviews.filter(reviewer__isnull=False).update(recommendation="", recommended_at=None)


def _open_digests(submission: Submission, subject: str) -> set[str]:
    """List what notes on this `subject` nobody has cleared yet."""
    return {remark.note.digest for remark in _remarks(submission, subject) if remark.clearance is None}


def _remarks(submission: Submission, subject: str) -> Sequence[notes.Remark[Any]]:
    if subject == Clearance.Subject.LANGUAGE:
        return notes.language_remarks(submission)
    if subject == Clearance.Subject.PERSONAL:
        return notes.personal_remarks(submission)
    if subject == Clearance.Subject.OPT_OUT:
        return notes.opt_out_remarks(submission)
    if subject == Clearance.Subject.LOOK_ALIKE:
        return notes.lookalike_remarks(submission)
    return notes.duplicate_remarks(submission)


def _reopen(submission: Submission, changed: set[str]) -> list[Criterion]:
    """Reopen the standing findings that judge one of the `changed` facts."""
    standing = Finding.objects.filter(
        review__submission=submission, review__set_aside=None, reopened_at=None
    ).select_related("criterion")
    touched = [finding for finding in standing if changed & set(finding.criterion.concerns)]
    Finding.objects.filter(pk__in=[finding.pk for finding in touched]).update(reopened_at=timezone.now())
    return sorted({finding.criterion for finding in touched}, key=lambda criterion: criterion.position)
