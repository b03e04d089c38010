"""Asking a listed group, by a way known before, whether a change of how to reach it is its own."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import call_backs, personal
from curation.models import CallBack, Submission
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, record, said, take
from curation.states import Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_WORDS = 300


def call_back(
    submission: Submission, *, by: "User", called_on: date | None, channel: str, outcome: str, how: str
) -> CallBack:
    """Write down that the group was asked, by what, and what came of it."""
    how = said(how, _("Say how you asked, and what they said."), most=MOST_WORDS)
    if personal.findings(how):
        raise ReviewError(_("Leave out who you spoke with: no name, number or other private detail."))
    if outcome not in CallBack.Outcome.values:
        raise ReviewError(_("Say what came of it."))
    with transaction.atomic():
        submission = take(submission, Move.CALL_BACK, by, REVIEW, may_be_in_hand=True)
        _check(submission, channel, outcome)
        call = CallBack.objects.create(
            submission=submission, digest=call_backs.digest(submission), by=by,
            called_on=_day(submission, called_on), channel=channel, outcome=outcome, how=how,
        )  # fmt: skip
        record(submission, Move.CALL_BACK, by, {"channel": channel, "outcome": outcome, "words": how})
        return call


def second_call_back(submission: Submission, number: int, *, by: "User") -> CallBack:
    """Say that one tried too, and that nobody can be reached there any more."""
    with transaction.atomic():
        submission = take(submission, Move.CALL_BACK, by, REVIEW, may_be_in_hand=True)
        calls = submission.call_backs.filter(outcome=CallBack.Outcome.DEAD, seconded_by=None)
        call = calls.filter(pk=number).first()
        if call is None:
            raise ReviewError(_("There is nothing to confirm any more. Load the page again."))
        if call.by_id == by.pk:
            raise ReviewError(_("You wrote this down yourself; somebody else has to try too."))
        call.seconded_by = by
        call.save()
        record(submission, Move.CALL_BACK, by, {"channel": call.channel, "outcome": call.outcome})
        return call


def _check(submission: Submission, channel: str, outcome: str) -> None:
    if not call_backs.new(submission):
        raise ReviewError(_("This changes no way to reach a listed group, so nobody has to be asked."))
    if channel not in call_backs.channels(submission):
        raise ReviewError(_("Choose by what you asked: a way that the listing has now, not the new one."))
    if channel == CallBack.Channel.NONE and outcome != CallBack.Outcome.DEAD:
        raise ReviewError(_("The listing has no way to reach the group, so nobody can have answered there."))


def _day(submission: Submission, called_on: date | None) -> date:
    today = timezone.localdate()
    first = min(timezone.localdate(submission.received_at), today)
    if called_on is None or not first <= called_on <= today:
        raise ReviewError(_("Give the day on which you asked: not before the change came in, and not in the future."))
    return called_on
