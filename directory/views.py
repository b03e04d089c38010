"""The public pages. Each asks the directory one question and shows the answer; none knows who is asking."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from directory import (
    booklet_download,
    exports,
    facets,
    frames,
    index,
    kept,
    list_page,
    maps,
    markup,
    one,
    page_facts,
    question,
)
from directory.actions import ACTIONS
from directory.answers import Answer, Results
from directory.calendar.occasions import occasions
from directory.choices import Way
from directory.editions import page_of, page_of_answer, page_of_edition
from directory.elsewhere import linked_data
from directory.elsewhere.asked import file_of_answer, understood
from directory.filters import OrganizationFilter
from directory.hsds import state
from directory.hsds.doors import cost, count
from directory.languages import others, others_in_quiet
from directory.markup import Steps
from directory.models import FocusArea, Organization
from directory.translations import left_as_written

SHOWN_WITH_AN_ACTION = 5
# Search engines read that page: of so many, those are named that do not mind.
LOOKED_AT_FOR_AN_ACTION = 50
AT_A_GLANCE = (
    "kind", "leadership", "place", "public_address", "reach", "service_areas", "languages", "populations",
)  # fmt: skip
LEADS_IN = ("focus", "level", "connect", "country", "region")


@require_safe
@page_of_edition
def home(request: HttpRequest) -> HttpResponse:
    answer = _answer(QueryDict())
    found = {facet.name: facet.choices for facet in facets.facets(answer, LEADS_IN)}
    areas = {area.slug: area for area in FocusArea.objects.all()}
    levels = [
        _linked(level, "level")
        | {
            "choices": [
                _linked(choice, "focus") | {"driver": areas[choice.value].said("driver")}
                for choice in found.get("focus", [])
                if areas[choice.value].level == level.value
            ],
        }
        for level in found["level"]
    ]
    ways = [_linked(choice, "connect") for choice in found.get("connect", []) if choice.count]
    # Whoever needs somebody to speak to now finds that first.
    ways.sort(key=lambda way: way["value"] != Way.PEER_LINE)
    places = [_linked(choice, "country") for choice in found.get("country", [])]
    regions = [_linked(choice, "region") for choice in found.get("region", [])]
    context = {"levels": levels, "ways": ways, "places": places, "regions": regions, "total": len(answer.found)}
    return render(request, "directory/home.html", context)


@require_safe
@page_of_answer
def organization_list(request: HttpRequest) -> HttpResponse:
    return _list_page(request, request.GET)


# Nothing is changed by it, and a token against forgery would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def quiet_search(request: HttpRequest) -> HttpResponse:
    """Answer the same questions by POST, so that no word and no choice is left in an address."""
    asked = QueryDict(request.POST["ask"]) if "ask" in request.POST else request.POST
    return _list_page(request, asked, is_quiet=True)


def _list_page(request: HttpRequest, data: QueryDict, *, is_quiet: bool = False) -> HttpResponse:
    answer, keeping = _answer(data), kept.read(data, kept.KEEP).slugs
    words = list_page.words(answer, data, keeping, is_quiet=is_quiet)
    listed = {kept.KEEP: keeping}
    words["other_languages"] = others_in_quiet(request, data, listed) if is_quiet else others(request, listed)
    status = HTTPStatus.OK if answer.asked.is_valid() else HTTPStatus.BAD_REQUEST
    return frames.fill(request, "directory/organization_list.html", words, status)


@require_safe
@page_of_answer
def region_map(request: HttpRequest, name: str) -> HttpResponse:
    if name not in maps.MAPS:
        raise Http404
    answer = _answer(request.GET)
    if not answer.asked.is_valid():
        return redirect(question.list_url(request.GET))
    steps, asked, regions = Steps(), question.query(answer.data), maps.regions(answer, name)
    of_each = (
        question.Link(str(title), question.map_url(asked, other), is_current=other == name)
        for other, (title, _part, _prefix) in maps.MAPS.items()
    )
    words = {
        "title": str(maps.MAPS[name][0]),
        "maps": steps.orders(of_each),
        "shapes": markup.shapes(regions),
        "in_words": markup.in_words(regions),
        "view_box": maps.view_box(name),
        "chips": markup.lines(steps.taking_off(chip) for chip in question.chips(answer.asked, request.path)),
        "chips_clear": steps.to(question.Link(_("Start again"), request.path), "chips-clear"),
        "total": markup.on_map(maps.shown(answer, name), len(answer.found)),
        "list_url": question.list_url(answer.data),
        "other_languages": others(request),
    }
    return frames.fill(request, "directory/map.html", words)


@file_of_answer
def organization_download(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Answer the same question as the list does, with a file."""
    if kind not in {*exports.KINDS, booklet_download.KIND}:
        raise Http404
    # A booklet is read by people; a table is made to be taken over.
    is_booklet = kind == booklet_download.KIND
    among = Organization.objects.listed() if is_booklet else Organization.objects.for_open_data()
    asked = understood(OrganizationFilter(request.GET, queryset=among), request.GET, {"paper"})
    if is_booklet:
        count(request, times=cost(asked.qs.count()))
        return booklet_download.download(request, asked.qs, "groups", about=question.in_words(asked))
    found = asked.qs
    present = state.of(found)
    count(request, times=cost(present.listed))
    return state.answered(request, present, lambda: exports.download(found, kind, "groups"))


@require_safe
@page_of(one.state)
def organization_detail(request: HttpRequest, slug: str) -> HttpResponse:
    organization = one.for_its_page(slug)
    if organization is None:
        return redirect(_present_address(slug), permanent=True)
    return listing_page(request, organization)


def listing_page(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Draw the page of a listing that was loaded with `for_page`."""
    keeping, today = kept.read(request.GET, kept.KEEP), timezone.localdate()
    found = list(occasions(organization, today))
    context = {
        "organization": organization,
        "today": today,
        "original": left_as_written(organization),
        "unreached": page_facts.unreached(organization),
        "ways": page_facts.ways(organization),
        "policies": page_facts.policies(organization),
        "at_a_glance": page_facts.told(organization, *AT_A_GLANCE),
        "family": page_facts.family(organization),
        "dates": page_facts.dates(organization),
        "occasions": found,
        "reasons": page_facts.reasons(organization.reasons),
        "correct_url": reverse("suggest_change", args=[organization.slug]),
        "report_url": reverse("report_listing", args=[organization.slug]),
        "keeping": keeping.slugs,
        "other_languages": others(request, {kept.KEEP: keeping.slugs}),
        "keep_url": kept.url(keeping.and_also(organization.slug)),
        "markup": linked_data.markup(organization, found),
    }
    return render(request, "directory/organization_detail.html", context)


@require_safe
@page_of_edition
def take_action(request: HttpRequest) -> HttpResponse:
    actions, named = [], Organization.objects.for_search_engines()
    for action in ACTIONS:
        answer = _answer(QueryDict(action.question))
        first = [answer.index.pks[slot] for slot in Results(answer)[:LOOKED_AT_FOR_AN_ACTION]]
        actions.append(
            {
                "slug": action.slug,
                "title": action.title,
                "words": action.words,
                "links": action.links,
                "asks_vetting": action.asks_vetting,
                "organizations": named.filter(pk__in=first).order_by("name", "id")[:SHOWN_WITH_AN_ACTION],
                "total": len(answer.found),
                "url": question.list_url(answer.data),
            }
        )
    return render(request, "directory/take_action.html", {"actions": actions})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/about.html", {"total": Organization.objects.listed().count()})


@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/safety.html")


def _answer(data: QueryDict) -> Answer:
    known = index.current()
    return Answer(OrganizationFilter(data, terms=known.terms), known)


def _present_address(slug: str) -> str:
    """Find where a former address leads now. Whatever is not listed was never heard of here."""
    organization = Organization.objects.listed().at_address(slug)
    if organization is None:
        raise Http404
    return organization.get_absolute_url()


def _linked(choice: facets.Choice, name: str) -> dict[str, Any]:
    url = question.list_url(**{name: choice.value})
    return {"value": choice.value, "label": choice.label, "count": choice.count, "url": url}
