"""What listed groups invite to at known times: public meetings, actions and open doors whose words leave nothing to guess."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from directory.calendar.days import CODES
from directory.calendar.reading import Schedule, schedules
from directory.calendar.wording import in_words
from directory.calendar.zones import zone_of
from directory.choices import Way
from directory.hsds.writing import ways_by_role
from directory.models import Organization, WayToConnect
from directory.morning import morning

# Open to whoever comes. What one agrees on with a person is in no calendar.
OPEN = (Way.MEETING, Way.ACTION, Way.DROP_IN)
# Twelve hours behind UTC: the sign is that of POSIX.
LAST_ZONE = "Etc/GMT+12"


class Occasion(NamedTuple):
    """`role` names the way within its listing, and stays when others are added."""

    organization: Organization
    way: WayToConnect
    role: str
    when: Schedule
    zone: str

    @property
    def begins(self) -> datetime:
        """Say when it is for the first time since the group is listed: the same on every day it is asked."""
        day = self.when.days.on or _first_day(self.when, self.organization.listed_on)
        return datetime.combine(day, self.when.hours.opens, ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime | None:
        if self.when.hours.closes is None:
            return None
        day = self.begins.date() + timedelta(days=self.when.hours.is_overnight)
        return datetime.combine(day, self.when.hours.closes, ZoneInfo(self.zone))

    def __str__(self) -> str:
        """Say how the words were understood, so that whoever reads them can tell."""
        return _("%(when)s (time zone %(zone)s)") % {"when": in_words(self.when), "zone": self.zone.replace("_", " ")}


def times(kind: str, said: str) -> tuple[Schedule, ...]:
    """Read the times of a way to connect. An action is mostly once: “Saturday, 2 pm” is no Saturday in particular."""
    found = schedules(said)
    is_open_ended = kind == Way.ACTION and not all(when.days.on or when.days.is_standing for when in found)
    return () if is_open_ended else found


def understood(kind: str, said: str) -> str:
    """Say how the words of a way are read, for whoever wrote them; nothing if they stay words."""
    return "; ".join(in_words(when) for when in times(kind, said))


def occasions(organization: Organization, today: date) -> Iterator[Occasion]:
    """List them, but for what is over."""
    home = None
    for role, way in ways_by_role(organization):
        for number, when in enumerate(times(way.kind, way.schedule) if way.kind in OPEN else ()):
            home = zone_of(organization) if home is None else home
            zone = when.zone or home
            if zone and not is_over(when, zone, today):
                yield Occasion(organization, way, one_of(role, number), when, zone)


def is_over(when: Schedule, zone: str, today: date) -> bool:
    """Whether it was over, where it is, when `today` began here: further west it was still the day before.

    So what a day's answers say stands all day long. Where nobody knows the zone, it is the last in which a day ends.
    """
    if when.days.on is None:
        return False
    there = morning(today).astimezone(ZoneInfo(zone or LAST_ZONE)).date()
    return when.days.on < there - timedelta(days=when.hours.is_overnight)


def one_of(role: str, number: int) -> str:
    """Name one of the times of a way, so that the first keeps its name when there are more."""
    return f"{role}/{number}" if number else role


def _first_day(when: Schedule, since: date) -> date:
    days = (since + timedelta(days=number) for number in range(62))
    return next(day for day in days if _is_on(when, day))


def _is_on(when: Schedule, day: date) -> bool:
    return any(byday[-2:] == CODES[day.weekday()] and _counts(byday[:-2], day) for byday in when.days.byday)


def _counts(number: str, day: date) -> bool:
    """Whether it is that one of its weekday in the month: “1”, “-1”; without a number any is."""
    if number == "-1":
        return (day + timedelta(days=7)).month != day.month
    return not number or (day.day - 1) // 7 + 1 == int(number)
