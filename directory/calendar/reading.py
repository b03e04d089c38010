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

# As people name them; the names of the standard and of summer time are used alike.
ZONES = {
    "America/New_York": "et est edt eastern", "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mdt mountain", "America/Los_Angeles": "pt pst pdt pacific", "UTC": "utc gmt",
}  # fmt: skip
_ZONES = {name: zone for zone, names in ZONES.items() for name in names.split()}
_ZONE = rf"(?:\s*[,(]?\s*(?P<zone>{'|'.join(_ZONES)})(?:\s+time)?\)?)?"
_DAYS_FIRST = re.compile(rf"(?P<days>.+?)[\s,:;(]*(?<!\d){PATTERN}\)?{_ZONE}")
_HOURS_FIRST = re.compile(rf"{PATTERN}{_ZONE}[\s,:;]*(?P<days>\D.*)")
_PLAINLY = (
    (re.compile(r"[\u2010-\u2015\u2212~]"), "-"),
    (re.compile(r"\b([ap])\.?\s?m\b\.?"), r"\1m"),
    (re.compile(r"(\d)([ap])\b"), r"\1\2m"),
    (re.compile(r"\b(?:12 )?(?:noon|mediodia)\b"), "12 pm"),
    (re.compile(r"\b(?:de|por|in) (?:la|the) (?:manana|morning)\b"), "am"),
    (re.compile(r"\b(?:de|por|in) (?:la|the) (?:tarde|afternoon|evening)\b"), "pm"),
    (re.compile(r"\b(\d{1,2}(?::\d\d)?) ?(?:hrs?|horas?)\b"), r"\1 h"),
    (re.compile(r"\s+"), " "),
)
LONGEST = 120


class Schedule(NamedTuple):
    days: Days
    hours: Hours
    zone: str


@lru_cache(maxsize=10_000)
def schedule(said: str) -> Schedule | None:
    """Read a schedule in English or Spanish; None unless all of it is understood."""
    if len(said) > LONGEST:
        return None
    plain = _plain(said)
    for pattern in (_DAYS_FIRST, _HOURS_FIRST):
        found = pattern.fullmatch(plain)
        when = days(found["days"].strip(" ,:;")) if found else None
        at = hours(found) if found and when else None
        if found and when and at:
            return Schedule(when, at, _ZONES.get(found["zone"] or "", ""))
    return None


def _plain(said: str) -> str:
    """Return it in small letters without accents, with one spelling for what has many."""
    text = "".join(
        letter for letter in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(letter)
    )
    for pattern, instead in _PLAINLY:
        text = pattern.sub(instead, text)
    return text.strip(" .;,")
