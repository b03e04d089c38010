"""Booklets for visitors: of a question, or of their own list. Bounded, as setting pages takes a processor for seconds."""

from http import HTTPStatus
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.booklet import PAPERS, booklet, usual_paper
from directory.models import OrganizationQuerySet
from directory.question import Link, asking, path

KIND, TYPE = "pdf", "application/pdf"
MOST = 500
# One at a time in each process: more would only make everybody wait, the readers of pages too.
_turn = BoundedSemaphore(1)
SECONDS_TO_WAIT = 10


def links(asked: str, total: int) -> list[Link]:
    if total > MOST:
        return []
    return [Link(_("Booklet (PDF)"), asking(path("organization_download", KIND), asked))]


def download(request: HttpRequest, listings: OrganizationQuerySet, name: str, *, about: str = "") -> HttpResponse:
    total = listings.count()
    if total > MOST:
        return _sorry(request, HTTPStatus.BAD_REQUEST, total)
    if not _turn.acquire(timeout=SECONDS_TO_WAIT):
        return _sorry(request, HTTPStatus.SERVICE_UNAVAILABLE, total)
    try:
        asked = request.GET.get("paper", "")
        paper = PAPERS[asked if asked in PAPERS else usual_paper(listings.values_list("country", flat=True))]
        content = booklet(listings, paper, timezone.localdate(), about=about)
    finally:
        _turn.release()
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{KIND}"'
    return response


def _sorry(request: HttpRequest, status: HTTPStatus, total: int) -> HttpResponse:
    context = {"total": total, "most": MOST, "is_busy": status == HTTPStatus.SERVICE_UNAVAILABLE}
    return render(request, "directory/no_booklet.html", context, status=status)
