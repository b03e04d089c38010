"""Tells a telephone number from something else, without changing how it was written."""

import re
from functools import lru_cache

import phonenumbers
from django.utils.translation import gettext as _

from directory.dialling import is_spelled

FEWEST_DIGITS, MOST_DIGITS = 3, 15
# With fewer it is a short number. Outside North America those that are known may be in pieces, as 116 123; “253-555” has lost its end.
FEWEST_IN_PIECES = 7
_BARE = re.compile(r"\+?\d{7,15}")
# Most numbers in most sheets, which need no telephone book: ten digits of North America.
_TEN = re.compile(r"(?:\+1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]?([2-9]\d\d)[ .-]?(\d{4})")
_EXTENSION = re.compile(r"[\s,;(]{0,3}(?:ext(?:ensi[oó]n)?|x)[\s.:#]*\d{1,7}\)?$", re.IGNORECASE)
_BEGINNING = frozenset("+(0123456789")
# What is typed where nobody has a number.
_NOTHING_BUT_ZEROS = "0 +-()./"
_NORTH_AMERICA = ("US", "CA")
# Mexico has dialled its ten digits alone since August 2019; what stood before them still stands in many lists and leads nowhere.
_NO_LONGER_DIALLED = re.compile(r"\(?0(?:1|44|45)\)?[ .-]*(?=\D?[1-9])|(?<=\+52)[ .-]*1[ .-]*(?=\D?[1-9])")
_MEXICO, _TEN_DIGITS = "+52", 10
_PREFIX = 1


def fault(typed: str, country: str) -> str:
    """Say in a sentence what is wrong with a number as typed, or nothing if it can be one in `country`."""
    if not typed or _can_be_called(typed, country):
        return ""
    return _(
        "“%(typed)s” does not look like a telephone number. Give only the number, with its area code, "
        "and begin with + and the country’s code if it is abroad."
    ) % {"typed": typed}


def _can_be_called(typed: str, country: str) -> bool:
    if not typed.strip(_NOTHING_BUT_ZEROS):
        return False
    if _TEN.fullmatch(typed) and (country in _NORTH_AMERICA or typed.startswith("+1")):
        return True
    typed = typed.strip()
    alone = _EXTENSION.sub("", typed)
    if not _is_written_as_a_number(alone):
        return False
    return _is_possible(typed, country) if country or typed.startswith("+") else _may_be_one_somewhere(alone)


def _is_written_as_a_number(alone: str) -> bool:
    """Whether nothing but a number stands there: whoever reads numbers kindly finds one in “ask Bill 415-555-0144” too."""
    if alone[:1] not in _BEGINNING:
        return False
    return alone.upper() == alone.lower() or is_spelled(alone)


def _may_be_one_somewhere(alone: str) -> bool:
    count = sum(map(str.isalnum, alone))
    return FEWEST_IN_PIECES <= count <= MOST_DIGITS or (count >= FEWEST_DIGITS and alone.isdecimal())


def _is_possible(typed: str, country: str) -> bool:
    number = _parsed(typed, country)
    if number is None:
        return False
    if phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE:
        # What a program has rounded, +1 775-000-0000, has the right length too.
        return number.country_code != _PREFIX or bool(_TEN.fullmatch(str(number.national_number)))
    if typed.isdecimal():
        return phonenumbers.is_possible_short_number(number)
    return number.country_code != _PREFIX and phonenumbers.is_valid_short_number(number)


def as_now_dialled(written: str, country: str) -> str:
    """Leave out what is no longer dialled before a number of Mexico; any other stays as it is."""
    code = _MEXICO if written.startswith(_MEXICO) else ""
    found = _NO_LONGER_DIALLED.match(written, len(code)) if code or country == "MX" else None
    if found is None:
        return written
    left = written[found.end() :]
    if sum(map(str.isdecimal, _EXTENSION.sub("", left))) != _TEN_DIGITS:
        return written
    return f"{code}{left}" if left.isdecimal() else f"{code} {left}".strip()


def readable(digits: str, country: str) -> str:
    """Write bare digits as a number to call; what somebody wrote for people stays as they wrote it."""
    ten = _TEN.fullmatch(digits) if country in _NORTH_AMERICA and digits.isdecimal() else None
    if ten:
        return "+1 " + "-".join(ten.groups())
    is_bare = bool(_BARE.fullmatch(digits)) and bool(country or digits.startswith("+"))
    is_abroad = country not in ("", *_NORTH_AMERICA)
    number = _parsed(digits, country) if is_bare or is_abroad else None
    if number is None or not phonenumbers.is_possible_number(number):
        return digits
    if is_bare:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return f"+{digits}" if _lacks_its_sign(digits, number) else digits


def _lacks_its_sign(written: str, number: phonenumbers.PhoneNumber) -> bool:
    """Whether it begins with its country’s code as if that were dialled at home: in North America it is."""
    begun = f"{number.country_code}{number.national_number}"
    return (
        number.country_code != _PREFIX and written[:1].isdecimal() and "".join(filter(str.isdecimal, written)) == begun
    )


@lru_cache(maxsize=4)
def _parsed(typed: str, country: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        return None
