"""What a letter of ours looks like on a page of this site."""

import re

from django import template
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import format_html, format_html_join

register = template.Library()

SPACE = re.compile(r"(\s+)")
# What may follow an address in a sentence.
AFTER = ".,;:!?)”»"


@register.filter
def linked(text: str) -> str:
    """Make a link of each page of this site that `text` names, with or without the name of the site; all else is text."""
    return format_html_join("", "{}{}", (_linked(word) for word in SPACE.split(text)))


def _linked(word: str) -> tuple[str, str]:
    address = word.rstrip(AFTER)
    # Within the site, so that it is opened where it is read: on its onion address, too.
    path = address.removeprefix(settings.SITE_URL)
    shown = format_html('<a href="{}">{}</a>', path, address) if _is_ours(path.partition("#")[0]) else address
    return shown, word[len(address) :]


def _is_ours(path: str) -> bool:
    if not path.startswith("/"):
        return False
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True
