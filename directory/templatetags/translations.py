"""A listing's texts as the reader of the page gets them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from directory.models import Organization
from directory.translations import direction, foreign, said, tongue, written_in

# Languages that write the names of languages with a capital.
CAPITALIZING = frozenset({"en", "de"})

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


@register.simple_tag
def as_written(text: str) -> SafeString:
    """Mark an element whose text nobody translates, if it is in another language than the page; begin it within the tag."""
    return in_tongue(foreign(written_in(text)) if text else "")


@register.simple_tag
def in_tongue(language: str) -> SafeString:
    """Mark an element whose text is in that language, if it is another than that of the page; begin it within the tag."""
    return format_html(' lang="{}" dir="{}"', language, direction(language)) if language else SafeString()


@register.simple_tag
def in_other_languages(reasons: Iterable[Mapping[str, Any]]) -> str:
    """Name the languages, but for that of the page, of what reviewers wrote and what their evidence is called."""
    told = (text for reason in reasons for text in (reason["summary"], *(item["label"] for item in reason["evidence"])))
    return ", ".join(
        language_name(code) for code in dict.fromkeys(foreign(written_in(text)) for text in told if text) if code
    )


@register.filter
def language_name(code: str) -> str:
    """Name a language as it is written within a sentence: most languages begin it with a small letter, as Django does not."""
    name = str(get_language_info(code)["name_translated"])
    return name if get_language() in CAPITALIZING else name[:1].lower() + name[1:]
