"""What a telephone dials of a number as it is written."""

import re

_EXTENSION = re.compile(r"(?:ext\w*|x)\W*\d{1,7}\W*$")
_SPELLED = re.compile(r"1?\w{10}", re.ASCII)
# “+44 (0)20”: the zero is dialled only without what stands before it. In Italy it belongs to the number.
_ZERO_AT_HOME = re.compile(r"(\+(?!\W*39)\W*\d{1,3}\W*)\(\s*0\s*\)")
# The letters on the keys of a telephone.
_KEYS = str.maketrans(
    {
        letter: str(key)
        for key, letters in enumerate(["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"], 2)
        for letter in letters
    }
)


def is_spelled(number: str) -> bool:
    """Whether letters may stand for digits: in numbers of ten, behind a 1 or not, as in 1-800-FLOWERS."""
    return _SPELLED.fullmatch("".join(filter(str.isalnum, number))) is not None


def without_zero_at_home(number: str) -> str:
    """Leave the zero in brackets out of a number that begins with its country, as nobody dials both."""
    return _ZERO_AT_HOME.sub(r"\1", number)


def tel(number: object) -> str:
    """Return the digits a phone dials; an extension is left for the caller to enter."""
    text = without_zero_at_home(_EXTENSION.sub("", str(number).casefold()).strip())
    # Other letters are words beside a number, as nobody may write them any more.
    if is_spelled(text):
        text = text.translate(_KEYS)
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return f"+{digits}" if text.startswith("+") else digits


def sms(number: object) -> str:
    """Return the digits a message goes to; none if there is an extension, which only a caller can enter."""
    return "" if _EXTENSION.search(str(number).casefold()) else tel(number)
