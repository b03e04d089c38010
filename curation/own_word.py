"""Whether a correction is a listed group's own last word on what it has taken out: only that brings it back."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from curation import agreements, changes, hiding
from curation.models import Agreement, Decision, GroupLink, Source, Submission
from curation.states import Move
from directory.record import facts_of


def brought_back(submission: Submission) -> list[str]:
    """Name what a change would show again that its group has taken out, be it in a way to connect."""
    listing, base = submission.organization, submission.base
    if listing is None or base is None:
        return []
    facts, proposed = facts_of(submission), {proposal.name for proposal in changes.proposals(submission)}
    new_ways = [way for way in facts["ways"] if way not in base["ways"]] if "ways" in proposed else []
    return [
        what
        for what in sorted(agreements.taken_back(listing) & agreements.FACTS.keys())
        if (proposed.intersection(agreements.FACTS[what]) and agreements.shown(what, facts))
        or (new_ways and hiding.leads_there(new_ways, facts["country"], hiding.still(listing, [what])))
    ]


def agrees_to_leadership(submission: Submission) -> bool:
    """Whether it came in the group's name and would show who leads it for the first time, or again."""
    proposed = {proposal.name for proposal in changes.proposals(submission)} if submission.base else set()
    return submission.source == Source.GROUP and submission.publish_leadership and "publish_leadership" in proposed


def fault(submission: Submission, what: str) -> str:
    """Say why `submission` cannot bring back `what` its group has taken out; nothing if it can."""
    words = {"what": Agreement.What(what).label}
    if submission.source != Source.GROUP:
        return (
            _("The group itself took this out: %(what)s. Only its own correction, by private link, brings it back.")
            % words
        )
    if _is_older(submission, what):
        return (
            _("The group took this out after it had sent this: %(what)s. Edit it out, or ask for a new correction.")
            % words
        )
    if was_edited(submission, agreements.FACTS[what]):
        return (
            _(
                "The group itself took this out, and a reviewer edited it here: %(what)s. "
                "Only the group's own words bring it back: ask for a new correction."
            )
            % words
        )
    return ""


def was_edited(submission: Submission, names: Iterable[str]) -> bool:
    """Whether a reviewer edited one of the facts `names` since it came in: that did not come from the sender."""
    edits = Decision.objects.filter(submission=submission.uuid, kind=Move.REVISE).select_related("payload")
    wanted = set(names)
    return any(not hasattr(edit, "payload") or wanted & _facts_of_edit(edit) for edit in edits)


def could_have_come_by(submission: Submission) -> list[GroupLink]:
    """List the links that a group's correction could have come by: which one it was is not kept."""
    at = submission.received_at
    links = GroupLink.objects.filter(listing=submission.organization, made_at__lte=at)
    return [link for link in links if link.expires_at > at and (link.ended_at is None or link.ended_at > at)]


def could_have_written(submission: Submission) -> set[int]:
    """Name whoever made a link that a group's correction could have come by, and saw it: they could have written it."""
    if submission.source != Source.GROUP:
        return set()
    links = could_have_come_by(submission)
    return {link.made_by_id for link in links if link.mailed_at is None and link.made_by_id is not None}


def _is_older(submission: Submission, what: str) -> bool:
    said = agreements.last(submission.organization, what) if submission.organization else None
    return said is not None and not said.is_given and said.at >= submission.received_at


def _facts_of_edit(edit: Decision) -> set[str]:
    return {change["fact"] for change in edit.payload.body.get("changes", [])}
