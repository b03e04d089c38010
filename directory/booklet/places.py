"""The order of a booklet: by country, then region, then name."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory import places
from directory.booklet.flow import Place
from directory.models import Organization, OrganizationQuerySet
from directory.pieces import in_pieces
from directory.search.folding import fold

AT_ONCE = 200


class Spot(NamedTuple):
    """A listing and the part it belongs in."""

    place: Place
    pk: int


def spots(listings: OrganizationQuerySet) -> list[Spot]:
    """Put listings in order, knowing no more of each than its name and place."""
    elsewhere = _("In no one place")
    told = []
    for pk, name, country, region in listings.order_by().values_list("pk", "name", "country", "region"):
        place = Place(places.country_name(country) or elsewhere, places.region_name(country, region) if country else "")
        told.append(((not country, fold(place.country), fold(place.region), fold(name), pk), Spot(place, pk)))
    return [spot for _key, spot in sorted(told)]


def by_place(ordered: list[Spot]) -> list[Place]:
    return [place for place, _spots in groupby(ordered, key=lambda spot: spot.place)]


def loaded(ordered: list[Spot]) -> Iterator[tuple[Place, Organization]]:
    """Load listings with everything their pages show, some at a time."""
    for batch in in_pieces(ordered, AT_ONCE):
        found = Organization.objects.listed().for_page().in_bulk([spot.pk for spot in batch])
        yield from ((spot.place, found[spot.pk]) for spot in batch if spot.pk in found)
