"""The feeds and calendars of a copy: the same as the site's, with links between files. They are read from the copy, or put up with it."""

from collections.abc import Iterator

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from directory.calendar import files
from directory.calendar.occasions import Occasion, occasions
from directory.elsewhere.feeds import asking, feed
from directory.mirror.addresses import CALENDAR, Addresses, here, speaking
from directory.mirror.pages import Copy, CopyRequest
from directory.models import Organization


def everywhere(copy: Copy, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of everything and of every question a page links to, the calendar of everything and those of single groups."""
    everything = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            file, calendar = here(CALENDAR), files.of_question(asking(QueryDict()), copy.site_url)
            everything.append(reverse("organization_list"))
        yield file, calendar
    for address in [*everything, *sorted(addresses.questions)]:
        yield from _feed(copy, addresses, address)
    # Nothing beside a file could ask search engines to leave it out, as the site does.
    for organization in files.telling_times(Organization.objects.listed().for_search_engines()):
        if found := list(occasions(organization, copy.day)):
            yield from _calendars(copy, organization, found)


def _feed(copy: Copy, addresses: Addresses, address: str) -> Iterator[tuple[str, bytes]]:
    query = address.partition("?")[2]
    with speaking(address):
        asked = asking(QueryDict(query))
        if not asked.is_valid():
            return
        request = CopyRequest(reverse("organization_feed"), copy, query)
        file = addresses.file_of(request.get_full_path())
        written = addresses.relative_feed(feed(request, asked).content.decode(), file)
    yield file, written


def _calendars(copy: Copy, organization: Organization, found: list[Occasion]) -> Iterator[tuple[str, bytes]]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            file = reverse("organization_calendar", args=[organization.slug]).removeprefix("/")
            written = files.calendar(found, organization.name, copy.site_url)
        yield file, written
