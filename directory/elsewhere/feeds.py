"""What is new and what has changed, as an Atom feed of any question that the list answers."""

import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory import question
from directory.elsewhere.asked import file_of_answer, understood
from directory.filters import OrganizationFilter
from directory.hsds import state
from directory.hsds.doors import count
from directory.legible import legible
from directory.models import Edition, Organization
from directory.morning import morning
from directory.translations import said

MOST = 50


@file_of_answer
def organization_feed(request: HttpRequest) -> HttpResponseBase:
    asked = understood(asking(request.GET), request.GET)
    count(request)
    return state.answered(request, state.of(asked.qs), lambda: feed(request, asked))


def asking(question: QueryDict) -> OrganizationFilter:
    """Ask among what may be announced: what is kept from search engines is not."""
    return OrganizationFilter(question, queryset=Organization.objects.for_open_data().for_search_engines())


def feed(request: HttpRequest, asked: OrganizationFilter) -> HttpResponse:
    return _OrganizationFeed(asked)(request)


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Return when an entry last changed. A feed without any has not changed just now, as Django would say."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class _OrganizationFeed(Feed):
    """Entries are known by their public id, a feed by its question and language, whatever the site is called or moves to."""

    feed_type = _Atom

    def __init__(self, asked: OrganizationFilter) -> None:
        self.asked = asked

    def title(self) -> str:
        about = question.in_words(self.asked)
        return f"{settings.SITE_NAME}: {legible(about)}" if about else settings.SITE_NAME

    def subtitle(self) -> str:
        return _("Groups that were listed or changed, newest first.")

    def author_name(self) -> str:
        return settings.SITE_NAME

    def feed_copyright(self) -> str:
        return "{}, {}".format(*settings.OPEN_DATA_LICENSE)

    def link(self) -> str:
        return question.list_url(self.asked.data)

    def feed_url(self) -> str:
        return question.feed_url(question.query(self.asked.data))

    def feed_guid(self) -> str:
        """Name it alike in whatever order its question is asked."""
        origin, language = Edition.objects.now().origin, get_language()
        asked = urlencode(sorted(question.said(self.asked.data)))
        name = asked if language == settings.LANGUAGE_CODE else f"{language}?{asked}"
        return uuid.uuid5(uuid.UUID(origin) if origin else uuid.UUID(int=0), name).urn

    def items(self) -> Any:
        return (
            self.asked.qs.dated().order_by("-changed_in", "-pk").prefetch_related("focus_areas", "translations")[:MOST]
        )

    def item_title(self, item: Organization) -> str:
        return legible(item.name)

    def item_description(self, item: Organization) -> str:
        """Write it as HTML, which is what a feed of Django's says it is."""
        return linebreaks(legible(said(item, item.description)), autoescape=True)

    def item_link(self, item: Organization) -> str:
        return item.get_absolute_url()

    def item_guid(self, item: Organization) -> str:
        return item.public_id.urn

    def item_pubdate(self, item: Organization) -> datetime:
        return morning(item.listed_on)

    def item_updateddate(self, item: Any) -> datetime:
        changed_at = item.changed_at or morning(item.changed_on)
        return max(changed_at, self.item_pubdate(item))

    def item_categories(self, item: Organization) -> list[str]:
        return [area.said() for area in item.focus_areas.all()]
