"""What listed groups invite to at known times: public meetings, actions and open doors whose words leave nothing to guess."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from directory.calendar.days import CODES
from directory.calendar.reading import Schedule, schedule
from directory.calendar.zones import zone_of
from directory.choices import Way
from directory.hsds.writing import ways_by_role
from directory.models import Organization, WayToConnect

# Open to whoever comes. What one agrees on with a person is in no calendar.
OPEN = (Way.MEETING, Way.ACTION, Way.DROP_IN)


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
        is_next_day = self.when.hours.closes <= self.when.hours.opens
        day = self.begins.date() + timedelta(days=is_next_day)
        return datetime.combine(day, self.when.hours.closes, ZoneInfo(self.zone))

    def __str__(self) -> str:
        """Say how the words were understood, so that whoever reads them can tell."""
        told = {
            "days": _days_in_words(self.when),
            "hours": _hours_in_words(self.when),
            "zone": self.zone.replace("_", " "),
        }
        return _("%(days)s, %(hours)s (time zone %(zone)s)") % told


def occasions(organization: Organization, today: date) -> Iterator[Occasion]:
    """List them, but for what is over."""
    home = None
    for role, way in ways_by_role(organization):
        when = schedule(way.schedule) if way.kind in OPEN and way.schedule else None
        if when is None or (way.kind == Way.ACTION and not when.days.on and not when.days.is_standing):
            continue
        home = zone_of(organization) if home is None else home
        zone = when.zone or home
        if zone and (when.days.on or today) >= today:
            yield Occasion(organization, way, role, when, zone)


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


def _days_in_words(when: Schedule) -> str:
    if when.days.on:
        return date_format(when.days.on, "DATE_FORMAT")
    named = [(byday[:-2], str(WEEKDAYS[CODES.index(byday[-2:])])) for byday in when.days.byday]
    if when.days.freq == "WEEKLY":
        return _("every %(days)s") % {"days": get_text_list([day for _number, day in named], _("and"))}
    each = [_which(number) % {"day": day} for number, day in named]
    return _("%(days)s of each month") % {"days": get_text_list(each, _("and"))}


def _which(number: str) -> str:
    return {
        "1": _("the first %(day)s"), "2": _("the second %(day)s"), "3": _("the third %(day)s"), "4": _("the fourth %(day)s"),
        "-1": _("the last %(day)s"),
    }[number]  # fmt: skip


def _hours_in_words(when: Schedule) -> str:
    opens = time_format(when.hours.opens)
    if when.hours.closes is None:
        return _("from %(time)s") % {"time": opens}
    return _("%(opens)s to %(closes)s") % {"opens": opens, "closes": time_format(when.hours.closes)}
