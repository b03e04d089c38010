"""What a change to a listing would change: only that is judged, shown and written."""

from dataclasses import dataclass

from curation.models import Submission
from directory.record import NAMES, PlainFacts, Value, facts_of, label


@dataclass(frozen=True)
class Proposal:
    """One fact a submission would change. `live` is what the listing says today."""

    name: str
    base: Value
    live: Value
    proposed: Value

    @property
    def label(self) -> str:
        return label(self.name)

    @property
    def is_overtaken(self) -> bool:
        """The listing has changed in this very fact since the change was proposed."""
        return self.live not in (self.base, self.proposed)


def proposals(submission: Submission) -> list[Proposal]:
    """List what `submission` would change in its listing; nothing for a new entry, or once its words are erased."""
    if not submission.base or submission.organization is None:
        return []
    base, live, proposed = submission.base, facts_of(submission.organization), facts_of(submission)
    return [Proposal(name, base[name], live[name], proposed[name]) for name in NAMES if proposed[name] != base[name]]


def merged_facts(submission: Submission) -> PlainFacts:
    """Return the facts a listing has once `submission` is published: the listing's own, but for what it changes."""
    if submission.organization is None or submission.purpose == Submission.Purpose.NEW:
        return facts_of(submission)
    live = facts_of(submission.organization)
    return live | {proposal.name: proposal.proposed for proposal in proposals(submission)}


def is_part_of_itself(submission: Submission) -> bool:
    """Whether what it names as the larger organization is its own listing, or a part of that."""
    larger, seen = submission.parent, set()
    while larger is not None and larger.pk not in seen:
        if larger.pk == submission.organization_id:
            return True
        seen.add(larger.pk)
        larger = larger.parent
    return False
