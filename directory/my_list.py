"""The page and the files of a visitor's own list."""

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from directory import booklet_download, exports, kept, page_facts, plain_text
from directory.choices import Answer
from directory.kept import Kept
from directory.languages import others
from directory.markup import downloads
from directory.models import Organization
from directory.question import Link

Response = TypeVar("Response", bound=HttpResponseBase)
NAME = "my-list"
FACTS = ("languages", "reach", "service_areas", "populations", "leadership")
FILES = {"txt": _("Plain text"), "pdf": _("Booklet (PDF)")} | exports.KINDS


@require_safe
def my_list(request: HttpRequest) -> HttpResponse:
    chosen = kept.read(request.GET, kept.GROUP)
    context = {
        "chosen": chosen,
        "today": timezone.localdate(),
        "entries": [_entry(organization, chosen) for organization in chosen.listings().for_page()],
        "most": kept.MOST,
        "other_languages": others(request, {kept.GROUP: chosen.slugs}),
        "more_url": kept.carrying(reverse("organization_list"), chosen.slugs),
        "downloads": downloads(Link(str(label), kept.url(chosen.slugs, kind)) for kind, label in FILES.items()),
    }
    return _unindexed(render(request, "directory/my_list.html", context))


@require_safe
def my_list_download(request: HttpRequest, kind: str) -> HttpResponseBase:
    if kind not in FILES:
        raise Http404
    listings = kept.read(request.GET, kept.GROUP).listings()
    if kind == "txt":
        return _unindexed(plain_text.download(listings, NAME))
    if kind == booklet_download.KIND:
        return _unindexed(booklet_download.download(request, listings, NAME))
    return _unindexed(exports.download(listings, kind, NAME))


def _entry(organization: Organization, chosen: Kept) -> dict[str, Any]:
    policies = page_facts.policies(organization)
    return {
        "organization": organization,
        "url": kept.carrying(organization.get_absolute_url(), chosen.slugs),
        "unreached": page_facts.unreached(organization),
        "ways": page_facts.ways(organization),
        "known": [policy for policy in policies if policy["answer"] != Answer.UNKNOWN],
        "unknown": [policy["question"] for policy in policies if policy["answer"] == Answer.UNKNOWN],
        "facts": page_facts.told(organization, *FACTS),
        "without_url": kept.url(chosen.without(organization.slug)),
    }


def _unindexed(response: Response) -> Response:
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response
