"""Identifiers that are the same on every day and in every export: arithmetic, so there is nothing to keep.

A listing has its own random one. What hangs on it is named by that and by a role; a taxonomy and its terms are named alike on every site.
"""

from collections.abc import Collection
from uuid import UUID, uuid5

from django.db import connection

from directory.models import Edition, Organization

_TAXONOMIES = UUID("8d3e0f6c-6a0b-4c1e-9d57-5a1d2c6f4b90")

ITSELF, SERVICE, SERVICE_AT_LOCATION = "", "service", "service-at-location"


def part_of(listing: UUID, role: str) -> str:
    return str(uuid5(listing, role) if role else listing)


def of_taxonomy(slug: str, code: str = "") -> str:
    return str(uuid5(_TAXONOMIES, f"{slug}/{code}" if code else slug))


def listings_of(asked: Collection[UUID], role: str) -> dict[UUID, UUID]:
    """Find the listings whose parts these are; whether those are still listed has to be asked."""
    if role == ITSELF:
        return {identifier: identifier for identifier in asked}
    known = _known.setdefault(role, {})
    if any(identifier not in known for identifier in asked):
        _learn(role, known)
    return {identifier: known[identifier] for identifier in asked if identifier in known}


# By role, the listing of each part. It only grows, and cannot go wrong: what is in it is arithmetic.
_known: dict[str, dict[UUID, UUID]] = {}
_learnt: dict[str, tuple[object, ...]] = {}


def _learn(role: str, known: dict[UUID, UUID]) -> None:
    now = tuple(Edition.objects.now())
    if _learnt.get(role) == now:
        return
    listings = Organization.objects.for_open_data().order_by().values_list("public_id", flat=True)
    known.update((uuid5(listing, role), listing) for listing in listings.iterator())
    if not connection.in_atomic_block:
        # An edition that is seen inside a transaction may never come to be.
        _learnt[role] = now
