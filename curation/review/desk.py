"""Taking a submission up and putting it down, and saying first whether one is free to judge it."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation.models import CriteriaSet, Review, Submission
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, SEND, claimant, hold, let_go, record, take
from curation.states import Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def claim(submission: Submission, *, by: "User") -> Submission:
    """Take it up for `settings.CLAIM_MINUTES`, so that colleagues see it is in hand. Again extends it."""
    with transaction.atomic():
        submission = take(submission, Move.CLAIM, by, REVIEW)
        is_held = claimant(submission) == by
        hold(submission, by)
        if is_held:
            submission.save()
        else:
            record(submission, Move.CLAIM, by)
        return submission


def release(submission: Submission, *, by: "User") -> Submission:
    with transaction.atomic():
        submission = take(submission, Move.RELEASE, by, REVIEW)
        let_go(submission)
        record(submission, Move.RELEASE, by)
        return submission


def take_back(submission: Submission, *, by: "User") -> Submission:
    """Take back what one sent in, as long as nobody has begun to review it."""
    with transaction.atomic():
        submission = take(submission, Move.TAKE_BACK, by, SEND, may_be_in_hand=True)
        if submission.submitted_by != by:
            raise PermissionDenied
        if submission.reviews.filter(reviewer__isnull=False).exists():
            raise ReviewError(_("Somebody has begun to review it."))
        record(submission, Move.TAKE_BACK, by)
        return submission


def declare(submission: Submission, *, by: "User", has_conflict: bool) -> Review:
    """Open one's review by saying whether there is a conflict of interest. With one, it closes for good."""
    with transaction.atomic():
        submission = take(submission, Move.DECLARE, by, REVIEW, may_be_in_hand=True)
        review, _is_new = Review.objects.get_or_create(
            submission=submission, reviewer=by, defaults={"criteria": CriteriaSet.objects.current()}
        )
        review.is_recused, review.declared_at = has_conflict, timezone.now()
        if has_conflict:
            review.recommendation, review.recommended_at = "", None
            if submission.claimed_by == by:
                let_go(submission)
        review.save()
        record(submission, Move.DECLARE, by, {"has_conflict": has_conflict})
        return review


def own_review(submission: Submission, by: "User") -> Review:
    """Return the open review of `by`. Raises `ReviewError` before they have declared."""
    review = Review.objects.filter(submission=submission, reviewer=by, is_recused=False).first()
    if review is None:
        raise ReviewError(_("Say first whether you have a conflict of interest."))
    return review
