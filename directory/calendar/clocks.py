"""Time zones as calendar programs read them: by the rules after which clocks are put forward and back in every year.

The library lists the days instead. Some programs, Outlook among them, pass over such a list, and show half of the year an hour off.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from directory.calendar.days import CODES

# For so long changes are looked at, and told one by one where they follow no rule.
YEARS = 12
WEEK, DAY, MINUTE = timedelta(weeks=1), timedelta(days=1), timedelta(minutes=1)


class Change(NamedTuple):
    """Clocks are put from one offset to another; `at` is what they show when that is done."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=200)
def zone_component(zone: str, year: int) -> Timezone:
    """Write a zone for what is in that year or later."""
    written = Timezone()
    written.add("tzid", zone)
    clock = ZoneInfo(zone)
    # The clocks of January were put in the year before.
    start = datetime(year - 1, 1, 1, tzinfo=clock)
    changes = list(_changes(clock, start.year))
    observed = _by_rule(changes) or map(_observed, [_began(start), *changes])
    for one in observed:
        written.add_component(one)
    return written


def _by_rule(changes: Sequence[Change]) -> list[TimezoneStandard | TimezoneDaylight]:
    """Write changes as those of every year; nothing if no rule says them all."""
    alike: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in changes:
        alike[change[1:]].append(change)
    rules = [(each[0], _rule([change.at for change in each])) for each in alike.values() if len(each) == YEARS]
    is_all = len(rules) == len(alike) and all(rule for _first, rule in rules)
    return [_observed(first, rule) for first, rule in rules] if is_all else []


def _rule(days: Sequence[datetime]) -> vRecur | None:
    """Say on which day of which month it is in every year, if that is always the same: the second Sunday, the last one."""
    counted = {(day.day - 1) // 7 + 1 for day in days}
    if len(counted) > 1 and all((day + WEEK).month != day.month for day in days):
        counted = {-1}
    if len({(day.month, day.weekday(), day.time()) for day in days}) > 1 or len(counted) > 1:
        return None
    return vRecur(freq="YEARLY", bymonth=days[0].month, byday=f"{counted.pop()}{CODES[days[0].weekday()]}")


def _observed(change: Change, rule: vRecur | None = None) -> TimezoneStandard | TimezoneDaylight:
    written = TimezoneDaylight() if change.after > change.before else TimezoneStandard()
    written.add("dtstart", change.at)
    if rule:
        written.add("rrule", rule)
    written.add("tzname", change.name)
    written.add("tzoffsetfrom", change.before)
    written.add("tzoffsetto", change.after)
    return written


def _began(moment: datetime) -> Change:
    offset = _offset(moment)
    return Change(moment.replace(tzinfo=None), offset, offset, moment.tzname() or "")


def _changes(clock: ZoneInfo, first: int) -> Iterator[Change]:
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(first + YEARS, 1, 1, tzinfo=UTC)
    while moment < end:
        before, after = (_offset(one.astimezone(clock)) for one in (moment, moment + DAY))
        if before != after:
            minutes = bisect_left(
                range(DAY // MINUTE),
                True,
                key=lambda past: _offset((moment + past * MINUTE).astimezone(clock)) == after,
            )
            change = moment + minutes * MINUTE
            yield Change((change + before).replace(tzinfo=None), before, after, change.astimezone(clock).tzname() or "")
        moment += DAY


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
