"""How every verb begins and ends: take the submission, having checked; record what was done."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import appeals, earlier, trail
from curation.conflicts import CLOSED, closed_to
from curation.models import CriteriaSet, Decision, Review, Submission
from curation.review.errors import ReviewError, Stale
from curation.states import MOVES, Move, State, told
from curation.vetting import senders
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Moves of a listing, not of what was sent, and taking back: whoever sent it in may make these too.
OPEN_TO_SENDERS = {
    Move.WITHDRAW,
    Move.ASK_RESTORE,
    Move.RESTORE,
    Move.REFUSE_RESTORE,
    Move.TAKE_BACK,
    Move.ANSWER_REPORT,
    Move.TRANSLATE,
}
# What `forget` leaves without words after a while.
MAY_BE_ERASED = {State.DECLINED, State.TAKEN_BACK, State.WITHDRAWN}
# Moves that leave what others have read as it was.
BESIDE = {
    Move.CLAIM,
    Move.RELEASE,
    Move.DECLARE,
    Move.ASSESS,
    Move.RECOMMEND,
    Move.OPINE,
    Move.ASK_THIRD,
    Move.CLEAR,
    Move.CALL_BACK,
}
REVIEW, DECIDE, WITHDRAW = "curation.review_submission", "curation.decide_submission", "curation.withdraw_submission"
SEND = "curation.import_submission"


def entry_in_hand(listing: Organization) -> Submission:
    """Lock and return the submission that made a listing; every move of the listing is one of its."""
    return Submission.objects.entries().select_for_update().get(organization=listing)


def listing_in_hand(listing: int) -> Organization:
    """Lock and return a listing by its key, as it is now: of two verbs each would write back what the other changed."""
    return Organization.objects.select_for_update().get(pk=listing)


def listing_of(entry: Submission) -> Organization:
    """Return the listing of an entry: once that was taken, as it is now, and locked."""
    if entry.organization is None:
        raise ReviewError(_("“%(name)s” has no listing.") % {"name": entry})
    return entry.organization


def take(
    submission: Submission,
    move: Move,
    by: "User",
    permission: str,
    *,
    seen: int | None = None,
    may_be_in_hand: bool = False,
) -> Submission:
    """Lock and return the submission, having checked that `by` may make this move now.

    Raises `PermissionDenied` without the permission or after recusal, `Stale` if it changed since version
    `seen`, and `ReviewError` if `by` sent it in, had a part in what is under appeal, or it is in another state or, unless `may_be_in_hand`, a colleague works on it.
    """
    if not by.has_perm(permission):
        raise PermissionDenied
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    if submission.organization_id is not None:
        submission.organization = listing_in_hand(submission.organization_id)
    if is_recused(submission, by):
        raise PermissionDenied(CLOSED)
    if move not in OPEN_TO_SENDERS and by.pk in senders(submission):
        raise ReviewError(_("You sent this in yourself, so somebody else has to review it and decide on it."))
    if appeals.is_closed(submission, by):
        raise ReviewError(_("You had a part in the decision under appeal, so others have to decide anew."))
    if seen is not None and seen != submission.version:
        raise Stale(submission, _since(submission, seen))
    check_state(submission, move, is_colleague=permission != SEND)
    holder = claimant(submission)
    if holder is not None and holder != by and not may_be_in_hand:
        until = timezone.localtime(submission.claimed_until).strftime("%H:%M")
        words = {"who": holder, "name": submission, "until": until}
        raise ReviewError(_("%(who)s is working on “%(name)s” until %(until)s. You can read it meanwhile.") % words)
    return submission


def _since(submission: Submission, seen: int) -> list[Decision]:
    """List what changed it after version `seen`; what merely happened beside that only if nothing else did."""
    lines = list(Decision.objects.filter(submission=submission.uuid, version__gt=seen).select_related("payload"))
    return [line for line in lines if line.kind not in BESIDE] or lines


def said(words: str, missing: str, *, most: int = 4000) -> str:
    """Return what was said, as every database can keep it. Raises `ReviewError` if that is nothing or too much."""
    words = words.replace("\0", "").strip()
    if not words:
        raise ReviewError(missing)
    if len(words) > most:
        raise ReviewError(_("That is too long: say it in at most %(most)d letters.") % {"most": most})
    return words


def is_recused(submission: Submission, by: "User") -> bool:
    """Whether a conflict of interest has closed it to `by`."""
    # Most have none anywhere, which takes a third of the time to tell.
    if not Review.objects.filter(reviewer=by, is_recused=True).exists():
        return False
    return Submission.objects.filter(closed_to(by), pk=submission.pk).exists()


def check_state(submission: Submission, move: Move, *, is_colleague: bool = False) -> None:
    starts, _destination = MOVES[move]
    if submission.state not in starts:
        state = State(submission.state if is_colleague else told(submission.state))
        words = {"name": submission, "state": str(state.label).lower(), "move": move.label}
        raise ReviewError(_("“%(name)s” is %(state)s; it cannot be %(move)s.") % words)
    needs_words = move == Move.MAKE_LINK or MOVES[move][1]
    if submission.state in MAY_BE_ERASED and needs_words and earlier.is_erased(submission):
        raise ReviewError(_("Its words were erased, as it was decided so long ago. Suggest it anew."))


def claimant(submission: Submission) -> "User | None":
    """Return who is working on it now, if the claim has not run out."""
    is_current = submission.claimed_until is not None and submission.claimed_until > timezone.now()
    return submission.claimed_by if is_current else None


def hold(submission: Submission, by: "User") -> None:
    submission.claimed_by = by
    submission.claimed_until = timezone.now() + timedelta(minutes=settings.CLAIM_MINUTES)


def let_go(submission: Submission) -> None:
    submission.claimed_by = submission.claimed_until = None


def record(
    submission: Submission,
    move: Move,
    by: "User | str",
    words: dict[str, Any] | None = None,
    *,
    act: Callable[[], None] | None = None,
    **line: Any,
) -> Decision:
    """Write the line, do what it allows, and leave the submission where the move leads.

    `act` comes after the line because the database lists nothing that the trail does not say is to be listed.
    `line` is passed on to `trail.record`; unless it says otherwise, this happened under the criteria in force.
    """
    destination = MOVES[move][1] or submission.state
    leads_on = destination != submission.state
    if leads_on:
        submission.version += 1
    line = {"criteria_version": CriteriaSet.objects.current().version} | line
    decision = trail.record(submission, move, by=by, words=words, **line)
    if act is not None:
        act()
    if leads_on:
        submission.state, submission.moved_at = destination, timezone.now()
    if submission.state != State.IN_REVIEW:
        let_go(submission)
    submission.save()
    return decision
