"""Where a submission can be, and every move that takes it from there to somewhere else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    IN_REVIEW = "in-review", _("In review")
    NEEDS_INFO = "needs-info", _("Waiting for an answer")
    PUBLISHED = "published", _("Published")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken-back", _("Taken back by whoever sent it")
    WITHDRAWN = "withdrawn", _("Taken down")
    RESTORING = "restoring", _("Waiting for a second person to put it back")


class Move(TextChoices):
    """What can happen to a submission. The label completes “it cannot be …”."""

    CLAIM = "claim", _("taken up")
    RELEASE = "release", _("put down")
    DECLARE = "declare", _("declared on")
    ASSESS = "assess", _("assessed")
    RECOMMEND = "recommend", _("recommended on")
    OPINE = "opine", _("remarked on")
    ASK_THIRD = "ask-third", _("given to a third reader")
    REVISE = "revise", _("edited")
    CLEAR = "clear", _("cleared of a note")
    CALL_BACK = "call-back", _("asked about")
    ASK = "ask", _("sent back with a question")
    REPLY = "reply", _("answered")
    DECLINE = "decline", _("declined")
    TAKE_BACK = "take-back", _("taken back")
    APPEAL = "appeal", _("appealed against")
    REOPEN = "reopen", _("reopened")
    PUBLISH = "publish", _("published")
    FOUND = "found", _("made part of the founding list")
    WITHDRAW = "withdraw", _("taken down")
    ASK_RESTORE = "ask-restore", _("proposed for putting back")
    RESTORE = "restore", _("put back")
    REFUSE_RESTORE = "refuse-restore", _("kept down")
    REPORT = "report", _("reported")
    DISMISS_REPORT = "dismiss-report", _("left as it is after a report")
    ANSWER_REPORT = "answer-report", _("acted on after a report")
    MAKE_LINK = "make-link", _("given a private link")
    REVOKE_LINK = "revoke-link", _("rid of a private link")
    CONFIRM = "confirm", _("confirmed")
    HIDE = "hide", _("partly taken out")
    AGREE = "agree", _("agreed on")
    TRANSLATE = "translate", _("translated")
    PASS_TRANSLATION = "pass-translation", _("shown in another language")
    DECLINE_TRANSLATION = "decline-translation", _("kept from another language")
    VERIFY = "verify", _("checked again")
    KEEP_UNREACHED = "keep-unreached", _("kept although nobody answers")


OPEN = frozenset({State.WAITING, State.IN_REVIEW, State.NEEDS_INFO})
_W, _R, _N = {State.WAITING}, {State.IN_REVIEW}, {State.NEEDS_INFO}
# What lets an entry be seen, or seen again.
SHOWN = {Move.PUBLISH, Move.FOUND, Move.RESTORE}
# What was listed once, seen or not.
LISTED_ONCE = {State.PUBLISHED, State.WITHDRAWN, State.RESTORING}


def told(state: str) -> str:
    """Return a state as outsiders are told it: whether what was taken down may come back is not for them."""
    return State.WITHDRAWN if state == State.RESTORING else state


# Move → (states it may start from, state it leads to). None: it stays where it is.
MOVES: dict[Move, tuple[set[State], State | None]] = {
    Move.CLAIM: (_W | _R | _N, State.IN_REVIEW),
    Move.RELEASE: (_R, None),
    Move.DECLARE: (_W | _R | _N, None),
    Move.ASSESS: (_R, None),
    Move.RECOMMEND: (_R, None),
    Move.OPINE: (_R, None),
    Move.ASK_THIRD: (_R, None),
    Move.REVISE: (_R, None),
    Move.CLEAR: (_R, None),
    Move.CALL_BACK: (_R, None),
    Move.ASK: (_R, State.NEEDS_INFO),
    # Also where somebody went on without waiting: `asking` says whether there is a question.
    Move.REPLY: (_N | _R, State.IN_REVIEW),
    Move.DECLINE: (_R, State.DECLINED),
    Move.TAKE_BACK: (_W, State.TAKEN_BACK),
    Move.APPEAL: ({State.DECLINED}, State.IN_REVIEW),
    Move.REOPEN: ({State.DECLINED}, State.IN_REVIEW),
    Move.PUBLISH: (_R, State.PUBLISHED),
    Move.FOUND: (_W, State.PUBLISHED),
    # Again, where the group itself has paused it, or somebody proposed to put it back.
    Move.WITHDRAW: (LISTED_ONCE, State.WITHDRAWN),
    Move.ASK_RESTORE: ({State.WITHDRAWN}, State.RESTORING),
    Move.RESTORE: ({State.RESTORING}, State.PUBLISHED),
    Move.REFUSE_RESTORE: ({State.RESTORING}, State.WITHDRAWN),
    Move.REPORT: ({State.PUBLISHED}, None),
    Move.DISMISS_REPORT: (LISTED_ONCE, None),
    Move.ANSWER_REPORT: (LISTED_ONCE, None),
    Move.MAKE_LINK: (LISTED_ONCE, None),
    Move.REVOKE_LINK: (LISTED_ONCE, None),
    Move.CONFIRM: ({State.PUBLISHED}, None),
    Move.HIDE: (LISTED_ONCE, None),
    Move.AGREE: (LISTED_ONCE, None),
    Move.TRANSLATE: ({State.PUBLISHED}, None),
    Move.PASS_TRANSLATION: ({State.PUBLISHED}, None),
    Move.DECLINE_TRANSLATION: (LISTED_ONCE, None),
    Move.VERIFY: ({State.PUBLISHED}, None),
    Move.KEEP_UNREACHED: ({State.PUBLISHED}, None),
}
