"""Opening a record: who may, which version the page showed, and which of its buttons was pressed."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from curation import attention, vetting
from curation.models import Submission
from curation.review.errors import ReviewError
from curation.review.taking import is_recused
from directory.models import Organization

# More digits than any record has, and fewer than Python or a database chokes on.
LONGEST_NUMBER = 15
Act = TypeVar("Act")


def open_or_refuse(request: HttpRequest, object_id: str) -> Submission:
    """Return the submission. What a conflict of interest has closed is refused; anything else hidden is not there."""
    user: Any = request.user
    if not object_id.isdecimal() or len(object_id) > LONGEST_NUMBER:
        raise Http404
    submission = attention.visible_to(user).filter(pk=object_id).first()
    if submission is not None:
        return submission
    closed = Submission.objects.filter(pk=object_id).first()
    if closed is not None and is_recused(closed, user):
        raise PermissionDenied(vetting.CLOSED)
    if user.has_perm("curation.view_submission"):
        raise Http404
    raise PermissionDenied


def refuse_closed(listing: Organization, request: HttpRequest) -> None:
    """Refuse the pages on which a listing is worked on to whoever declared a conflict of interest about it."""
    user: Any = request.user
    if vetting.is_closed(listing, user):
        raise PermissionDenied(vetting.CLOSED)


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
