"""Says where a link goes, in words a reader can check before following it."""

import re

from django import template

from directory import outbound

register = template.Library()
register.filter("is_onion", outbound.is_onion)
register.filter("cautions", outbound.cautions)

_EXTENSION = re.compile(r"(?:ext\w*|x)\W*\d{1,7}\W*$")
_SPELLED = re.compile(r"1?\w{10}", re.ASCII)
# The letters on the keys of a telephone: 1-800-FLOWERS.
_KEYS = str.maketrans(
    {
        letter: str(key)
        for key, letters in enumerate(["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"], 2)
        for letter in letters
    }
)


@register.filter
def domain(url: object) -> str:
    """Return the host of a link without “www.”, or nothing if there is none to name."""
    return outbound.host(url).removeprefix("www.")


@register.filter
def tel(number: object) -> str:
    """Return the digits a phone dials; an extension is left for the caller to enter."""
    text = _EXTENSION.sub("", str(number).casefold()).strip()
    # Other letters are words beside a number, as nobody may write them any more.
    if _SPELLED.fullmatch("".join(filter(str.isalnum, text))):
        text = text.translate(_KEYS)
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return f"+{digits}" if text.startswith("+") else digits


@register.filter
def sms(number: object) -> str:
    """Return the digits a message goes to; none if there is an extension, which only a caller can enter."""
    return "" if _EXTENSION.search(str(number).casefold()) else tel(number)
