"""A visitor's own list of groups. It is written in an address and nowhere else: no cookie, no account, no row.

The name of a group that is not listed, for whatever reason, is the name of a group nobody ever heard of: it is counted.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Case, When
from django.http import QueryDict

from directory.models import FormerSlug, Organization, OrganizationQuerySet
from directory.question import Link, path

MOST = 100
# What carries a list: `group` in its own address, `keep` in those of pages on the way.
GROUP, KEEP = "group", "keep"


@dataclass(frozen=True)
class Kept:
    """`slugs` are those of listed groups, as they are called now and in the order given."""

    slugs: tuple[str, ...] = ()
    gone: int = 0
    left_out: int = 0

    def listings(self) -> OrganizationQuerySet:
        listed = Organization.objects.listed().filter(slug__in=self.slugs)
        if not self.slugs:
            return listed
        places = [When(slug=slug, then=place) for place, slug in enumerate(self.slugs)]
        return listed.order_by(Case(*places))

    def without(self, slug: str) -> tuple[str, ...]:
        return tuple(kept for kept in self.slugs if kept != slug)

    def and_also(self, slug: str) -> tuple[str, ...]:
        return (*self.without(slug), slug)


def read(data: QueryDict, name: str) -> Kept:
    """Read the list that an address carries under `name`; former names of groups still count."""
    given = list(dict.fromkeys(slug for value in data.getlist(name) if (slug := value.replace("\0", "").strip())))
    if not given:
        return Kept()
    considered = given[:MOST]
    present = _present_slugs(considered)
    slugs = dict.fromkeys(present[slug] for slug in considered if slug in present)
    gone = sum(slug not in present for slug in considered)
    return Kept(tuple(slugs), gone, len(given) - len(considered))


def _present_slugs(slugs: list[str]) -> dict[str, str]:
    listed = Organization.objects.listed()
    former = FormerSlug.objects.filter(slug__in=slugs, organization__in=listed)
    found = dict(former.values_list("slug", "organization__slug"))
    return found | {slug: slug for slug in listed.filter(slug__in=slugs).values_list("slug", flat=True)}


def url(slugs: Collection[str], kind: str = "") -> str:
    """Return the address of a list: its page, or a file of that kind."""
    page = path("my_list_download", kind) if kind else path("my_list")
    return _with(page, GROUP, slugs)


def carrying(address: str, slugs: Collection[str]) -> str:
    """Return an address of the directory that takes the list along."""
    return _with(address, KEEP, slugs)


def links_carrying(links: Iterable[Link], slugs: tuple[str, ...]) -> list[Link]:
    return [replace(link, url=carrying(link.url, slugs)) for link in links] if slugs else list(links)


def _with(address: str, name: str, slugs: Collection[str]) -> str:
    if not slugs:
        return address
    query = urlencode([(name, slug) for slug in slugs])
    return f"{address}{'&' if '?' in address else '?'}{query}"
