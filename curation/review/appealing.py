"""An appeal: others than those who decided look at a refusal once more."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import appeals, trail
from curation.models import Appeal, Message, SetAside, Submission
from curation.review.errors import ReviewError
from curation.review.taking import check_state, record, said
from curation.states import Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def appeal(submission: Submission, *, words: str, by: "User | None" = None) -> Submission:
    """Take an appeal, once: holding the private reference allows this, or having sent it signed in.

    Every review there was is set aside, so that only those of others count.
    """
    if by is not None and submission.submitted_by != by:
        raise PermissionDenied
    words = said(words, _("Say what we should look at again."))
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        _check_may_be_lodged(submission)
        today = timezone.localdate()
        lodged = Appeal.objects.create(submission=submission, lodged_on=today, due_on=today + appeals.DECIDED_WITHIN)
        _set_aside(submission, lodged)
        Message.objects.create(submission=submission, text=words, is_from_submitter=True)
        record(submission, Move.APPEAL, by or trail.THE_PUBLIC)
        return submission


def settle(submission: Submission, outcome: Appeal.Outcome) -> None:
    """Write down what became of an appeal, if this decision is on one."""
    Appeal.objects.filter(submission=submission, outcome="").update(outcome=outcome)


def _check_may_be_lodged(submission: Submission) -> None:
    if appeals.of(submission):
        raise ReviewError(_("There has been an appeal already. What is decided on it is final."))
    check_state(submission, Move.APPEAL)
    if appeals.last_day(submission) is None:
        raise ReviewError(_("The time for an appeal is over. You can suggest it anew, and say what is different now."))


def _set_aside(submission: Submission, lodged: Appeal) -> None:
    earlier = submission.reviews.filter(reviewer__isnull=False, is_recused=False)
    earlier.update(recommendation="", recommended_at=None)
    SetAside.objects.bulk_create([SetAside(review=review, appeal=lodged) for review in earlier])
