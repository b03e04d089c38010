"""What the workbench shows of an outcome: what the public would read of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curation import publishing, vetting
from curation.models import Submission
from curation.states import OPEN
from directory import page_facts


@dataclass
class OnOutcome:
    submission: Submission
    sees_others: bool

    @cached_property
    def would_read(self) -> list[dict[str, Any]]:
        """Why it would be listed, were it published now; nothing while what colleagues found may not be read."""
        if self.submission.state not in OPEN or not self.sees_others:
            return []
        carried = vetting.in_favour(vetting.counting_reviews(self.submission))
        return page_facts.reasons(publishing.reasons(self.submission.organization, carried))
