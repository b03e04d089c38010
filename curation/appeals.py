"""Appeals: until when one can be lodged, when it is due, and who has no part in deciding it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.models import Appeal, Decision, SetAside, Submission
from curation.states import Move, State

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Less than the 30 days for which a private reference leads anywhere.
OPEN_FOR = timedelta(days=28)
DECIDED_WITHIN = timedelta(days=21)
# Of a submission: that an appeal waits to be decided.
IS_OPEN = Exists(Appeal.objects.filter(submission=OuterRef("pk"), outcome=""))


def of(submission: Submission) -> Appeal | None:
    return getattr(submission, "appeal", None)


def last_day(submission: Submission) -> date | None:
    """Return the last day on which its refusal can be appealed against; none if it cannot be, or not any more."""
    if submission.state != State.DECLINED or of(submission):
        return None
    last = timezone.localdate(submission.moved_at) + OPEN_FOR
    return last if last >= timezone.localdate() else None


def closed_to(user: "User") -> Q:
    """Name what is under appeal against a decision in which `user` had a part: by a review, or by declining it."""
    reviewed = SetAside.objects.filter(appeal__submission=OuterRef("pk"), review__reviewer=user)
    declined = Decision.objects.filter(submission=OuterRef("uuid"), kind=Move.DECLINE, actor=user.get_username())
    return Q(IS_OPEN) & (Q(Exists(reviewed)) | Q(Exists(declined)))


def is_closed(submission: Submission, user: "User") -> bool:
    # Few are under appeal: to ask of one what `closed_to` names takes five times as long.
    if not Appeal.objects.filter(submission=submission, outcome="").exists():
        return False
    return Submission.objects.filter(closed_to(user), pk=submission.pk).exists()


def days_left(submissions: Sequence[int]) -> dict[int, str]:
    """Say, by the key of the submission, how long there is to decide each appeal."""
    waiting = Appeal.objects.filter(submission__in=submissions, outcome="")
    return {appeal.submission_id: time_left(appeal) for appeal in waiting}


def time_left(appeal: Appeal) -> str:
    days = (appeal.due_on - timezone.localdate()).days
    if days < 0:
        late = ngettext(
            "The appeal should have been decided %(days)d day ago.",
            "The appeal should have been decided %(days)d days ago.",
            -days,
        )
        return late % {"days": -days}
    if days == 0:
        return _("The appeal is to be decided today.")
    left = ngettext("%(days)d day left to decide the appeal.", "%(days)d days left to decide the appeal.", days)
    return left % {"days": days}
