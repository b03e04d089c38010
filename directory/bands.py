"""The answer to “near here”, in bands: near, in the same region, in the whole country, from anywhere.

A group that serves a whole state is found from any town in it, wherever it is itself.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory import places
from directory.choices import Reach
from directory.index import Index
from directory.index_values import served
from directory.near import Here

NOBODY = BitMap()


class Band(NamedTuple):
    """Those who are found for one reason; `away` gives kilometres by slot where they are known."""

    name: str
    slots: BitMap
    away: dict[int, float]


def bands(index: Index, here: Here, km: int) -> list[Band]:
    """Sort the whole directory by how it is near `here`; whoever is in a band is in none after it."""
    told, kept = BitMap(), []
    for band in _all(index, here, km):
        kept.append(band._replace(slots=band.slots - told))
        told |= band.slots
    return [band for band in kept if band.slots]


def _all(index: Index, here: Here, km: int) -> Iterator[Band]:
    country, region = here.country, here.region
    serving = index.values.get("serves", {})
    if here.latitude is not None and here.longitude is not None:
        away = index.within(here.latitude, here.longitude, km)
        town = serving.get(served(country, region, here.city), NOBODY)
        yield Band(_("Near %(place)s") % {"place": here.city}, BitMap(away) | town, away)
    if region:
        name = places.region_name(country, region)
        yield Band(
            _("Elsewhere in %(place)s, or for all of it") % {"place": name},
            index.having("region", f"{country}-{region}"),
            {},
        )
    there = index.having("country", country)
    name = places.country_name(country)
    if region:
        yield Band(
            _("For all of %(place)s") % {"place": name},
            (index.having("reach", Reach.NATIONAL) & there) | serving.get(country, NOBODY),
            {},
        )
    else:
        yield Band(_("In %(place)s, or for all of it") % {"place": name}, there, {})
    yield Band(
        _("Online, or in several countries"),
        index.having("reach", Reach.ONLINE) | index.having("reach", Reach.INTERNATIONAL),
        {},
    )
