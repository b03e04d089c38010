"""Lines of the trail in words, as far as whoever looks may read them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import attention, trail, vetting
from curation.models import Agreement, CallBack, Clearance, Decision, DeclineReason, Recommendation, WithdrawReason
from curation.readable import readable
from curation.states import SHOWN, Move
from directory.record import label

# Lines of the trail whose words say what somebody found.
TELLING = frozenset({Move.RECOMMEND, Move.OPINE, Move.ASK_THIRD, Move.DECLINE})
# What whoever is named before it did. Whether somebody is free to judge is theirs to tell colleagues: it may say whom
# they know.
DID: dict[str, str | Promise] = {
    trail.RECEIVE: gettext_lazy("sent it in"),
    trail.INVITE: gettext_lazy("invited"),
    trail.CHANGE_ACCOUNT: gettext_lazy("changed the account of"),
    trail.CHANGE_FACTOR: gettext_lazy("changed how they sign in"),
    trail.OPEN_CRITERIA: gettext_lazy("opened the criteria to comments"),
    trail.PROPOSE_CRITERIA: gettext_lazy("proposed to put the criteria in force"),
    trail.PUT_CRITERIA_IN_FORCE: gettext_lazy("put the criteria in force"),
    trail.TAKE_CRITERIA_BACK: gettext_lazy("made the criteria a draft again"),
    trail.RESTORED: gettext_lazy("brought everything back from a backup"),
    trail.FORGET: gettext_lazy("erased what had been kept long enough"),
    Move.CLAIM: gettext_lazy("took it up"),
    Move.RELEASE: gettext_lazy("put it down"),
    Move.DECLARE: gettext_lazy("said whether they are free to judge it"),
    Move.ASSESS: gettext_lazy("saved answers to the questions"),
    Move.RECOMMEND: gettext_lazy("said what they recommend"),
    Move.OPINE: gettext_lazy("said what they think of a colleague’s answer"),
    Move.ASK_THIRD: gettext_lazy("asked for a third reader"),
    Move.REVISE: gettext_lazy("edited the facts"),
    Move.CLEAR: gettext_lazy("set a note aside"),
    Move.CALL_BACK: gettext_lazy("asked the group by a way known before"),
    Move.ASK: gettext_lazy("asked whoever sent it a question"),
    Move.REPLY: gettext_lazy("answered the question"),
    Move.DECLINE: gettext_lazy("declined it"),
    Move.TAKE_BACK: gettext_lazy("took it back"),
    Move.APPEAL: gettext_lazy("appealed against the decision"),
    Move.REOPEN: gettext_lazy("reopened it"),
    Move.PUBLISH: gettext_lazy("published it"),
    Move.FOUND: gettext_lazy("put it on the founding list"),
    Move.WITHDRAW: gettext_lazy("took it down"),
    Move.ASK_RESTORE: gettext_lazy("proposed to put it back"),
    Move.RESTORE: gettext_lazy("put it back"),
    Move.REFUSE_RESTORE: gettext_lazy("kept it down"),
    Move.REPORT: gettext_lazy("reported a problem"),
    Move.DISMISS_REPORT: gettext_lazy("closed a report: nothing had to change"),
    Move.ANSWER_REPORT: gettext_lazy("acted on a report"),
    Move.MAKE_LINK: gettext_lazy("made a private link for the group"),
    Move.REVOKE_LINK: gettext_lazy("ended a private link of the group"),
    Move.CONFIRM: gettext_lazy("confirmed the entry"),
    Move.HIDE: gettext_lazy("took a part of it out"),
    Move.AGREE: gettext_lazy("said what may be shown"),
    Move.TRANSLATE: gettext_lazy("translated it"),
    Move.PASS_TRANSLATION: gettext_lazy("let a translation be shown"),
    Move.DECLINE_TRANSLATION: gettext_lazy("declined a translation"),
    Move.VERIFY: gettext_lazy("checked its facts again"),
    Move.KEEP_UNREACHED: gettext_lazy("kept it although nobody answers"),
}
# What somebody recommended where this came of it.
CARRYING: dict[str, str] = {Move.PUBLISH: Recommendation.PUBLISH, Move.DECLINE: Recommendation.DECLINE}
# How the reasons of a line are called.
REASONS: dict[str, Any] = {
    Move.CLEAR: Clearance.Subject.choices,
    Move.RECOMMEND: Recommendation.choices,
    Move.DECLINE: DeclineReason.choices,
    Move.WITHDRAW: WithdrawReason.choices,
}


@dataclass(frozen=True)
class Step:
    """A line of the trail as a curator reads it."""

    at: Any
    actor: str
    what: str
    words: list[str]


def told(lines: Iterable[Decision], *, sees_others: bool = False) -> list[Step]:
    """Turn lines of the trail into words. What was found or recommended is told only to those who may know."""
    return [
        Step(line.at, who(line.actor), move_label(line.kind), _words(line, sees_others=sees_others)) for line in lines
    ]


def of_return(lines: Iterable[Decision]) -> dict[str, list[Step]]:
    """Tell what whoever decides on a return has to know: why it is down, and why a colleague would put it back."""
    since: list[Decision] = []
    for line in lines:
        since = [] if line.kind in SHOWN else [*since, line]
    return {
        "taken_down": told(line for line in since if line.kind == Move.WITHDRAW),
        "proposed": told([line for line in since if line.kind == Move.ASK_RESTORE][-1:]),
    }


def who(actor: str) -> str:
    """Name who did it; for those who have no account the trail keeps a word of its own."""
    nobody = {
        trail.THE_PUBLIC: _("(the public)"),
        trail.THE_GROUP: _("(the group itself)"),
        trail.THE_DOCUMENT: _("(the document)"),
        trail.THIS_SITE: _("(this site)"),
    }
    return nobody.get(actor, actor)


def move_label(kind: str) -> str:
    return str(DID.get(kind, kind))


def told_to(user: Any, lines: Iterable[Decision]) -> list[Step]:
    """Turn lines about several submissions into words, each as far as `user` may read that submission."""
    lines = list(lines)
    concerned = attention.visible_to(user).filter(uuid__in={line.submission for line in lines})
    readable_now = {submission.uuid for submission in concerned if vetting.sees_others(submission, user)}
    return [step for line in lines for step in told([line], sees_others=line.submission in readable_now)]


def _words(line: Decision, *, sees_others: bool) -> list[str]:
    if line.kind in TELLING and not sees_others:
        return []
    kind, body = line.kind, line.body
    return [*_why(kind, body), *_carried(kind, body), *_what(kind, body), *_account(body)]


def _why(kind: str, body: dict[str, Any]) -> Iterator[str]:
    """Tell the reasons, the main one first, and then the words for them."""
    labels = dict(REASONS.get(kind, ()))
    for reason in (body.get("subject"), body.get("reason"), *body.get("also", ()), body.get("recommendation")):
        if reason:
            yield str(labels.get(reason, reason))
    if body.get("words"):
        yield body["words"]


def _carried(kind: str, body: dict[str, Any]) -> Iterator[str]:
    """Tell who had recommended what was decided; of what was not reviewed the trail names nobody."""
    wanted = CARRYING.get(kind)
    found = [one["by"] for one in body.get("findings", ()) if wanted and one["recommendation"] == wanted]
    if found:
        yield _("Recommended by %(who)s.") % {"who": ", ".join(dict.fromkeys(found))}


def _what(kind: str, body: dict[str, Any]) -> Iterator[str]:
    """Tell what it was about: what the group took back, by whose link, and which facts changed."""
    for what in body.get("taken_back", ()):
        yield str(Agreement.What(what).label)
    if "link_by" in body:
        yield _("by a link of %(who)s") % {"who": body["link_by"]}
    if kind == Move.CALL_BACK and body:
        yield str(CallBack.Outcome(body["outcome"]).label)
    if kind in {Move.REVISE, Move.PUBLISH}:
        for change in body.get("changes", ()):
            yield f"{label(change['fact'])}: {_said(change, 'from')} → {_said(change, 'to')}"


def _account(body: dict[str, Any]) -> Iterator[str]:
    if "account" not in body:
        return
    yield body["account"]
    yield ", ".join(body["roles"])
    if not body.get("is_active", True):
        yield _("signed off")
    if "factor" in body:
        yield _factor(body["factor"])


def _factor(what: str) -> str:
    return {
        "ended": _("their second factor ended too"),
        "app": _("an app that shows codes"),
        "app-removed": _("the app was removed"),
        "passkey": _("a passkey was added"),
        "passkey-removed": _("a passkey was removed"),
        "codes": _("new recovery codes"),
    }.get(what, what)


def _said(change: dict[str, Any], side: str) -> str:
    if side not in change:
        return _("(a private detail, taken out)") if side == "from" else _("(something about a person)")
    return ", ".join(readable(change["fact"], change[side])) or _("nothing")
