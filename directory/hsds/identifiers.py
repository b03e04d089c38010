"""Identifiers that are the same on every day and in every export: arithmetic, so there is nothing to keep.

A listing has its own random one. What hangs on it is named by that and by a role; a taxonomy and its terms are named alike on every site.
"""

from uuid import UUID, uuid5

from django.db import connection

from directory.models import Edition, Organization

_TAXONOMIES = UUID("8d3e0f6c-6a0b-4c1e-9d57-5a1d2c6f4b90")

SERVICE, SERVICE_AT_LOCATION = "service", "service-at-location"


def part_of(listing: UUID, role: str) -> str:
    return str(uuid5(listing, role))


def of_taxonomy(slug: str, code: str = "") -> str:
    return str(uuid5(_TAXONOMIES, f"{slug}/{code}" if code else slug))


def listing_of(identifier: UUID, role: str) -> UUID | None:
    """Find the listing whose part it is; whether that is still listed has to be asked."""
    known = _known.setdefault(role, {})
    if identifier not in known:
        _learn(role, known)
    return known.get(identifier)


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
