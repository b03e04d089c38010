"""What a page sends back: which version it showed, the number of a record, and which of its buttons was pressed."""

from collections.abc import Mapping
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from curation.review.errors import ReviewError

# More digits than any record has, and fewer than Python or a database chokes on.
LONGEST_NUMBER = 15
Act = TypeVar("Act")


def seen(request: HttpRequest) -> int:
    """Return the version the page was made from; a page that does not say counts as out of date."""
    return number(request.POST.get("seen", ""))


def number(typed: str) -> int:
    """Return the number of a record as it came in an address or a form; 0, which no record has, if it is none."""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0


def pressed(acts: Mapping[str, Act], name: str) -> Act:
    """Return what the button called `name` does. Raises `ReviewError` if the page has no such button."""
    act = acts.get(name)
    if act is None:
        raise ReviewError(_("Nothing was pressed that this page knows. Try again."))
    return act
