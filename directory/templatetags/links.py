"""Says where a link goes, in words a reader can check before following it."""

from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def domain(url: object) -> str:
    """Return the host of a link without “www.”, or nothing if there is none to name."""
    try:
        host = urlsplit(str(url)).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


@register.filter
def tel(number: object) -> str:
    """Return the digits a phone dials; an extension is left for the caller to enter."""
    text = str(number).casefold().partition("ext")[0].partition("x")[0].strip()
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return f"+{digits}" if text.startswith("+") else digits
