"""What the workbench shows of a change of how to reach a group: the ways it had before, and who asked there."""

from dataclasses import dataclass
from typing import Any

from curation import call_backs
from curation.desk_forms import CallBackForm
from curation.models import CallBack, Submission
from curation.readable import readable
from directory.record import facts_of


@dataclass
class OnCallBack:
    submission: Submission
    user: Any
    data: Any = None

    @property
    def is_needed(self) -> bool:
        return bool(call_backs.new(self.submission))

    @property
    def came_by_old_channel(self) -> bool:
        return call_backs.came_by_old_channel(self.submission)

    @property
    def old(self) -> list[tuple[str, list[str]]]:
        """List the ways to reach the group that the listing has now, as (label, lines)."""
        facts = facts_of(self.submission.organization) if self.submission.organization else {}
        there = [name for name in call_backs.channels(self.submission) if name in facts]
        return [(str(CallBack.Channel(name).label), readable(name, facts[name], facts)) for name in there]

    @property
    def calls(self) -> list[tuple[CallBack, bool, bool]]:
        """List who asked, each with whether it is about what is proposed now, and whether the user may confirm it."""
        now = call_backs.digest(self.submission)
        made = self.submission.call_backs.select_related("by", "seconded_by")
        return [(call, call.digest == now, self._may_second(call)) for call in made]

    @property
    def form(self) -> CallBackForm:
        return CallBackForm(self.data, channels=call_backs.channels(self.submission))

    def _may_second(self, call: CallBack) -> bool:
        return call.outcome == CallBack.Outcome.DEAD and call.seconded_by is None and call.by_id != self.user.pk
