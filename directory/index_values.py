"""What is listed, read for the index in a few queries: what each is ordered by, and who has which value of which filter.

At a start this reads everything there is, so nothing is made of a row, and what many rows share is worked out once.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from django.db.models.functions import Cast

from directory.filters import FILTERS
from directory.freshness import NEVER, Standing, standing, together
from directory.many import as_text
from directory.models import FocusArea, Organization, Policy, ServiceArea, WayToConnect
from directory.pieces import among, in_pieces
from directory.search.folding import fold, fold_and_forget
from directory.vocabulary import TERMS

AT_ONCE = 2_000
# Slots, by filter and value.
Having = dict[str, dict[str, list[int]]]
Slots = dict[int, int]


class Listed(NamedTuple):
    """The n-th of each column is about the n-th listing; `having` says who has which value."""

    slots: list[int]
    changed_in: list[int]
    latitudes: list[float | None]
    longitudes: list[float | None]
    listed_on: list[date]
    checked: list[Standing]
    keys: list[str]
    having: Having

    def standing(self, word: str, day: date) -> list[int]:
        """List the slots of those that stood so on that day."""
        return [slot for slot, one in zip(self.slots, self.checked, strict=True) if one.on(day) == word]


def read(slots_of: Callable[[list[int], list[str]], list[int]], pks: Collection[int] | None = None) -> Listed:
    """Read what is listed of these, or all of it. `slots_of` says, or decides by what each is ordered by, which slot it has."""
    listed = Organization.objects.listed() if pks is None else Organization.objects.listed().filter(pk__in=among(pks))
    found = _columns(
        listed.order_by("pk"), "pk", "changed_in", "centre_latitude", "centre_longitude", as_text("listed_on"),
        as_text("facts_checked_on"), "name", "kind", "reach", "leadership", "country", "region", "parent",
    )  # fmt: skip
    own, changed_in, latitudes, longitudes, listed_on, checked_on, names, kinds, reaches, led_by, countries, regions, parents = (
        found
    )  # fmt: skip
    keys = [key_of(name) for name in names]
    # What else is read of owners that are not here is of nothing listed.
    slots: Slots = dict(zip(own, slots_of(own, keys), strict=True))
    having: Having = defaultdict(lambda: defaultdict(list))
    for name, values in (("kind", kinds), ("reach", reaches), ("led_by", led_by)):
        _gather(having[name], values, slots.values())
    for slot, parent in zip(slots.values(), parents, strict=True):
        if parent:
            having["family"][str(parent)].append(slot)
    _gather_terms(having, slots, pks)
    _gather_policies(having, slots, pks)
    _gather_places(having, zip(slots.values(), countries, regions, strict=True), slots, pks)
    checked = _checked(having, checked_on, slots, pks)
    return Listed(list(slots.values()), changed_in, latitudes, longitudes, listed_on, checked, keys, having)


@lru_cache(maxsize=10_000)
def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def key_of(name: str) -> str:
    """Return what a listing is ordered by: its name as it is compared, and then as it is written."""
    return f"{fold_and_forget(name)}\0{name}"


def served(country: str, region: str, city: str) -> str:
    """Name an area as a value: “US”, “US-NV”, “US-NV-reno”."""
    return f"{country}-{region}-{fold(city)}" if city else f"{country}-{region}" if region else country


def _columns(rows: Any, *names: str | Cast) -> list[list[Any]]:
    columns: list[list[Any]] = [[] for _name in names]
    for piece in in_pieces(rows.values_list(*names).iterator(chunk_size=AT_ONCE), AT_ONCE):
        for name, column, values in zip(names, columns, zip(*piece, strict=True), strict=True):
            # What is asked for as text is a day. To have each made one by Django takes a fifth of a start, and there are few of them.
            column.extend(map(_day, values) if isinstance(name, Cast) else values)
    return columns


def _gather(of: dict[Any, list[int]], values: Iterable[Any], slots: Iterable[int]) -> None:
    for value, slot in zip(values, slots, strict=True):
        of[value].append(slot)


def _rows(model: Any, owner: str, pks: Collection[int] | None, *columns: str | Cast) -> Iterator[Any]:
    rows = model._default_manager.order_by()
    found = rows if pks is None else rows.filter(**{f"{owner}__in": among(pks)})
    return iter(found.values_list(f"{owner}_id", *columns).iterator(chunk_size=AT_ONCE))


def _gather_terms(having: Having, slots: Slots, pks: Collection[int] | None) -> None:
    levels = dict(FocusArea.objects.values_list("slug", "level"))
    for fact, name in FILTERS.items():
        field: Any = Organization._meta.get_field(fact)
        by_term: dict[int, list[int]] = defaultdict(list)
        through, column = field.remote_field.through, f"{field.m2m_reverse_field_name()}_id"
        for pk, term in _rows(through, field.m2m_field_name(), pks, column):
            if (slot := slots.get(pk)) is not None:
                by_term[term].append(slot)
        for term, slug in TERMS[fact]._default_manager.values_list("pk", "slug"):
            having[name][slug] += by_term[term]
            if name == "focus":
                having["level"][levels[slug]] += by_term[term]


def _gather_policies(having: Having, slots: Slots, pks: Collection[int] | None) -> None:
    for pk, question, answer in _rows(Policy, "owner", pks, "question", "answer"):
        if (slot := slots.get(pk)) is not None:
            having[question][answer].append(slot)


def _gather_places(
    having: Having, own: Iterable[tuple[int, str, str]], slots: Slots, pks: Collection[int] | None
) -> None:
    """Say where each is and what it serves."""
    by_place: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_area: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for here, country, region in own:
        by_place[country, region].append(here)
    for pk, *area in _rows(ServiceArea, "owner", pks, "country", "region", "city"):
        if (slot := slots.get(pk)) is not None:
            by_area[tuple(area)].append(slot)
    for area, found in by_area.items():
        having["serves"][served(*area)] += found
    for (country, region, *_city), found in chain(by_place.items(), by_area.items()):
        having["country"][country] += found
        if country and region:
            having["region"][f"{country}-{region}"] += found


def _checked(
    having: Having, checked_on: list[date | None], slots: Slots, pks: Collection[int] | None
) -> list[Standing]:
    """Say how each stands as a whole, by the riskiest of its facts and ways; and gather who has which way."""
    stands = cache(standing)
    found = dict(zip(slots.values(), map(stands, checked_on), strict=True))
    for pk, kind, confirmed_on in _rows(WayToConnect, "owner", pks, "kind", as_text("last_confirmed")):
        if (slot := slots.get(pk)) is not None:
            having["connect"][kind].append(slot)
            if (before := found[slot]) is not NEVER:
                way = stands(_day(confirmed_on), kind)
                found[slot] = NEVER if way is NEVER else together((before, way))
    for name, column in (("ages", 0), ("due", 1)):
        by_day: dict[date, list[int]] = defaultdict(list)
        _gather(by_day, (one[column] for one in found.values()), found)
        having[name] = {day.isoformat(): those for day, those in by_day.items()}
    return list(found.values())
