"""Reads the time of day out of words: “6–8 pm”, “18:00 to 20:00”, “de 7 a 9 de la tarde”. What could be two times is none."""

import re
from datetime import time
from typing import NamedTuple

NOON, HOURS, MINUTES = 12, 24, 60
_ONE = r"(?P<hour{0}>\d{{1,2}})(?:[:.h](?P<minute{0}>\d\d)|(?P<h{0}>\s?h))?\s?(?P<half{0}>[ap]m)?"
_BETWEEN = r"\s*(?:-|to|until|till|til|a|hasta)\s*(?:las?\s+)?"
PATTERN = (
    r"(?:(?:\b(?:at|from|between|a|de|desde)\b|@)\s*(?:las?\s+)?)?"
    rf"{_ONE.format('_from')}(?:{_BETWEEN}{_ONE.format('_to')})?"
)


class Hours(NamedTuple):
    """`closes` is None where no end is said; an end before the start is on the next day."""

    opens: time
    closes: time | None

    @property
    def is_overnight(self) -> bool:
        return self.closes is not None and self.closes <= self.opens


def hours(found: re.Match[str]) -> Hours | None:
    """Return what `PATTERN` found, or None if it could mean two times of the day."""
    start, end = _parts(found, "from"), _parts(found, "to")
    if end is None:
        return _certain([start]) if start else None
    return _certain([start, end]) if start else None


class _Part(NamedTuple):
    hour: int
    minute: int
    half: str
    is_written_out: bool
    is_padded: bool
    is_of_24: bool


def _parts(found: re.Match[str], name: str) -> _Part | None:
    hour, minute = found[f"hour_{name}"], found[f"minute_{name}"]
    if hour is None:
        return None
    is_of_24 = found[f"h_{name}"] is not None
    is_written_out = minute is not None or is_of_24
    half = found[f"half_{name}"] or ""
    return _Part(int(hour), int(minute or 0), half, is_written_out, hour.startswith("0"), is_of_24)


def _certain(parts: list[_Part]) -> Hours | None:
    if any(part.minute >= MINUTES or part.hour * MINUTES + part.minute > HOURS * MINUTES for part in parts):
        return None
    told = _in_halves(parts) if any(part.half for part in parts) else _of_the_day(parts)
    if not told or (len(told) > 1 and told[0] == told[1]):
        return None
    return Hours(told[0], told[1] if len(told) > 1 else None)


def _in_halves(parts: list[_Part]) -> list[time]:
    """Read “6-8 pm”: the half of the day that is said once is that of both, unless the first would then come later."""
    if any(not 1 <= part.hour <= NOON for part in parts) or not parts[-1].half:
        return []
    last = parts[-1]
    told = [_time(part, part.half or last.half) for part in parts]
    if not parts[0].half and told[0] >= told[-1]:
        told[0] = _time(parts[0], {"am": "pm", "pm": "am"}[last.half])
    return told


def _time(part: _Part, half: str) -> time:
    return time(part.hour % NOON + (NOON if half == "pm" else 0), part.minute)


def _of_the_day(parts: list[_Part]) -> list[time]:
    """Read “18:00” and “10 a 17 h”. “7:00” may be in the morning or in the evening, and “7” may be anything."""
    is_certain = any(part.hour > NOON or part.is_padded for part in parts) or parts[0].hour == NOON
    is_said = parts[-1].is_of_24 or all(part.is_written_out for part in parts)
    if not is_certain or not is_said:
        return []
    told = [time(part.hour % HOURS, part.minute) for part in parts]
    # “14:00–2:00” is more likely half written in another way than a night.
    runs_back = len(told) > 1 and told[1] < told[0] and parts[1].hour not in (0, HOURS) and not parts[1].is_padded
    return [] if runs_back else told
