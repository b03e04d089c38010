"""What the workbench says of an appeal: to whoever may lodge one, and to those who decide on it or may not."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from curation import appeals
from curation.models import Appeal, Submission


@dataclass
class OnAppeal:
    submission: Submission
    user: Any

    @property
    def lodged(self) -> Appeal | None:
        return appeals.of(self.submission)

    @property
    def time_left(self) -> str:
        return appeals.time_left(self.lodged) if self.lodged else ""

    @cached_property
    def is_closed(self) -> bool:
        """Whether they reviewed or declined what is under appeal now."""
        return appeals.is_closed(self.submission, self.user)

    @property
    def last_day(self) -> date | None:
        """Until when they can appeal here, having sent it signed in."""
        return appeals.last_day(self.submission) if self.submission.submitted_by == self.user else None
