"""When a change of how to reach a group has to be asked about, and whether it was, through a way known before.

Whoever wants to take a listing over begins with its phone number. So a new one is asked about by the old one.
"""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from curation import changes, duplicates, own_word
from curation.models import CallBack, Decision, Source, Submission
from curation.states import Move
from directory.record import Value, blank, facts_of

Channel, Outcome = CallBack.Channel, CallBack.Outcome
FACTS = (Channel.PHONE, Channel.EMAIL, Channel.WEBSITE, Channel.WAYS)
# What of a way to connect leads somewhere; when it is open leads nobody astray.
LEADS = ("kind", "label", "link", "phone")


def new(submission: Submission) -> dict[str, Value]:
    """Return what a change puts in for people to follow. What it only takes out leads nobody astray."""
    found = {}
    for proposal in changes.proposals(submission) if submission.purpose == Submission.Purpose.CHANGE else []:
        if proposal.name in FACTS and (leads_to := _new(proposal.name, proposal.live, proposal.proposed)):
            found[proposal.name] = leads_to
    return found


def missing(submission: Submission) -> str:
    """Say what has to be asked, or had a bad answer, before the change can be published; nothing if nothing."""
    asked_about = new(submission)
    if not asked_about or came_by_old_channel(submission):
        return ""
    last = submission.call_backs.filter(digest=digest(submission)).last()
    if last is None:
        return _(
            "It changes how people reach the group. Ask the group by a way the listing had before, and write down what it said."
        )
    if last.outcome == Outcome.DENIED:
        return _("Asked by a way known before, the group knows nothing of this change. Decline it, or edit the facts.")
    if last.outcome == Outcome.DEAD and last.seconded_by is None:
        return _("Nobody could be reached by a way known before: a second reviewer has to try too and say so.")
    return ""


def came_by_old_channel(submission: Submission) -> bool:
    """Whether the group itself sent it, by a link that this site mailed to the address that is listed.

    Which link it came by is not kept, so every link it could have come by must have been mailed: where one was
    passed on by hand, only whoever did so knows where to. What a reviewer edited since did not come from the group.
    """
    if submission.source != Source.GROUP or submission.organization is None:
        return False
    if Decision.objects.filter(submission=submission.uuid, kind=Move.REVISE).exists():
        return False
    could = own_word.could_have_come_by(submission)
    return bool(could) and all(link.mailed_at for link in could)


def channels(submission: Submission) -> list[str]:
    """Name by what the listing can be asked as it is now; if by nothing, that."""
    if submission.organization is None:
        return []
    live, nothing = facts_of(submission.organization), blank()
    return [name.value for name in FACTS if live[name] != nothing[name]] or [Channel.NONE.value]


def digest(submission: Submission) -> str:
    """Name what would be put in, and not the words of it."""
    said = json.dumps(new(submission), sort_keys=True, default=str)
    return hashlib.sha256(f"call-back {submission.uuid} {said}".encode()).hexdigest()


def _new(name: str, live: Any, proposed: Any) -> Value:
    if name == Channel.WAYS:
        known = [[row[part] for part in LEADS] for row in live]
        return [row for row in proposed if [row[part] for part in LEADS] not in known]
    if name == Channel.WEBSITE and live and duplicates.site_key(live) == duplicates.site_key(proposed):
        return ""
    return proposed
