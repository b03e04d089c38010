"""The feeds and calendars of a copy: the same as the site's, with links between files. They are read from the copy, or put up with it."""

from collections.abc import Iterator

from django.http import QueryDict
from django.urls import reverse

from directory.calendar import files
from directory.calendar.occasions import occasions
from directory.elsewhere.feeds import asking, feed
from directory.mirror.addresses import CALENDAR, Addresses
from directory.mirror.pages import Copy, CopyRequest
from directory.models import Organization


def everywhere(copy: Copy, addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of everything and of every question a page links to, the calendar of everything and those of single groups."""
    for query in ["", *sorted(addresses.questions)]:
        asked = asking(QueryDict(query))
        if asked.is_valid():
            request = CopyRequest(reverse("organization_feed"), copy, query)
            file = addresses.file_of(request.get_full_path())
            yield file, addresses.relative_feed(feed(request, asked).content.decode(), file)
    yield CALENDAR, files.of_question(asking(QueryDict()), copy.site_url)
    # Nothing beside a file could ask search engines to leave it out, as the site does.
    for organization in files.telling_times(Organization.objects.listed().for_search_engines()):
        if found := list(occasions(organization, copy.day)):
            file = addresses.file_of(reverse("organization_calendar", args=[organization.slug]))
            yield file, files.calendar(found, organization.name, copy.site_url)
