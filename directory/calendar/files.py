"""Calendars to subscribe to or to take along (iCalendar, RFC 5545): of any question that the list answers, and of one group."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vRecur

from directory import question
from directory.calendar.clocks import zone_component
from directory.calendar.occasions import OPEN, Occasion, occasions
from directory.elsewhere.asked import file_of_answer, understood
from directory.elsewhere.feeds import asking
from directory.filters import OrganizationFilter
from directory.hsds import state
from directory.hsds.doors import count
from directory.legible import legible
from directory.models import Organization, OrganizationQuerySet, WayToConnect
from directory.morning import morning
from directory.translations import said

TYPE = "text/calendar; charset=utf-8"
# More than this nobody keeps in a calendar; and each has to be written anew for whoever asks.
MOST = 200
# It takes as long to write as so many pages.
COST = 10
# From when zones are told where nothing else is: the same on every day.
NO_YEAR = 2026


@file_of_answer
def question_calendar(request: HttpRequest) -> HttpResponseBase:
    asked = understood(asking(request.GET), request.GET)
    count(request, times=COST)

    def answer() -> HttpResponse:
        return _answer(of_question(asked, _site(request)), "calendar")

    return state.answered(request, state.of(asked.qs), answer)


@require_safe
def organization_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer at former addresses too, and without any times: a program that is refused goes on showing those it had."""
    organization = Organization.objects.listed().prefetch_related("ways", "translations").at_address(slug)
    if organization is None:
        raise Http404
    found = occasions(organization, timezone.localdate())
    response = _answer(calendar(found, organization.name, _site(request)), organization.slug)
    if organization.keep_from_search_engines:
        response["X-Robots-Tag"] = "noindex, noarchive"
    return response


def of_question(asked: OrganizationFilter, site: str) -> bytes:
    """Write what groups invite to that a question finds, `asked` of what may be announced."""
    found = list(islice(_all(telling_times(asked.qs)), MOST + 1))
    about = question.in_words(asked)
    name = f"{settings.SITE_NAME}: {about}" if about else settings.SITE_NAME
    return calendar(found[:MOST], name, site, _cut() if len(found) > MOST else "")


def telling_times(organizations: OrganizationQuerySet) -> Iterator[Organization]:
    """Read those that may invite to something, what changed last first, a few at a time."""
    told = WayToConnect.objects.filter(kind__in=OPEN).exclude(schedule="")
    inviting = organizations.filter(pk__in=told.values("owner")).order_by("-changed_in", "-pk")
    return inviting.prefetch_related("ways", "translations").iterator(100)


def calendar(found: Iterable[Occasion], name: str, site: str, description: str = "") -> bytes:
    """Write a calendar that is the same, byte for byte, as long as nothing in it changes. Without `site` it names no page of ours."""
    written = Calendar()
    written.add("prodid", "-//By and For//Directory//EN")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", legible(name))
    if description:
        written.add("x-wr-caldesc", description)
    told = list(found)
    first = min((occasion.begins.year for occasion in told), default=NO_YEAR)
    # A calendar has something in it (RFC 5545, 3.6), if only a time zone. Moments in UTC need none.
    for zone in sorted({occasion.zone for occasion in told} - {"UTC"}) if told else [settings.TIME_ZONE]:
        written.add_component(zone_component(zone, first))
    for occasion in told:
        written.add_component(_event(occasion, site))
    return written.to_ical()


def _cut() -> str:
    sentence = _("Only %(most)d of more times: those of the groups that changed last. Ask for less, as for one state.")
    return sentence % {"most": MOST}


def _all(organizations: Iterable[Organization]) -> Iterator[Occasion]:
    today = timezone.localdate()
    return (occasion for organization in organizations for occasion in occasions(organization, today))


def _event(occasion: Occasion, site: str) -> Event:
    """Write one. Nobody organizes or attends it here, and it is marked as nobody else's business."""
    organization, way, days = occasion.organization, occasion.way, occasion.when.days
    event = Event()
    event.add("uid", f"{organization.public_id}/{occasion.role}")
    event.add("dtstamp", morning(organization.changed_on).astimezone(UTC))
    event.add("dtstart", occasion.begins)
    if occasion.ends:
        event.add("dtend", occasion.ends)
    if days.byday:
        event.add("rrule", vRecur(freq=days.freq, byday=list(days.byday)))
    event.add("summary", legible(f"{organization.name}: {said(organization, way.label) or way.get_kind_display()}"))
    event.add("description", legible(_described(organization, way)))
    if page := way.link or (site and f"{site}{organization.get_absolute_url()}"):
        event.add("url", page)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _described(organization: Organization, way: WayToConnect) -> str:
    told = [getattr(way, name) for name in ("schedule", "languages", "who_for", "safety_note")]
    words = [said(organization, text) for text in told if text]
    return "\n".join([*words, *filter(None, [way.phone]), _("As the group told us. Ask the group before you go.")])


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type=TYPE, headers=headers)
