"""What search engines may read, in every language: the pages of the site, and those of groups that did not ask to be left out."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.urls import reverse

from directory.models import Organization, OrganizationQuerySet

# Not the list, which shows every group: pages of groups are here one by one.
PAGES = ("home", "take_action", "how_we_vet", "about", "safety")


class _Translated(Paginator):
    """Names what is on a page once for each language. Django would do so with all there is, in memory."""

    def page(self, number: int | str) -> Page:
        page = super().page(number)
        page.object_list = [(item, code) for item in page.object_list for code, _name in settings.LANGUAGES]
        return page


class _Section(Sitemap):
    i18n = alternates = True

    @property
    def paginator(self) -> _Translated:
        items: Any = self.items()
        return _Translated(items, self.limit)


class _Pages(_Section):
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: Any) -> str:
        return reverse(item)


class _Listings(_Section):
    limit = 2_000

    def items(self) -> OrganizationQuerySet:
        return Organization.objects.for_search_engines().only("slug", "changed_on").order_by("pk")

    def lastmod(self, item: Any) -> date:
        return item.changed_on

    def get_latest_lastmod(self) -> Any:
        """Ask the database, which need not hand over every listing for it."""
        return self.items().aggregate(last=Max("changed_on"))["last"]


SITEMAPS = {"pages": _Pages, "groups": _Listings}
