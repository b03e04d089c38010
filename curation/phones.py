"""Tells a telephone number from something else, without changing how it was written."""

import phonenumbers
from django.utils.translation import gettext as _

FEWEST_DIGITS, MOST_DIGITS = 3, 15


def fault(typed: str, country: str) -> str:
    """Say in a sentence what is wrong with a number as typed, or nothing if it can be one in `country`."""
    if not typed or _can_be_called(typed, country):
        return ""
    return _(
        "“%(typed)s” does not look like a telephone number. Give only the number, with its area code, "
        "and begin with + and the country’s code if it is abroad."
    ) % {"typed": typed}


def _can_be_called(typed: str, country: str) -> bool:
    digits = sum(character.isdigit() for character in typed)
    if not country and not typed.lstrip().startswith("+"):
        is_short_of_words = sum(character.isalpha() for character in typed) <= digits
        return FEWEST_DIGITS <= digits <= MOST_DIGITS and is_short_of_words
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number) or phonenumbers.is_possible_short_number(number)
