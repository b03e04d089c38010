"""Small words for the desk's pages."""

from typing import Any

from django import template
from django.contrib import messages

from curation import attention, spam
from curation.models import Grade

register = template.Library()


@register.filter
def grade_name(value: str) -> str:
    return str(Grade(value).label)


@register.filter
def around(note: Any) -> tuple[str, str, str]:
    """Split a note's sentence into what stands before, the words themselves, and what follows."""
    return note.sentence.partition(note.matched)


@register.filter
def signs_told(found: list[str]) -> list[str]:
    """Say in sentences why something may be spam."""
    return spam.told(found)


@register.filter
def is_open_to(record: Any, user: Any) -> bool:
    """Whether no conflict of interest closes a record to whoever reads the page."""
    return attention.may_read(record, user)


@register.filter
def tell_a_fault(told: Any) -> bool:
    """Whether one of the messages on a page says that something went wrong."""
    return any(message.level >= messages.ERROR for message in told or ())


@register.filter
def because(desk: Any, box: str) -> str:
    """Return what was typed beside a note, when the page comes back."""
    return str(desk.because(f"because-{box}"))
