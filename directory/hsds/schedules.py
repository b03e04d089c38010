"""When one can come or call, as HSDS schedules: the group's words always; days and hours where these leave nothing to guess.

HSDS writes an hour with an offset. Summer time moves that, and not the clock: so what comes again and again has the offset
of winter, and the words name the zone.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from directory import choices
from directory.calendar.occasions import is_over, one_of, times
from directory.calendar.reading import Schedule
from directory.calendar.zones import zone_of
from directory.hsds.dictionary import Made, made
from directory.hsds.identifiers import part_of
from directory.hsds.writing import in_words, ways_by_role
from directory.models import Organization, WayToConnect


def schedules(record: Organization, of: str, kinds: Iterable[str] = choices.Way, **owner: str) -> list[Made]:
    """Write those that hang on a part of a listing, `of`: one for each time of each way that is not over."""
    today = localdate()
    told = [
        (role, way, number, when)
        for role, way in ways_by_role(record)
        if way.schedule and way.kind in kinds
        for number, when in enumerate(times(way.kind, way.schedule) or [None])
    ]
    # It takes longer to find than all the rest to write.
    home = zone_of(record) if any(when and not when.zone for *_way, when in told) else ""
    return [
        made(
            "schedule",
            id=part_of(record.public_id, f"{of}/schedule/{one_of(role, number)}"),
            schedule_link=way.link,
            notes=way.safety_note,
            **owner,
            **_when(record, way, when, home),
        )
        for role, way, number, when in told
        if when is None or not is_over(when, when.zone or home, today)
    ]


def _when(record: Organization, way: WayToConnect, when: Schedule | None, home: str) -> Made:
    words = in_words(way)
    if when is None:
        return {"description": words}
    zone = when.zone or home
    if not zone:
        return {"description": words, **_days(when)}
    described = _("%(when)s (time zone %(zone)s)") % {"when": words, "zone": zone}
    return {
        "description": described,
        **_days(when),
        **_hours(when, _offset(when, ZoneInfo(zone), record.listed_on.year)),
    }


def _days(when: Schedule) -> Made:
    if when.days.on is None:
        return {"freq": when.days.freq, "byday": ",".join(when.days.byday)}
    day = when.days.on.isoformat()
    return {"dtstart": day, "until": day, "count": 1}


def _hours(when: Schedule, offset: timedelta) -> Made:
    zone = timezone(offset)
    clocks = {"opens_at": when.hours.opens, "closes_at": when.hours.closes}
    written = {name: clock.replace(tzinfo=zone).isoformat("minutes") for name, clock in clocks.items() if clock}
    return written | {"timezone": offset / timedelta(hours=1)}


def _offset(when: Schedule, zone: ZoneInfo, year: int) -> timedelta:
    """Return how far the clock is from UTC: on that day, or in the winter of a year, which half of the world has in July."""
    days = [when.days.on] if when.days.on else [date(year, 1, 1), date(year, 7, 1)]
    return min(datetime.combine(day, when.hours.opens, zone).utcoffset() or timedelta() for day in days)
