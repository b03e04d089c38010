"""Calendars to subscribe to or to take along (iCalendar, RFC 5545): of any question that the list answers, and of one group."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, Timezone, vRecur

from directory import question
from directory.calendar.occasions import OPEN, Occasion, occasions
from directory.elsewhere.asked import file_of_answer, understood
from directory.elsewhere.feeds import asking
from directory.filters import OrganizationFilter
from directory.hsds import state
from directory.hsds.doors import count
from directory.models import Organization, OrganizationQuerySet, WayToConnect

TYPE = "text/calendar; charset=utf-8"
# More than this nobody keeps in a calendar; and each has to be written anew for whoever asks.
MOST = 200
# It takes as long to write as so many pages.
COST = 10
# Until when changes to summer time are told.
LAST = date(2037, 12, 31)


@file_of_answer
def question_calendar(request: HttpRequest) -> HttpResponseBase:
    asked = understood(asking(request.GET), request.GET)
    count(request, times=COST)

    def answer() -> HttpResponse:
        return _answer(of_question(asked, _site(request)), "calendar")

    return state.answered(request, state.of(asked.qs), answer)


@require_safe
def organization_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    organization = get_object_or_404(Organization.objects.listed().prefetch_related("ways"), slug=slug)
    found = list(occasions(organization, timezone.localdate()))
    if not found:
        raise Http404
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
    return inviting.prefetch_related("ways").iterator(100)


def calendar(found: Iterable[Occasion], name: str, site: str, description: str = "") -> bytes:
    """Write a calendar that is the same, byte for byte, as long as nothing in it changes. Without `site` it names no page of ours."""
    written = Calendar()
    written.add("prodid", "-//By and For//Directory//EN")
    written.add("version", "2.0")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", name)
    if description:
        written.add("x-wr-caldesc", description)
    first = LAST
    for occasion in found:
        written.add_component(_event(occasion, site))
        first = min(first, occasion.begins.date())
    beginning = date(first.year, 1, 1)
    written.add_missing_timezones(first_date=beginning, last_date=LAST)
    if not written.subcomponents:
        # A calendar has something in it (RFC 5545, 3.6), if only a time zone.
        written.add_component(Timezone.from_tzid(settings.TIME_ZONE, first_date=beginning, last_date=LAST))
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
    event.add("dtstamp", timezone.make_aware(datetime.combine(organization.changed_on, time())).astimezone(UTC))
    event.add("dtstart", occasion.begins)
    if occasion.ends:
        event.add("dtend", occasion.ends)
    if days.byday:
        event.add("rrule", vRecur(freq=days.freq, byday=list(days.byday)))
    event.add("summary", f"{organization.name}: {way.label or way.get_kind_display()}")
    event.add("description", _described(way))
    if page := way.link or (site and f"{site}{organization.get_absolute_url()}"):
        event.add("url", page)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _described(way: WayToConnect) -> str:
    told = [getattr(way, name) for name in ("schedule", "languages", "who_for", "safety_note", "phone")]
    return "\n".join([*filter(None, told), _("As the group told us. Ask the group before you go.")])


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type=TYPE, headers=headers)
