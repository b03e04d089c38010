"""Days and hours of a partner's schedule as words, plain enough for calendars to read them back. Runs in the child."""

import re
from collections.abc import Mapping

_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
_BYDAY = re.compile(r"(-?\d?)([A-Z]{2})")
# With the offset of a place, never that of UTC itself: an hour by another clock is no hour of the place.
_CLOCK = re.compile(r"(\d\d:\d\d)(?::\d\d)?(?:[+-](?!00:?00)\d\d:?\d\d)?")
# What none of the words below would say.
MORE = ("interval", "bymonthday", "byweekno", "byyearday", "valid_from", "valid_to")
EVERY = "1"


def in_words(line: Mapping[str, str]) -> str:
    """Say when it is, plainly; or, if that cannot be, give the cells as they are."""
    days, hours = _days(line), _hours(line)
    return f"{days} {hours}" if days and hours else " ".join(filter(None, _cells(line)))


def _days(line: Mapping[str, str]) -> str:
    if line.get("interval", EVERY) not in ("", EVERY) or any(line.get(name) for name in MORE if name != "interval"):
        return ""
    if "freq" not in line:
        day = line.get("dtstart", "")
        return day if line.get("until") == day or line.get("count") == "1" else ""
    read = [_BYDAY.fullmatch(one.strip()) for one in line.get("byday", "").split(",")]
    named = [(one[1], _DAYS[one[2]]) for one in read if one and one[2] in _DAYS]
    if len(named) < len(read) or "until" in line or "count" in line:
        return ""
    if line["freq"] == "WEEKLY" and not any(number for number, _day in named):
        return " and ".join(f"{day}s" for _number, day in named)
    if line["freq"] == "MONTHLY" and all(number in _WHICH for number, _day in named):
        return " and ".join(f"{_WHICH[number]} {day}" for number, day in named) + " of the month"
    return ""


def _hours(line: Mapping[str, str]) -> str:
    told = [line[name] for name in ("opens_at", "closes_at") if name in line]
    clocks = [found[1] for one in told if (found := _CLOCK.fullmatch(one))]
    return "–".join(clocks) if len(clocks) == len(told) and "opens_at" in line else ""


def _cells(line: Mapping[str, str]) -> list[str]:
    hours = "–".join(filter(None, [line.get("opens_at", ""), line.get("closes_at", "")]))
    more = [f"{name} {line[name]}" for name in (*MORE, "until", "count") if name in line]
    return [*(line.get(name, "") for name in ("freq", "byday", "dtstart")), *more, hours]
