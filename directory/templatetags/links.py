"""Says where a link goes, in words a reader can check before following it."""

from django import template

from directory import outbound

register = template.Library()
register.filter("is_onion", outbound.is_onion)
register.filter("cautions", outbound.cautions)


@register.filter
def domain(url: object) -> str:
    """Return the host of a link without “www.”, or nothing if there is none to name."""
    return outbound.host(url).removeprefix("www.")


@register.filter
def tel(number: object) -> str:
    """Return the digits a phone dials; an extension is left for the caller to enter."""
    text = str(number).casefold().partition("ext")[0].partition("x")[0].strip()
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return f"+{digits}" if text.startswith("+") else digits


@register.filter
def sms(number: object) -> str:
    """Return the digits a message goes to; none if there is an extension, which only a caller can enter."""
    return "" if "x" in str(number).casefold() else tel(number)
