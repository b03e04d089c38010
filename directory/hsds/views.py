"""The addresses of the HSDS: one function for every collection, one for every record."""

from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.hsds import openapi, paging, state
from directory.hsds.dictionary import Made
from directory.hsds.doors import count, open_to_partners
from directory.hsds.questions import Question, read, the_id
from directory.hsds.resources import RESOURCES, Found, Resource
from directory.hsds.state import State
from directory.hsds.taxonomies import Vocabulary
from directory.hsds.writing import Writing
from directory.pieces import in_this_language

HSDS_VERSION = "3.2"
JSON, LINES = "application/json", "application/x-ndjson"


@open_to_partners
def root(request: HttpRequest) -> HttpResponseBase:
    read(request.GET, ())
    count(request)
    return state.answered(request, state.present(), lambda: _json(_about(request)))


@open_to_partners
def description(request: HttpRequest) -> HttpResponseBase:
    read(request.GET, ())
    count(request)
    site = address(request)
    return state.answered(request, state.present(), lambda: _json(openapi.document(site, HSDS_VERSION)))


@open_to_partners
def collection(request: HttpRequest, name: str) -> HttpResponseBase:
    resource = _resource(name)
    asked = read(request.GET, resource.asks)
    count(request, everything=asked.wants_all)
    present = state.present()

    def answer() -> HttpResponseBase:
        found = resource.find(asked, writing(request, present))
        if asked.wants_all:
            return streamed(paging.lines(found.all()), LINES)
        return streamed(paging.page(found, asked), JSON) if asked.get("minimal") else _paged(found, asked)

    return state.answered(request, present, answer)


@open_to_partners
def record(request: HttpRequest, name: str, identifier: str) -> HttpResponseBase:
    resource = _resource(name)
    asked = read(request.GET, resource.asks_of_one)
    count(request)
    present = state.present()
    wanted = the_id(identifier)
    found = resource.one(wanted, asked, writing(request, present)) if wanted else None
    if found is None:
        raise Http404
    return state.answered(request, present, lambda: _json(found))


@open_to_partners
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    raise Http404


def address(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def writing(request: HttpRequest, present: State) -> Writing:
    site = address(request)
    return Writing(site, Vocabulary(site + reverse("hsds_profile")), present.words_changed_at)


def _resource(name: str) -> Resource:
    if name not in RESOURCES:
        raise Http404
    return RESOURCES[name]


def _about(request: HttpRequest) -> Made:
    site = address(request)
    publisher = {"name": settings.SITE_NAME, "website": f"{site}/"}
    if settings.OPEN_DATA_EMAIL:
        publisher["email"] = settings.OPEN_DATA_EMAIL
    return {
        "version": HSDS_VERSION,
        "profile": site + reverse("hsds_profile"),
        "openapi_url": site + reverse("hsds_openapi"),
        "description": _("Organizations that this directory lists. License: %(name)s (%(url)s).")
        % dict(zip(("name", "url"), settings.OPEN_DATA_LICENSE, strict=True)),
        "data_guide": site + reverse("open_data"),
        "publisher": publisher,
    }


def _json(told: Made) -> HttpResponse:
    return HttpResponse(paging.text(told), content_type=JSON)


def _paged(found: Found, asked: Question) -> HttpResponse:
    return HttpResponse(b"".join(paging.page(found, asked)), content_type=JSON)


def streamed(pieces: Iterable[bytes], kind: str) -> HttpResponseBase:
    return StreamingHttpResponse(in_this_language(pieces), content_type=kind)
