"""Opening a record: who may."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from curation import attention, conflicts
from curation.models import Submission
from curation.posted import LONGEST_NUMBER
from curation.review.taking import is_recused
from directory.models import Organization


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
        raise PermissionDenied(conflicts.CLOSED)
    if user.has_perm("curation.view_submission"):
        raise Http404
    raise PermissionDenied


def refuse_closed(listing: Organization, request: HttpRequest) -> None:
    """Refuse the pages on which a listing is worked on to whoever declared a conflict of interest about it."""
    user: Any = request.user
    if conflicts.is_closed(listing, user):
        raise PermissionDenied(conflicts.CLOSED)
