"""Agreeing or not with what a colleague found. It is never a review: nothing is published or declined by it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from curation import personal, vetting
from curation.models import Finding, Opinion, Submission
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, record, said, take
from curation.states import Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 600


def opine(
    submission: Submission, finding: int, *, by: "User", agrees: bool, because: str = "", of: datetime | None
) -> Opinion:
    """Say of a colleague's finding, as it was saved at `of`, that one agrees, or does not and why."""
    because = without_details(because, submission) if because.strip() or not agrees else ""
    with transaction.atomic():
        submission = take(submission, Move.OPINE, by, REVIEW, may_be_in_hand=True)
        about = _readable(submission, finding, by)
        if about.saved_at != of:
            raise ReviewError(_("%(who)s has written it anew. Read it again first.") % {"who": about.review.author})
        opinion, is_new = Opinion.objects.get_or_create(
            finding=about, of=of, by=by, defaults={"agrees": agrees, "because": because}
        )
        if not is_new:
            raise ReviewError(_("You have said what you think of it. It stands until it is written anew."))
        told = {"criterion": about.criterion.code, "finding_by": about.review.author, "agrees": agrees}
        record(submission, Move.OPINE, by, told | {"words": because})
        return opinion


def without_details(words: str, submission: Submission) -> str:
    """Return what was said for colleagues to read. Raises `ReviewError` if it is empty or names a person."""
    words = said(words, _("Say in a sentence why."), most=MOST)
    if details := personal.findings(words, names=submission.names):
        told = {"words": details[0].matched}
        raise ReviewError(_("“%(words)s” looks like a person’s details. Say it without them.") % told)
    return words


def _readable(submission: Submission, number: int, by: "User") -> Finding:
    """Return a colleague's finding that `by` may read. What they may not read is answered like what is not there."""
    found = Finding.objects.filter(pk=number, review__submission=submission, review__is_recused=False)
    found = found.exclude(review__reviewer=by).exclude(review__reviewer=None)
    finding = found.select_related("review__reviewer", "criterion").first()
    if finding is None or not vetting.sees_others(submission, by):
        raise ReviewError(_("There is no such finding of a colleague that you may read."))
    return finding
