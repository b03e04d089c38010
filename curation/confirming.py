"""The yearly round: who has not confirmed its entry for a year, and who is asked for it now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from curation import links, notify
from curation.models import Decision, GroupLink
from curation.review.taking import entry_in_hand, listing_in_hand
from curation.states import Move
from directory.models import Organization

YEAR = timedelta(days=365)
# When it is not the groups but the server, or the sender's address: each of them counts as asked, and was not.
REFUSED_IN_A_ROW = 3


@dataclass(frozen=True)
class Asked:
    """One group of the round. `how` it was asked, or should be."""

    MAILED, BY_HAND, FAILED = "mailed", "by-hand", "failed"

    listing: Organization
    how: str


def due() -> QuerySet[Organization]:
    """List whom to ask: listed, no confirmation for a year or ever, and not asked by mail within the year."""
    year_ago = timezone.now() - YEAR
    confirmed = Decision.objects.filter(listing=OuterRef("public_id"), kind=Move.CONFIRM, at__gt=year_ago)
    asked = GroupLink.objects.filter(listing=OuterRef("pk"), purpose=GroupLink.Purpose.CONFIRM, mailed_at__gt=year_ago)
    return Organization.objects.listed().filter(~Exists(confirmed), ~Exists(asked)).order_by("name", "id")


def ask_all(site: str) -> Iterator[Asked]:
    """Ask everybody who is due, one by one, until the server takes nothing: what was sent stays sent, wherever it stops."""
    refused = 0
    for listing in due():
        how = _ask(listing, site)
        if how:
            yield Asked(listing, how)
        refused = {Asked.FAILED: refused + 1, Asked.MAILED: 0}.get(how, refused)
        if refused == REFUSED_IN_A_ROW:
            return


def _ask(listing: Organization, site: str) -> str:
    """Ask one group; nothing if somebody else just has."""
    with transaction.atomic():
        # Two rounds at once: the second waits here, and finds that the first has asked.
        entry_in_hand(listing)
        listing = listing_in_hand(listing.pk)
        if not due().filter(pk=listing.pk).exists():
            return ""
        if not listing.email:
            return Asked.BY_HAND
        # It counts as mailed before it is, so that no failure sends it twice.
        link, token = links.make_for_round(listing)
    try:
        notify.send_link(link, links.address(site, token))
    except OSError:
        return Asked.FAILED
    return Asked.MAILED
