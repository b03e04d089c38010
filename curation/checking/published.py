"""Which links stand for a listing: its own website, its ways to connect, and the evidence that the public can read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from curation.models import LinkCheck
from directory.models import Organization
from directory.pieces import in_pieces

LONGEST_URL, LONGEST_QUOTE = 400, 300


class Link(NamedTuple):
    url: str
    quote: str = ""


def links_of(listing: Organization) -> list[Link]:
    """List each link once; what is longer than evidence can be was made by other means, and is left alone."""
    found = [Link(listing.website), *(Link(way.link) for way in listing.ways.all())]
    found += [
        Link(item.get("url") or "", item.get("label") or "")
        for reason in listing.reasons
        for item in reason.get("evidence", [])
    ]
    return [
        link
        for link in dict.fromkeys(found)
        if link.url and len(link.url) <= LONGEST_URL and len(link.quote) <= LONGEST_QUOTE
    ]


def bring_up_to_date() -> None:
    """Keep one record for each link that the public can see, and none for what it no longer can."""
    LinkCheck.objects.filter(finding=None).exclude(listing__in=Organization.objects.listed()).delete()
    listed = Organization.objects.listed().order_by("pk").prefetch_related("ways")
    for listings in in_pieces(listed.iterator(chunk_size=500), 500):
        _bring_up_to_date(listings)


def _bring_up_to_date(listings: list[Organization]) -> None:
    wanted = {(listing.pk, link) for listing in listings for link in links_of(listing)}
    pks = {listing.pk for listing in listings}
    kept = {
        (check.listing_id, Link(check.url, check.quote)): check.pk
        for check in LinkCheck.objects.filter(listing__in=pks)
    }
    LinkCheck.objects.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
    missing = wanted - kept.keys()
    if missing:
        seen = dict(_seen_in_review(pks))
        LinkCheck.objects.bulk_create(
            [
                LinkCheck(listing_id=listing, url=link.url, quote=link.quote, **seen.get((listing, link), {}))
                for listing, link in sorted(missing)
            ],
            ignore_conflicts=True,
        )


def _seen_in_review(listings: Iterable[int]) -> Iterator[tuple[tuple[int, Link], dict[str, object]]]:
    """Yield how evidence looked when a reviewer had it checked, before it was published."""
    checks = LinkCheck.objects.filter(finding__review__submission__organization__in=listings).exclude(seen_on=None)
    for check in checks.select_related("finding__review__submission"):
        listing = check.finding.review.submission.organization_id if check.finding else None
        if listing is not None:
            yield (listing, Link(check.url, check.quote)), {"as_seen": check.as_seen, "seen_on": check.seen_on}
