"""What can stand in the way of a move: always a sentence a curator can act on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from curation.models import Decision, Submission
from curation.vetting import Obstacle


class ReviewError(Exception):
    """A move that cannot be made. Its text is shown as it is."""


class Stale(ReviewError):
    """The submission changed after the page was opened. `since` lists what happened in the meantime."""

    def __init__(self, submission: Submission, since: Sequence[Decision]) -> None:
        self.submission, self.since = submission, list(since)
        who = ", ".join(dict.fromkeys(decision.actor for decision in self.since)) or _("someone")
        sentence = _(
            "%(who)s changed “%(name)s” while you had it open. Nothing of yours was saved yet: compare, then save again."
        )
        super().__init__(sentence % {"who": who, "name": submission})


class NotReady(ReviewError):
    """It cannot be published yet; `obstacles` says everything that stands in the way."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = list(obstacles)
        super().__init__(_("It cannot be published yet. ") + " ".join(obstacle.reason for obstacle in self.obstacles))
