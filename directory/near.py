"""Who is near a place: within a distance, or serving it; then in the same region, the same country, and from anywhere.

Distances are between a town and what a group publishes of its own place, so they say no more than its page does.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory import gazetteer, places
from directory.search.folding import fold, fold_and_forget

# In kilometres, as people ask for them.
DISTANCES = (10, 25, 50, 100, 250)
USUAL_DISTANCE = 50
KM_IN_A_MILE = 1.609344
ROUNDED_TO = 5
# Shorter names of regions than “Tejas” may be anything, but for their codes.
SHORTEST_NAME = 5
# New York is a town and a state: a town of more people than this is meant before a region or country of its name.
LARGE = 500_000
# Folded, as “C.P. 06600” is in Spanish.
_FIVE_DIGITS = re.compile(r"(?:c ?p )?([0-9]{5})")
MOST_MEANT = 4


@dataclass(frozen=True)
class Here:
    """Where somebody asks from: a town with its place on the globe, or a whole region or country without one."""

    name: str
    country: str
    region: str = ""
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def address(self) -> str:
        """Return what finds this very place again when it is typed."""
        return ", ".join(filter(None, [self.city, places.region_name(self.country, self.region), self.country]))


def here(text: str, *, is_a_guess: bool = False) -> list[Here]:
    """List what a visitor may mean by a place, likeliest first: a town, a postal code, a region or a country.

    `is_a_guess`: it was not asked for as a place; see `gazetteer.find`.
    """
    found = gazetteer.find(text, is_a_guess=is_a_guess)
    towns, lands = [_town(place) for place in found], _lands(get_language()).get(fold_and_forget(text), [])
    is_large = bool(found) and found[0].population > LARGE
    return [*towns, *lands] if is_large else [*lands, *towns]


def perhaps(text: str) -> list[Here]:
    """List what a visitor may have meant by a place nobody knows: towns, or where they say it is if no such town is there."""
    towns = list(map(_town, gazetteer.like(text)))
    lands = _lands(get_language()).get(gazetteer.name_and_rest(text)[1], [])
    is_there = any(
        town.country == land.country and land.region in ("", town.region) for town in towns for land in lands
    )
    return (towns if is_there else [*lands, *towns])[:MOST_MEANT]


def in_mexico(text: str) -> list[Here]:
    """Return the state of a postal code of Mexico: most are also one of the United States, or one that nobody has there."""
    code = _FIVE_DIGITS.fullmatch(fold_and_forget(text[: gazetteer.LONGEST_TEXT]))
    state = places.mexican_state(code[1]) if code else ""
    return [Here(places.place_name("MX", state), "MX", state)] if state else []


def besides(text: str) -> list[Here]:
    """List towns that may be meant too by the name of one."""
    return list(map(_town, gazetteer.besides(text)))


def _town(place: gazetteer.Place) -> Here:
    name = places.place_name(place.country, place.region, place.name)
    return Here(name, place.country, place.region, place.name, place.latitude, place.longitude)


@lru_cache(maxsize=20)
def _lands(_language: str | None) -> Mapping[str, list[Here]]:
    """Return regions and countries by what they are called in each language, folded; regions also by their codes."""
    found: defaultdict[str, list[Here]] = defaultdict(list)
    for country, known in places.REGIONS.items():
        for word, code in places.regions_by_name(country).items():
            is_told = len(word) >= SHORTEST_NAME or word == code.lower() or word == fold(known[code])
            if is_told and not places.names_its_country(country, word):
                found[word].append(Here(places.place_name(country, code), country, code))
    for word, code in places.countries_by_name().items():
        found[word].append(Here(places.country_name(code), code))
    return dict(found)


def town_of(country: str, region: str, city: str) -> tuple[float, float] | None:
    """Return the centre of a town that can be only one, to measure distances from; None if it is not known which."""
    if not city or not country:
        return None
    found = gazetteer.find(city, country)
    # In another language others may be called so too.
    found = [place for place in found if gazetteer.key(place.name) == gazetteer.key(city)] or found
    there = [place for place in found if region and fold(place.region) == fold(region)]
    if not there and country in places.REGIONS and region:
        return None
    sure = there[:1] or (found if len(found) == 1 else [])
    return (sure[0].latitude, sure[0].longitude) if sure else None


def spoken(km: float, language: str | None) -> str:
    """Say a distance no more exactly than a town’s centre allows, in kilometres and miles; in the language in use."""
    return _spoken(_rounded(km), _rounded(km / KM_IN_A_MILE), language) if km >= ROUNDED_TO else _here(language)


@lru_cache(maxsize=1_000)
def _spoken(km: int, miles: int, _language: str | None) -> str:
    return _("About %(km)d km (%(miles)d miles)") % {"km": km, "miles": miles}


@lru_cache(maxsize=20)
def _here(_language: str | None) -> str:
    return _("In this town or next to it")


def _rounded(number: float) -> int:
    return max(1, round(number / ROUNDED_TO)) * ROUNDED_TO


def distance_choices() -> list[tuple[str, str]]:
    return _distances(get_language())


@lru_cache(maxsize=20)
def _distances(_language: str | None) -> list[tuple[str, str]]:
    sentence = _("%(km)d km / %(miles)d mi")
    return [(str(km), sentence % {"km": km, "miles": round(km / KM_IN_A_MILE)}) for km in DISTANCES]
