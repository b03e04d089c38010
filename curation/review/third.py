"""Asking for a third reader where two disagree. The third reads as everybody does: blind, until their own answers are saved."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from curation import settling, vetting
from curation.models import Submission, ThirdReading
from curation.review.errors import ReviewError
from curation.review.opinions import without_details
from curation.review.taking import REVIEW, record, take
from curation.states import Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def ask_third(submission: Submission, *, by: "User", because: str) -> ThirdReading:
    """Ask for a third reader, saying what one disagrees about. Only those who have read it and disagree may."""
    because = without_details(because, submission)
    with transaction.atomic():
        submission = take(submission, Move.ASK_THIRD, by, REVIEW, may_be_in_hand=True)
        done = [review for review in vetting.counting_reviews(submission) if review.recommendation]
        if by not in [review.reviewer for review in done]:
            raise ReviewError(_("Recommend something yourself first."))
        if not settling.is_disputed(done):
            raise ReviewError(_("A third reader is for where one recommends publishing and another declining."))
        if ThirdReading.objects.filter(submission=submission).exists():
            raise ReviewError(_("A third reader was asked for already."))
        third = ThirdReading.objects.create(submission=submission, asked_by=by, because=because, readers=len(done) + 1)
        record(submission, Move.ASK_THIRD, by, {"words": because})
        return third
