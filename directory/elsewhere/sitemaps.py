"""What search engines may read: the pages of the site, and those of groups that did not ask to be left out."""

from datetime import date
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max
from django.urls import reverse

from directory.models import Organization, OrganizationQuerySet

# Not the list, which shows every group: pages of groups are here one by one.
PAGES = ("home", "take_action", "how_we_vet", "about", "safety")


class _Pages(Sitemap):
    def items(self) -> tuple[str, ...]:
        return PAGES

    def location(self, item: Any) -> str:
        return reverse(item)


class _Listings(Sitemap):
    limit = 5_000

    def items(self) -> OrganizationQuerySet:
        return Organization.objects.for_search_engines().only("slug", "changed_on").order_by("pk")

    def lastmod(self, item: Any) -> date:
        return item.changed_on

    def get_latest_lastmod(self) -> Any:
        """Ask the database, which need not hand over every listing for it."""
        return self.items().aggregate(last=Max("changed_on"))["last"]


SITEMAPS = {"pages": _Pages, "groups": _Listings}
