"""What the workbench shows of an outcome: what the public would read of it, and once it is decided, what was."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curation import earlier, letters, publishing, vetting
from curation.admin import steps
from curation.models import Decision, Message, Review, Submission
from curation.states import OPEN, Move, State
from directory import page_facts

ENDING = frozenset({Move.PUBLISH, Move.FOUND, Move.DECLINE, Move.TAKE_BACK})
# What became of a listing since.
SINCE = frozenset({Move.WITHDRAW, Move.ASK_RESTORE, Move.RESTORE, Move.REFUSE_RESTORE})


@dataclass
class OnOutcome:
    submission: Submission
    counting: list[Review]
    sees_others: bool

    @cached_property
    def would_read(self) -> list[dict[str, Any]]:
        """Why it would be listed, were it published now; nothing while what colleagues found may not be read."""
        if self.submission.state in OPEN and self.sees_others:
            carried = vetting.in_favour(self.counting)
            return page_facts.reasons(publishing.reasons(self.submission.organization, carried))
        return []

    @cached_property
    def decided(self) -> list[steps.Step]:
        """The last decision, and what became of the listing since."""
        lines: list[Decision] = []
        if self.submission.state in OPEN:
            return []
        told = Decision.objects.filter(submission=self.submission.uuid, kind__in=ENDING | SINCE)
        for line in told.select_related("payload"):
            lines = [line] if line.kind in ENDING else [*lines, line]
        return steps.told(lines, sees_others=self.sees_others)

    @property
    def is_erased(self) -> bool:
        """Whether the words of the decision are gone, after the time for which we keep them."""
        return earlier.is_erased(self.submission)

    @property
    def was_declined(self) -> bool:
        return self.submission.state == State.DECLINED

    @cached_property
    def letter(self) -> Message | None:
        """The letter that said so, as long as it is kept; it has the words of the decision."""
        words = earlier.refusal(self.submission).get("words") if self.was_declined else None
        sent = self.submission.messages.filter(is_from_submitter=False) if words else ()
        return next((message for message in reversed(sent) if words and words in message.text), None)

    @property
    def tongue(self) -> str:
        """The language of the letter."""
        return letters.written_in(self.letter.text) if self.letter else ""
