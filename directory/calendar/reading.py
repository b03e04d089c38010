"""From the words of a schedule to days and hours. One word that is not understood, and there is no date at all.

A wrong date sends somebody to a closed door, or to the wrong people. So “every other Tuesday”, “7–9” and “except in August”
stay what they are: words.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from directory.calendar.days import Days, days
from directory.calendar.hours import PATTERN, Hours, hours

# As people name them; the names of the standard and of summer time are used alike. So “GMT” is what clocks show in Britain to
# some, in summer too, and an hour less to others: it is none.
ZONES = {
    "America/New_York": "et est edt eastern", "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mdt mountain", "America/Los_Angeles": "pt pst pdt pacific", "Europe/London": "uk",
    "UTC": "utc",
}  # fmt: skip
_ZONES = {name: zone for zone, names in ZONES.items() for name in names.split()}
_ZONE = rf"(?:\s*[,(]?\s*(?P<zone>{'|'.join(_ZONES)})(?:\s+time)?\)?)?"
_DAYS_FIRST = re.compile(rf"(?P<days>.+?)[\s,:;(]*(?<!\d){PATTERN}\)?{_ZONE}")
# Between one time and the next: “Mon–Fri 9 am–5 pm; Sat 10 am–2 pm”.
_NEXT = re.compile(r"\s*[;,/&]\s*|\s+(?:and|y)\s+")
_HOURS_FIRST = re.compile(rf"{PATTERN}{_ZONE}[\s,:;]*(?P<days>\D.*)")
_PLAINLY = (
    (re.compile(r"[\u2010-\u2015\u2212~]"), "-"),
    (re.compile(r"\b([ap])\.?\s?m\b\.?"), r"\1m"),
    (re.compile(r"(\d)([ap])\b"), r"\1\2m"),
    (re.compile(r"\b(?:12 )?(?:noon|mediodia)\b"), "12 pm"),
    (re.compile(r"\b(?:de|por|in) (?:la|the) (?:manana|morning)\b"), "am"),
    (re.compile(r"\b(?:de|por|in) (?:la|the) (?:tarde|afternoon|evening)\b"), "pm"),
    (re.compile(r"\b(\d{1,2}[:.]\d\d) ?(?:h|hrs?|horas?)\b\.?"), r"\1"),
    (re.compile(r"\b(\d{1,2}) ?(?:hrs?|horas?)\b\.?"), r"\1 h"),
    (re.compile(r"\s+"), " "),
)
LONGEST = 120


class Schedule(NamedTuple):
    days: Days
    hours: Hours
    zone: str


@lru_cache(maxsize=10_000)
def schedules(said: str) -> tuple[Schedule, ...]:
    """Read the times in a schedule in English or Spanish; none of them unless all of it is understood."""
    if len(said) > LONGEST:
        return ()
    plain = _plain(said)
    whole = _time(plain, _DAYS_FIRST) or _time(plain, _HOURS_FIRST)
    return (whole,) if whole else _several(plain)


def _several(plain: str) -> tuple[Schedule, ...]:
    """Read times one after the other. A zone said of only some of them may be that of all, or not."""
    found: list[Schedule] = []
    start = 0
    for end in [*(mark.span() for mark in _NEXT.finditer(plain)), (len(plain), len(plain))]:
        if when := _time(plain[start : end[0]], _DAYS_FIRST):
            found.append(when)
            start = end[1]
    is_all = bool(found) and start == len(plain)
    return tuple(found) if is_all and len({when.zone for when in found}) == 1 else ()


def _time(plain: str, order: re.Pattern[str]) -> Schedule | None:
    found = order.fullmatch(plain)
    when = days(found["days"].strip(" ,:;")) if found else None
    at = hours(found) if found and when else None
    return Schedule(when, at, _ZONES.get(found["zone"] or "", "")) if found and when and at else None


def _plain(said: str) -> str:
    """Return it in small letters without accents, with one spelling for what has many."""
    text = "".join(
        letter for letter in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(letter)
    )
    for pattern, instead in _PLAINLY:
        text = pattern.sub(instead, text)
    return text.strip(" .;,")
