"""A cell as somebody left it, made into text that can be compared: and a word on what was changed where it matters."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from curation.sheets import words
from directory.cells import unshielded

# Without width, or only to turn the direction of letters.
_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_SPACES = re.compile(r"[^\S\n]+")
# What stands between two things in English, Spanish and French; in Spanish “y” is “e” and “o” is “u” before their own sound.
AND_OR = "(?:and|or|y|e|o|u|et|ou)"
_MARKS = frozenset('“”„«»"')
_AROUND = re.compile(r"^[“”„«»\"](.*)[“”„«»\"]$", re.DOTALL)
_SCIENTIFIC = re.compile(r"([+-]?)(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_WHOLE = re.compile(r"(\d+)[.,]0{1,2}")
MOST_DIGITS = 6
# Spreadsheet programs count days from here.
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_HOUR = re.compile(r"(?<=\d)[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_DAY_FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_CENTURY, _THIS_CENTURY = 100, 2000
_MONTH_FORMATS = ("%B %Y", "%b %Y", "%Y-%m", "%m/%Y", "%Y")


def tidy(text: str) -> str:
    """Return what a cell says: no stray spaces, no quotation marks around all of it, nothing where it says “N/A”."""
    text = unshielded(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    # Any gap but a space is a letter that cannot be printed.
    if not text.isprintable() or "  " in text:
        text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines())
    text = text.strip()
    inside = _AROUND.match(text) if text[:1] in _MARKS else None
    if inside and _MARKS.isdisjoint(inside[1]):
        text = inside[1].strip()
    return "" if words.says_nothing(text) else text


def one_line(text: str) -> str:
    return " ".join(text.split())


def plain_number(text: str) -> str | None:
    """Write out a number that a program shortened. None if it may have dropped digits; other text stays as it is."""
    if text.isdecimal():
        return text
    short = _SCIENTIFIC.fullmatch(text.replace(" ", ""))
    if short:
        sign, whole, decimals, power = short[1], short[2], short[3] or "", int(short[4])
        digits = whole + decimals
        return f"{sign}{digits}" if len(decimals) == power else None
    is_whole = _WHOLE.fullmatch(text)
    return is_whole[1] if is_whole else text


def decimal(text: str) -> Decimal | None:
    """Read a coordinate, with a point or a comma; None if it is not a number."""
    try:
        number = Decimal(text.replace("−", "-").replace(",", ".").rstrip("°NEne ").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() < MOST_DIGITS else None


def day(text: str) -> date | None:
    """Read a day; None where it is not clear which, as in 3/4/2026. A month alone is its first day."""
    text = _HOUR.sub("", one_line(text))
    if text.isdecimal() and len(text) == len("45000") and int(text) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(text))
    for pattern in (*_DAY_FORMATS, *_MONTH_FORMATS):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 (a day has no hour)
        except ValueError:
            continue
    return _slashed(text)


def _slashed(text: str) -> date | None:
    """Read 25/12/2026 or 12/25/26, where only one reading is a day."""
    parts = _SLASHED.fullmatch(text)
    if not parts:
        return None
    one, two, year = int(parts[1]), int(parts[3]), int(parts[4])
    readings = {(year, one, two), (year, two, one)}
    if year < _CENTURY:
        readings = {(_THIS_CENTURY + year, month, day) for _year, month, day in readings}
        if parts[2] == "-":
            # As in 26-03-13, which begins with its year.
            readings.add((_THIS_CENTURY + one, two, year))
    possible = [found for found in map(_real_day, readings) if found]
    return possible[0] if len(possible) == 1 else None


def _real_day(reading: tuple[int, int, int]) -> date | None:
    try:
        return date(*reading)
    except ValueError:
        return None
