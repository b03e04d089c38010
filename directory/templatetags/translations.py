"""A listing's texts as the reader of the page gets them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

from directory.models import Organization
from directory.translations import said, tongue

register = template.Library()
register.filter("tongue", lambda text, organization: tongue(organization, text))


@register.filter("said")
def in_their_words(text: str, organization: Organization) -> str:
    return said(organization, text)


@register.filter
def in_line(text: str, organization: Organization) -> SafeString:
    """Write a text that is part of a line, marked if it is in another language than the page."""
    language = tongue(organization, text)
    if language:
        return format_html('<span lang="{}">{}</span>', language, text)
    return format_html("{}", said(organization, text))


@register.filter
def language_name(code: str) -> str:
    return str(get_language_info(code)["name_translated"])
