"""Whether a question to whoever sent a submission can still be answered: as long as it is not decided."""

from curation.models import Decision, Submission
from curation.states import Move, State

# After each of these, what was asked before is over.
SAID = [Move.ASK, Move.REPLY, Move.DECLINE, Move.APPEAL]


def is_asked(submission: Submission) -> bool:
    """Whether the last word is a question of ours, also when a reviewer has taken it up without waiting."""
    if submission.state != State.IN_REVIEW:
        return submission.state == State.NEEDS_INFO
    lines = Decision.objects.filter(submission=submission.uuid, kind__in=SAID).order_by("-seq")
    return lines.values_list("kind", flat=True).first() == Move.ASK
