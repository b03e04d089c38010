"""The life of a version of the criteria: a draft, open to comments, in force, retired. Nobody edits its status.

Two administrators put a version in force, as two reviewers publish: whoever sets the questions decides who may be listed.
Every step is a line in the trail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from curation import comparing, trail
from curation.models import CriteriaSet
from curation.review import ReviewError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Status = CriteriaSet.Status


def open_for_comment(criteria: CriteriaSet, until: date, by: "User") -> CriteriaSet:
    """Let the public read a draft; it is not put in force before the end of the day `until`."""
    with _taken(criteria, by, Status.DRAFT) as held:
        _check_kind(held)
        soonest = timezone.localdate() + timedelta(days=_comment_days(held))
        if until < soonest:
            raise ReviewError(_("Comments must be open until %(day)s at least.") % {"day": date_format(soonest)})
        other = CriteriaSet.objects.under_comment()
        if other is not None:
            sentence = _("Version %(version)s is open to comments. Put it in force or take it back first.")
            raise ReviewError(sentence % {"version": other.version})
        held.status, held.comment_until, held.proposed_by = Status.COMMENT, until, None
        held.save()
        trail.record_criteria(held, trail.OPEN_CRITERIA, by=by, words={"until": until.isoformat()})
    return held


def propose_in_force(criteria: CriteriaSet, on: date, by: "User") -> CriteriaSet:
    """Say from which day a version should be in force. From now on nobody edits it."""
    with _taken(criteria, by, Status.DRAFT, Status.COMMENT) as held:
        _check_kind(held)
        _check_comments(held)
        if on < timezone.localdate():
            raise ReviewError(_("That day is past. Choose today or a later day."))
        held.proposed_by, held.effective_on = by, on
        held.save()
        trail.record_criteria(held, trail.PROPOSE_CRITERIA, by=by, words={"on": on.isoformat()})
    return held


def put_in_force(criteria: CriteriaSet, by: "User") -> CriteriaSet:
    """Put in force what a colleague proposed, on its day or later, and retire the version before from that day."""
    with _taken(criteria, by, Status.DRAFT, Status.COMMENT) as held:
        _check_kind(held)
        _check_comments(held)
        if held.proposed_by is None:
            raise ReviewError(_("Nobody has proposed a day for it yet."))
        if held.proposed_by == by:
            raise ReviewError(_("You proposed it. Another administrator puts it in force."))
        today = timezone.localdate()
        if today < held.effective_on:
            words = {"day": date_format(held.effective_on)}
            raise ReviewError(_("It is proposed from %(day)s. Put it in force on that day or later.") % words)
        CriteriaSet.objects.filter(status=Status.EFFECTIVE).update(status=Status.RETIRED)
        held.status, held.effective_on = Status.EFFECTIVE, today
        held.save()
        trail.record_criteria(held, trail.PUT_CRITERIA_IN_FORCE, by=by, words={"proposed_by": str(held.proposed_by)})
    return held


def take_back(criteria: CriteriaSet, by: "User") -> CriteriaSet:
    """Make what is open to comments, or proposed, a draft again: to be edited, and to begin anew."""
    with _taken(criteria, by, Status.DRAFT, Status.COMMENT) as held:
        if held.may_be_edited:
            raise ReviewError(_("It is a draft already."))
        held.status, held.comment_until, held.proposed_by = Status.DRAFT, None, None
        held.save()
        trail.record_criteria(held, trail.TAKE_CRITERIA_BACK, by=by)
    return held


@contextmanager
def _taken(criteria: CriteriaSet, by: "User", *may_be: str) -> Iterator[CriteriaSet]:
    """Hold the version as it is now, if `by` may change it, there is something in it, and it is where it should be."""
    if not by.has_perm("curation.change_criteriaset"):
        raise PermissionDenied
    with transaction.atomic():
        # All of them: only one is open to comments, and only one is in force.
        held = {one.pk: one for one in CriteriaSet.objects.select_for_update()}[criteria.pk]
        if held.status not in may_be:
            sentence = _("This cannot be done with a version that is “%(status)s”.")
            raise ReviewError(sentence % {"status": held.get_status_display()})
        if not held.criterion_set.filter(is_required=True).exists():
            raise ReviewError(
                _("It has no required question, so anything could be published under it. Write one first.")
            )
        yield held


def _check_kind(criteria: CriteriaSet) -> None:
    """Answers outlive clearer words alone. Asked at every step, for another version may have come into force since."""
    in_force = CriteriaSet.objects.filter(status=Status.EFFECTIVE).first()
    if criteria.change_kind != CriteriaSet.ChangeKind.EDITORIAL or in_force is None:
        return
    if changed := comparing.what_is_not_wording(in_force, criteria):
        sentence = _(
            "It is called editorial, but it adds or takes out a question, or weighs one otherwise: %(titles)s. "
            "Call it substantive, or change the words alone."
        )
        raise ReviewError(sentence % {"titles": ", ".join(changed)})


def _check_comments(criteria: CriteriaSet) -> None:
    """A change in substance waits for what the public says of it; clearer words need not."""
    if criteria.change_kind == CriteriaSet.ChangeKind.EDITORIAL and criteria.comment_until is None:
        return
    if criteria.comment_until is None:
        raise ReviewError(_("It changes what is asked. Open it to comments first."))
    if timezone.localdate() <= criteria.comment_until:
        words = {"day": date_format(criteria.comment_until)}
        raise ReviewError(_("It is open to comments until the end of %(day)s. Wait until they have ended.") % words)


def _comment_days(criteria: CriteriaSet) -> int:
    is_editorial = criteria.change_kind == CriteriaSet.ChangeKind.EDITORIAL
    return 1 if is_editorial else settings.CRITERIA_COMMENT_DAYS
