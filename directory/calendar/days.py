"""Reads the days out of words: “Tuesdays”, “Mon & Wed”, “every first Sunday”, “los martes”, “December 5, 2026”."""

import re
from datetime import date
from typing import NamedTuple

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = {
    "MO": "mon monday lun lunes", "TU": "tue tues tuesday mar martes", "WE": "wed weds wednesday mie miercoles",
    "TH": "thu thur thurs thursday jue jueves", "FR": "fri friday vie viernes", "SA": "sat saturday sab sabado",
    "SU": "sun sunday dom domingo",
}  # fmt: skip
_SEVERAL = {
    **{f"{name}s": code for code, names in _NAMES.items() for name in names.split() if len(name) > len("Thurs")},
    "mondays": "MO", "sundays": "SU", "fridays": "FR", "sabados": "SA",
}  # fmt: skip
DAYS = {name: code for code, names in _NAMES.items() for name in names.split()}
_COUNTED = {
    1: "first 1st primer primero primeros", 2: "second 2nd segundo segundos", 3: "third 3rd tercer tercero terceros",
    4: "fourth 4th cuarto cuartos", -1: "last ultimo ultimos",
}  # fmt: skip
COUNTED = {word: number for number, words in _COUNTED.items() for word in words.split()}
_AND, _TO = frozenset(["&", "+", "and", "y", "e", ",", "/"]), frozenset(["-", "to", "through", "thru", "a"])
_OFTEN = frozenset(["every", "each", "cada", "todos", "los", "weekly", "semanal", "semanalmente", "week", "semana"])
_EVERY = frozenset(["every", "each", "cada"])
_MONTHLY = frozenset(["monthly", "month", "mes", "mensual"])
_FILLING = frozenset(["on", "the", "of", "el", "del", "de", "al"])
_WHOLE = (
    (re.compile(r"\b(?:every day|daily|todos los dias|diariamente)\b"), "every mon - sun"),
    (re.compile(r"\b(?:every )?weekdays?\b|\bentre semana\b"), "every mon - fri"),
    # Days by one letter, only where it can be no other.
    (re.compile(r"\bl ?(?:-|a) ?v\b"), "mon - fri"),
    (re.compile(r"\bl ?(?:-|a) ?s\b"), "mon - sat"),
    (re.compile(r"\bl ?(?:-|a) ?d\b"), "mon - sun"),
    (re.compile(r"\b(?:every )?weekends?\b|\bfines de semana\b"), "every sat & sun"),
)
_WORD = re.compile(r"\w+|[^\w\s]")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january enero", "feb february febrero", "mar march marzo", "apr april abril", "may mayo", "jun june junio",
            "jul july julio", "aug august agosto", "sep sept september septiembre", "oct october octubre",
            "nov november noviembre", "dec december diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATES = (
    re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:de )?(?P<name>[a-z]+),? (?:de )?(?P<year>20\d\d)"),
    re.compile(r"(?P<name>[a-z]+) (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>20\d\d)"),
)


class Days(NamedTuple):
    """`freq` and `byday` as in iCalendar and HSDS: WEEKLY on TU, MONTHLY on 1SU; for one day only, `on`.

    `is_standing`: the words say that it happens again and again.
    """

    freq: str
    byday: tuple[str, ...]
    on: date | None
    is_standing: bool


def days(said: str) -> Days | None:
    """Read words that were folded to small letters; None as soon as one of them is not understood."""
    return _one_day(said) or _again_and_again(said)


def _one_day(said: str) -> Days | None:
    weekday, _comma, rest = (
        said.partition(" ") if said.split(" ", maxsplit=1)[0].rstrip(",") in DAYS else ("", "", said)
    )
    for pattern in _DATES:
        if found := pattern.fullmatch(rest.strip()):
            told = found.groupdict()
            try:
                on = date(int(told["year"]), int(told.get("month") or MONTHS[told["name"]]), int(told["day"]))
            except (KeyError, ValueError):
                return None
            is_that_day = not weekday or DAYS[weekday.rstrip(",")] == CODES[on.weekday()]
            return Days("", (), on, is_standing=False) if is_that_day else None
    return None


def _again_and_again(said: str) -> Days | None:
    for pattern, instead in _WHOLE:
        said = pattern.sub(instead, said)
    words = [word for word in _WORD.findall(said) if word not in _FILLING]
    is_monthly = any(word in _MONTHLY for word in words)
    is_standing = is_monthly or any(word in _OFTEN or word in _SEVERAL or word in COUNTED for word in words)
    read = _read([word for word in words if word not in _OFTEN | _MONTHLY])
    if not read or (is_monthly and not all(number for number, _code in read)):
        return None
    if any(number for number, _code in read):
        if _may_be_every_other(words, {number for number, _code in read}):
            return None
        byday = tuple(dict.fromkeys(f"{number}{code}" for number, code in read))
        return Days("MONTHLY", byday, None, is_standing) if all(number for number, _code in read) else None
    found = {code for _number, code in read}
    return Days("WEEKLY", tuple(code for code in CODES if code in found), None, is_standing)


def _may_be_every_other(words: list[str], numbers: set[int]) -> bool:
    """“Every second Tuesday” is one in two weeks to some, and one in a month to others."""
    says_month = any(word in _MONTHLY for word in words)
    return not says_month and not _EVERY.isdisjoint(words) and len(numbers) == 1 and not numbers & {1, -1}


def _read(words: list[str]) -> list[tuple[int, str]]:
    """Return (which of the month or 0, day) for each day; nothing if the words do not stand as they should."""
    found: list[tuple[int, str]] = []
    counted: list[int] = []
    before, starts = "", False
    for word in words:
        code = DAYS.get(word) or _SEVERAL.get(word)
        if word in COUNTED and before in ("", "&"):
            counted.append(COUNTED[word])
            starts = True
        elif code and before == "-":
            if counted or not found or found[-1][0]:
                return []
            found += [(0, between) for between in _between(found[-1][1], code)]
        elif code and (before in COUNTED or (not starts and before in ("", "&"))):
            found += [(number, code) for number in counted or [0]]
            counted, starts = [], False
        elif word not in _AND | _TO or before in ("&", "-") or not (found or counted):
            return []
        before = "-" if word in _TO else "&" if word in _AND else word if not code else "day"
    return [] if counted or before in ("&", "-") else found


def _between(first: str, last: str) -> list[str]:
    start, end = CODES.index(first), CODES.index(last)
    return [CODES[at % len(CODES)] for at in range(start + 1, (end if end > start else end + len(CODES)) + 1)]
