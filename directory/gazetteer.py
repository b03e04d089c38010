"""Where a town or a postal code is, from our own files (`fixtures/PLACES.md`): nobody is asked, nothing is kept."""

import gzip
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import asin, cos, degrees, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from rapidfuzz import distance, process

from directory import places
from directory.search.folding import fold, fold_and_forget

AT_MOST = 8
# Two letters that are swapped are one slip; names of as many letters as `LONG` may have two slips.
SLIPS, LONG, SHORTEST_MISTYPED, MOST_MEANT = 2, 8, 4, 3
# Of two towns whose names begin alike, the one with a quarter of the people may be meant too.
MUCH_SMALLER = 4
# ZIP codes of one area begin with the same ones.
DIGITS_OF_AN_AREA = 3
SHORTEST_GUESS = 7
LONGEST_TEXT, MOST_WORDS = 200, 16
EARTH_RADIUS_KM = 6371.0088
POLE, DATE_LINE = 90.0, 180.0  # in degrees

# Countries of ISO 3166 that we keep as regions of the United States, as the post does.
TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "VI"})

# Folding leaves these alone, because they are letters of their own.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "þ": "th"}
)
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}

# What everybody calls a town, folded and without spaces, and the town as they would write it in full: what our source does not
# know, what is short, or is also the name of a smaller town.
_NICKNAMES = {
    "ny": "new york city, us", "nyc": "new york city, us", "ciudaddenuevayork": "new york city, us",
    "la": "los angeles, us", "sf": "san francisco, us", "dc": "washington, dc", "nola": "new orleans, us",
    "slc": "salt lake city, us", "vegas": "las vegas, nv", "philly": "philadelphia, us",
    "filadelfia": "philadelphia, us", "cdmx": "mexico city, mx", "hull": "kingston upon hull, gb", "roma": "rome, it",
    "vienne": "vienna, at", "calcutta": "kolkata, in", "pekin": "beijing, cn", "sidney": "sydney, au",
}  # fmt: skip

# The whole text, folded: “89501”, “89501-1234”, “Reno, NV 89501”, “V5K 1A1”.
_POSTAL_CODES = {
    "US": re.compile(r"(?P<before>.* )?(?P<code>[0-9]{5})(?: ?[0-9]{4})?(?: usa?| united states)?"),
    "CA": re.compile(r"(?P<before>.* )?(?P<code>[a-z][0-9][a-z])(?: ?[0-9][a-z][0-9])?(?: canada)?"),
}
_OF_A_COUNTY = re.compile(r"^condado (?:de |del )?|(?: county| parish)$")


class Place(NamedTuple):
    """A town, or the town nearest to a postal code with that code's place and no population."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


class Box(NamedTuple):
    """A part of the globe. It has two `spans` of longitude (west, east) where it crosses the date line."""

    south: float
    north: float
    spans: tuple[tuple[float, float], ...]

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and any(west <= longitude <= east for west, east in self.spans)


def find(text: str, country: str = "", *, is_a_guess: bool = False) -> list[Place]:
    """List what `text` may mean, as people write places; where several towns share a name, the largest first.

    If it is a guess that it is a place at all, towns with a short name in another language are not meant: Durg is “Drug” somewhere.
    """
    if len(text) > LONGEST_TEXT:
        return []
    folded = fold_and_forget(text)
    words = _key_of(folded).split()
    without_digits = [word for word in words if not any(map(str.isdigit, word))]
    shortest = SHORTEST_GUESS if is_a_guess else 0
    return _postal(folded, country) or _towns(words, country, shortest) or _towns(without_digits, country, shortest)


def like(text: str) -> list[Place]:
    """List towns that were perhaps meant, the likeliest first and of those as likely the largest: letters are wrong or swapped, but
    not the first one, or only the beginning was typed. Of a ZIP code that nobody has, those whose codes begin alike.
    """
    if match := _POSTAL_CODES["US"].fullmatch(fold_and_forget(text[:LONGEST_TEXT])):
        return _coded_alike(match["code"])
    name, rest = name_and_rest(text)
    if len(name) < SHORTEST_MISTYPED:
        return []
    where, found = rest.replace(" ", ""), list(dict.fromkeys([*_mistyped(name), *_largest(_begun(name))]))
    return ([one for one in found if where in _where(one)] or found)[:MOST_MEANT]


def besides(text: str) -> list[Place]:
    """List towns whose names only begin with what a town is called, and that are not much smaller: “Carson” may be Carson City."""
    if len(text) > LONGEST_TEXT:
        return []
    name = _key_of(fold_and_forget(text))
    least = max((town.population for town in _written(name)), default=0) / MUCH_SMALLER
    return [town for town in _largest(_begun(f"{name} ")) if town.population >= least][:MOST_MEANT] if least else []


def name_and_rest(text: str) -> tuple[str, str]:
    """Cut what somebody typed into a town and where that is, with a comma or without; of a county its name alone."""
    name, _comma, rest = (_key_of(fold_and_forget(part)) for part in text[:LONGEST_TEXT].partition(","))
    words = name.split()
    at = next((at for at in range(1, len(words)) if not rest and "".join(words[at:]) in _names_of_places()), len(words))
    name, rest = " ".join(words[:at]), rest or " ".join(words[at:])
    return _OF_A_COUNTY.sub("", name), rest


def _mistyped(name: str) -> list[Place]:
    lines = _lines("places.tsv.gz")
    alike = lines[bisect_left(lines, name[0], key=_key) : bisect_right(lines, name[0], key=lambda line: _key(line)[:1])]
    slips = SLIPS if len(name) >= LONG else 1
    likely = process.extract(name, set(map(_key, alike)), scorer=distance.OSA.distance, score_cutoff=slips, limit=None)
    # A name that is right is no slip for another.
    least = [one for one in likely if not one[1]] or likely
    ranked = sorted((slips, -one.population, one) for called, slips, _index in least for one in _written(called))
    return [one for _slips, _population, one in ranked]


def _begun(name: str) -> Iterator[Place]:
    lines = _lines("places.tsv.gz")
    # No letter comes after this sign.
    return map(_place, lines[bisect_right(lines, name, key=_key) : bisect_left(lines, f"{name}\U0010ffff", key=_key)])


def _largest(towns: Iterable[Place]) -> list[Place]:
    return sorted(towns, key=lambda town: -town.population)


def _coded_alike(code: str) -> list[Place]:
    """List the towns of ZIP codes that begin alike, the next ones first: the post numbers neighbours one after another."""
    lines, start = _lines("postal_codes.tsv.gz"), f"US\t{code[:DIGITS_OF_AN_AREA]}"
    alike = range(bisect_left(lines, start), bisect_left(lines, f"{start}\U0010ffff"))
    at = bisect_left(lines, f"US\t{code}")
    found = (_of_code(lines[one]) for one in sorted(alike, key=lambda one: abs(one - at)))
    each: dict[tuple[str, str], Place] = {}
    for town in found:
        each.setdefault((town.region, town.name), town)
    return list(each.values())[:MOST_MEANT]


def key(name: str) -> str:
    """Reduce a name to what its spellings share. The file of towns is sorted by this."""
    return _key_of(fold(name))


def _key_of(folded: str) -> str:
    words = folded.translate(_LETTERS).split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def kilometres_from(here_lat: float, here_lon: float) -> Callable[[float, float], float]:
    """Return what measures how far a place is from here, along the surface of the earth (haversine): of hundreds, for one page."""
    lat, across = radians(here_lat), cos(radians(here_lat))

    def kilometres(there_lat: float, there_lon: float) -> float:
        other = radians(there_lat)
        share = sin((other - lat) / 2) ** 2 + sin(radians(there_lon - here_lon) / 2) ** 2 * across * cos(other)
        return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, share)))

    return kilometres


def box(lat: float, lon: float, km: float) -> Box:
    """Draw the box around everything within `km`: cheap to ask a database for, before distances are measured."""
    # A little more than a metre wider, so that what lies on the edge is inside however it was rounded.
    reach = degrees(max(0.0, km) / EARTH_RADIUS_KM) + 1e-5
    south, north = lat - reach, lat + reach
    if south <= -POLE or north >= POLE:
        return Box(max(south, -POLE), min(north, POLE), ((-DATE_LINE, DATE_LINE),))
    half = degrees(asin(sin(radians(reach)) / cos(radians(lat)))) + 1e-5
    return Box(south, north, _spans(lon - half, lon + half))


def _spans(west: float, east: float) -> tuple[tuple[float, float], ...]:
    turn = 2 * DATE_LINE
    if west <= -DATE_LINE:
        return ((-DATE_LINE, east), (west + turn, DATE_LINE))
    if east >= DATE_LINE:
        return ((-DATE_LINE, east - turn), (west, DATE_LINE))
    return ((west, east),)


def _towns(words: list[str], country: str, shortest: int) -> list[Place]:
    """Take as many words as a town's name has; the rest must say where that town is.

    Shorter names than `shortest` count only if a town is called so itself, or by everybody.
    """
    for count in range(len(words) if len(words) <= MOST_WORDS else 0, 0, -1):
        name, rest = " ".join(words[:count]), "".join(words[count:])
        # Before what is called so in another language stands what is called so itself.
        found = [
            town
            for towns in (_named(name), _called(name) if len(name) >= shortest else ())
            for town in sorted(towns, key=lambda town: -town.population)
            if _is_in(town, country) and (not rest or rest in _where(town))
        ]
        if found:
            return list(dict.fromkeys(found))[:AT_MOST]
    return []


def _named(name: str) -> Iterator[Place]:
    yield from _written(name)
    if nickname := _NICKNAMES.get(name.replace(" ", "")):
        full, _comma, where = nickname.partition(", ")
        yield from (town for town in _written(full) if where in _where(town))


def _called(name: str) -> Iterator[Place]:
    lines = _lines("town_names.tsv.gz")
    # Between a tabulator and the next character are all lines that begin with the name.
    for line in lines[bisect_left(lines, f"{name}\t") : bisect_left(lines, f"{name}\n")]:
        _name, country, region, own = line.split("\t")
        yield from (town for town in _written(own) if (town.country, town.region) == (country, region))


def _written(name: str) -> Iterator[Place]:
    lines = _lines("places.tsv.gz")
    yield from map(_place, lines[bisect_left(lines, name, key=_key) : bisect_right(lines, name, key=_key)])


def _place(line: str) -> Place:
    country, region, plain, own, latitude, longitude, population = line.split("\t")
    return Place(own or plain, country, region, float(latitude), float(longitude), int(population))


def _key(line: str) -> str:
    return key(line.split("\t", 3)[2])


def _is_in(place: Place, country: str) -> bool:
    return country in ("", place.country) or (country in TERRITORIES and place.region == country)


def _where(town: Place) -> set[str]:
    """Collect the ways to say where a town is, folded, without spaces: “nv”, “nevada”, “nevadausa”, “unitedstates”."""
    lands = _names_of_lands().get(town.country) or {_squeezed(town.country)}
    regions = _names_of_regions(town.country).get(town.region) or {_squeezed(town.region)} - {""}
    return lands | regions | {region + land for region in regions for land in lands}


@cache
def _names_of_lands() -> dict[str, set[str]]:
    named = {code: {_squeezed(code)} for code in places.country_codes()}
    for name, code in places.countries_by_name().items():
        named[code].add(_squeezed(name))
    return named


@cache
def _names_of_places() -> frozenset[str]:
    """Collect all that may be said, without spaces, of where a town is."""
    named = [
        *_names_of_lands().values(),
        *(names for land in places.REGIONS for names in _names_of_regions(land).values()),
    ]
    return frozenset().union(*named)


@cache
def _names_of_regions(country: str) -> dict[str, set[str]]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in places.regions_by_name(country).items():
        named[code].add(_squeezed(name))
    return dict(named)


def _squeezed(text: str) -> str:
    return key(text).replace(" ", "")


def _postal(folded: str, country: str) -> list[Place]:
    for land, pattern in _POSTAL_CODES.items():
        match = pattern.fullmatch(folded)
        place = _coded(land, match["code"].upper()) if match else None
        if match and place and _is_in(place, country) and _may_precede(match["before"] or "", place):
            return [place]
    return []


def _may_precede(before: str, place: Place) -> bool:
    """Whether words before a code agree with it: the code of a town elsewhere may look the same (“Paris 75001”)."""
    named = tuple(f" {name} " for name, code in places.regions_by_name(place.country).items() if code == place.region)
    return not before or f" {before}".endswith(named)


def _coded(country: str, code: str) -> Place | None:
    lines, start = _lines("postal_codes.tsv.gz"), f"{country}\t{code}\t"
    at = bisect_left(lines, start)
    if at == len(lines) or not lines[at].startswith(start):
        return None
    return _of_code(lines[at])


def _of_code(line: str) -> Place:
    country, _code, latitude, longitude, name, region = line.split("\t")
    return Place(name, country, region, float(latitude), float(longitude), 0)


@cache
def _lines(name: str) -> list[str]:
    """Read a sorted file once. Lines stay text until they are wanted: quick to load, and small."""
    packed = (Path(settings.BASE_DIR) / "fixtures" / name).read_bytes()
    return gzip.decompress(packed).decode().rstrip("\n").split("\n")
