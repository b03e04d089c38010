"""Lines of the trail in words, as far as whoever looks may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from curation import attention, vetting
from curation.models import Agreement, CallBack, Decision, DeclineReason, WithdrawReason
from curation.readable import readable
from curation.states import Move
from curation.trail import THE_PUBLIC
from directory.record import label

# Lines of the trail whose words say what somebody found.
TELLING = frozenset({Move.RECOMMEND, Move.OPINE, Move.ASK_THIRD, Move.DECLINE})


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
        since = [] if line.kind in {Move.PUBLISH, Move.FOUND, Move.RESTORE} else [*since, line]
    return {
        "taken_down": told(line for line in since if line.kind == Move.WITHDRAW),
        "proposed": told([line for line in since if line.kind == Move.ASK_RESTORE][-1:]),
    }


def who(actor: str) -> str:
    """Name who did it; for those who write to us without an account the trail keeps a word of its own."""
    return _("(the public)") if actor == THE_PUBLIC else actor


def move_label(kind: str) -> str:
    labels = {
        "receive": _("received"),
        "invite": _("invited"),
        "change-account": _("changed the account of"),
        "change-factor": _("changed how they sign in"),
        "open-criteria": _("opened to comments"),
        "propose-criteria": _("proposed to be in force"),
        "criteria-in-force": _("put in force"),
        "take-criteria-back": _("made a draft again"),
        "restored": _("brought back from a backup of"),
        **{move.value: str(move.label) for move in Move},
    }
    return labels.get(kind, kind)


def told_to(user: Any, lines: Iterable[Decision]) -> list[Step]:
    """Turn lines about several submissions into words, each as far as `user` may read that submission."""
    lines = list(lines)
    concerned = attention.visible_to(user).filter(uuid__in={line.submission for line in lines})
    readable_now = {submission.uuid for submission in concerned if vetting.sees_others(submission, user)}
    return [step for line in lines for step in told([line], sees_others=line.submission in readable_now)]


def _words(line: Decision, *, sees_others: bool) -> list[str]:
    payload = getattr(line, "payload", None)
    body = payload.body if payload else {}
    if line.kind in TELLING and not sees_others:
        return []
    reasons = {**dict(DeclineReason.choices), **dict(WithdrawReason.choices)}
    said = [
        str(reasons.get(body[name], body[name])) for name in ("reason", "words", "recommendation") if body.get(name)
    ]
    said += [str(reasons.get(reason, reason)) for reason in body.get("also", [])]
    said += [str(Agreement.What(what).label) for what in body.get("taken_back", [])]
    said += [_("by a link of %(who)s") % {"who": body["link_by"]}] if "link_by" in body else []
    said += [str(CallBack.Outcome(body["outcome"]).label)] if line.kind == Move.CALL_BACK and body else []
    if "account" in body:
        said += [body["account"], ", ".join(body["roles"])] + ([] if body.get("is_active", True) else [_("signed off")])
        said += [_factor(body["factor"])] if "factor" in body else []
    if line.kind in {Move.REVISE, Move.PUBLISH}:
        said += [
            f"{label(change['fact'])}: {_said(change, 'from')} → {_said(change, 'to')}"
            for change in body.get("changes", [])
        ]
    return said


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
