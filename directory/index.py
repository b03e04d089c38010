"""The published directory in memory: which listings have which facet value, as bitmaps, and their order by name.

A listing has a slot, and a value has the set of slots that have it; so a question is a few intersections and a count is the size
of one. What is here is what `listed()` gives and what the filters mean, no more: tests compare both on random directories. Every
process keeps its own, and brings it up to date when the edition in the database is a later one.
"""

import math
import threading
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language
from pyroaring import BitMap

from directory import gazetteer
from directory.choices import Answer, Freshness, Question
from directory.filters import FILTERS
from directory.freshness import NEVER, Standing, standing, together
from directory.models import Edition, Organization, Policy, ServiceArea, WayToConnect
from directory.places import country_name, region_name
from directory.search.folding import fold
from directory.search.words import words
from directory.vocabulary import TERMS, FocusArea, Present, Terms, synonyms, terms_by_language

Key = tuple[str, str, int]
COLUMNS = ("kind", "reach", "led_by")
POLICIES = frozenset(Question.values)
# So many listings are looked at anew; of more, everything is.
MOST_PATCHED = 2_000
# Of fewer than one in so many, the found ones are sorted; of more, the order of all is walked.
FEW = 20
_NONE = BitMap()


class Index:
    """`values[name][value]` is the set of slots a filter keeps for that value; `listed` is all of them.

    It does not change once it is made: `later` gives another one, so that no request sees half a publication.
    """

    def __init__(self) -> None:
        self.edition = Edition.objects.now()
        self.synonyms, self.vocabularies = synonyms(), terms_by_language()
        self.listed = BitMap()
        self.values: dict[str, dict[str, BitMap]] = {}
        self.pks: list[int] = []
        self.slots: dict[int, int] = {}
        # By slot; None where nothing is listed any more.
        self.keys: list[Key | None] = []
        self.changed_in: list[int] = []
        self.centres: list[tuple[float, float] | None] = []
        self.listed_on: list[date] = []
        # How each stands as a whole: by the riskiest of its facts and ways.
        self.checked: list[Standing] = []
        self.by_name: list[Key] = []
        self.spellings: dict[str, int] | None = None
        # Those whose centre is known, by its latitude.
        self.by_latitude: list[tuple[float, int]] = []
        self.fresh: tuple[date, dict[str, BitMap]] = (date.min, {})
        # Of each filter and language, the values there are and what they are called; see `directory.facets`.
        self.named: dict[tuple[str, str | None], list[tuple[str, str]]] = {}
        self.by_name = sorted(self._take_in(Organization.objects.listed()))
        self.by_latitude = sorted((centre[0], slot) for *_, slot in self.by_name if (centre := self.centres[slot]))

    def later(self, edition: Present) -> "Index":
        """Return the index of a later edition: this one, with another look at what has changed since."""
        changed = Organization.objects.filter(changed_in__gt=self.edition.number).order_by()
        pks = list(changed.values_list("pk", flat=True)[: MOST_PATCHED + 1])
        if len(pks) > MOST_PATCHED:
            return Index()
        new = self._copied()
        new.edition = edition
        new.look_again_at(pks)
        return new

    def look_again_at(self, pks: Iterable[int]) -> None:
        """Forget what is known of these and take in what is listed of them now. Only for an index nobody has seen yet."""
        for pk in pks:
            self._forget(pk)
        for key in self._take_in(Organization.objects.listed().filter(pk__in=pks)):
            insort(self.by_name, key)
            if centre := self.centres[key[2]]:
                insort(self.by_latitude, (centre[0], key[2]))

    def _copied(self) -> Self:
        new = copy(self)
        new.listed, new.fresh = self.listed.copy(), (date.min, {})
        new.values = {name: {value: slots.copy() for value, slots in of.items()} for name, of in self.values.items()}
        new.pks, new.slots, new.keys, new.by_name = self.pks[:], dict(self.slots), self.keys[:], self.by_name[:]
        # A word that only a listing taken down is named by must not be offered any more.
        new.spellings, new.named = None, {}
        new.centres, new.by_latitude = self.centres[:], self.by_latitude[:]
        new.changed_in, new.listed_on, new.checked = self.changed_in[:], self.listed_on[:], self.checked[:]
        return new

    def _take_in(self, listed: Any) -> list[Key]:
        """Add listings, and return what they are ordered by."""
        told = listed.order_by().values_list(
            "centre_latitude",
            "centre_longitude",
            "pk",
            "changed_in",
            "listed_on",
            "facts_checked_on",
            "name",
            "kind",
            "reach",
            "leadership",
            "country",
            "region",
        )
        taken = []
        for (
            latitude,
            longitude,
            pk,
            changed_in,
            listed_on,
            checked_on,
            name,
            *choices,
            country,
            region,
        ) in told.iterator():
            slot = self._slot(pk)
            key = (fold(name), name, slot)
            taken.append(key)
            self.listed.add(slot)
            self.keys[slot], self.changed_in[slot] = key, changed_in
            self.listed_on[slot], self.checked[slot] = listed_on, standing(checked_on)
            self.centres[slot] = (latitude, longitude) if latitude is not None else None
            for filter_name, value in zip(COLUMNS, choices, strict=True):
                self._say(slot, filter_name, value)
            self._say_place(slot, country, region)
        for filter_name, value, pk in _related(listed):
            self._say(self.slots[pk], filter_name, value)
        for pk, kind, confirmed_on in _rows(WayToConnect, listed, "kind", "last_confirmed"):
            slot = self.slots[pk]
            self._say(slot, "connect", kind)
            self.checked[slot] = together([self.checked[slot], standing(confirmed_on, kind)])
        for *_, slot in taken:
            self._say(slot, "ages", self.checked[slot].ages_on.isoformat())
            self._say(slot, "due", self.checked[slot].due_on.isoformat())
        for pk, country, region, city in _rows(ServiceArea, listed, "country", "region", "city"):
            self._say_place(self.slots[pk], country, region)
            self._say(self.slots[pk], "serves", served(country, region, city))
        return taken

    def _slot(self, pk: int) -> int:
        slot = self.slots.get(pk)
        if slot is None:
            slot = self.slots[pk] = len(self.pks)
            self.pks.append(pk)
            self.keys.append(None)
            self.changed_in.append(0)
            self.centres.append(None)
            self.listed_on.append(date.min)
            self.checked.append(NEVER)
        return slot

    def _say(self, slot: int, name: str, value: str) -> None:
        if value:
            self.values.setdefault(name, {}).setdefault(value, BitMap()).add(slot)

    def _say_place(self, slot: int, country: str, region: str) -> None:
        self._say(slot, "country", country)
        if country and region:
            self._say(slot, "region", f"{country}-{region}")

    def _forget(self, pk: int) -> None:
        slot = self.slots.get(pk)
        key = None if slot is None else self.keys[slot]
        if slot is None or key is None:
            return
        for of in self.values.values():
            for having in of.values():
                having.discard(slot)
        self.listed.discard(slot)
        del self.by_name[bisect_left(self.by_name, key)]
        if centre := self.centres[slot]:
            del self.by_latitude[bisect_left(self.by_latitude, (centre[0], slot))]
        self.keys[slot] = self.centres[slot] = None

    @property
    def terms(self) -> Terms:
        """Return every vocabulary in the language of the page."""
        return self.vocabularies.get(get_language() or "") or self.vocabularies[settings.LANGUAGE_CODE]

    @property
    def spoken(self) -> dict[str, int]:
        """Return the words that listings are named and found by, and how often: what a word may be corrected to."""
        if self.spellings is None:
            told = [key[1] for key in self.keys if key]
            for terms in self.vocabularies.values():
                told += [name for choices in terms.values() for _slug, name in choices]
            told += [country_name(code) for code in self.values.get("country", ())]
            told += [region_name(*value.split("-", 1)) for value in self.values.get("region", ())]
            told += [value.split("-", 2)[2] for value in self.values.get("serves", ()) if value.count("-") > 1]
            listed = Organization.objects.listed().order_by()
            told += listed.exclude(city="").values_list("city", flat=True).distinct()
            self.spellings = Counter(word for text in told for word in words(text))
        return self.spellings

    def having(self, name: str, value: str) -> BitMap:
        """Return the slots that the filter called `name` keeps for one value."""
        return self.by_value(name).get(value, _NONE)

    def by_value(self, name: str) -> Mapping[str, BitMap]:
        """Return, for each value of the filter called `name` that some listing has, the slots it keeps."""
        if name == "fresh":
            return self._by_freshness()
        said = self.values.get(name, {})
        if name in POLICIES:
            unknown = self.listed - said.get(Answer.YES, _NONE) - said.get(Answer.NO, _NONE)
            return {**said, Answer.UNKNOWN.value: unknown}
        return said

    def _by_freshness(self) -> dict[str, BitMap]:
        """Sort by how the riskiest of each stands: that changes with the day, and with nothing else."""
        today = timezone.localdate()
        day, fresh = self.fresh
        if day != today:
            ages, due = self._until("ages", today), self._until("due", today)
            unchecked = self.having("due", NEVER.due_on.isoformat())
            sorted_out = {
                Freshness.FRESH: self.listed - ages,
                Freshness.AGEING: ages - due,
                Freshness.OUTDATED: due - unchecked,
                Freshness.UNCHECKED: unchecked,
            }
            fresh = {freshness.value: slots for freshness, slots in sorted_out.items()}
            self.fresh = (today, fresh)
        return fresh

    def _until(self, name: str, today: date) -> BitMap:
        """Return the slots of which the day called `name` has come. Written so, days are in order as texts."""
        last = today.isoformat()
        return BitMap.union(BitMap(), *(slots for on, slots in self.values.get(name, {}).items() if on <= last))

    def slots_of(self, pks: Iterable[int]) -> BitMap:
        """Return the slots of these, but only of what is listed."""
        return BitMap([self.slots[pk] for pk in pks if pk in self.slots]) & self.listed

    def within(self, latitude: float, longitude: float, km: float) -> dict[int, float]:
        """Return the distance, in kilometres, of every listing that is no further away, by slot."""
        around = gazetteer.box(latitude, longitude, km)
        first = bisect_left(self.by_latitude, (around.south,))
        last = bisect_left(self.by_latitude, (around.north, math.inf))
        found = {}
        for _latitude, slot in self.by_latitude[first:last]:
            centre = self.centres[slot]
            if centre and around.holds(*centre) and (away := gazetteer.distance_km(latitude, longitude, *centre)) <= km:
                found[slot] = away
        return found

    def in_order_of_name(self, found: BitMap) -> Iterator[int]:
        """Yield slots by name."""
        if len(found) * FEW < len(self.by_name):
            return iter(sorted(found, key=self.keys.__getitem__))  # type: ignore[arg-type]  # what is found is listed
        return (key[2] for key in self.by_name if key[2] in found)


def served(country: str, region: str, city: str) -> str:
    """Name an area as a value: “US”, “US-NV”, “US-NV-reno”."""
    return f"{country}-{region}-{fold(city)}" if city else f"{country}-{region}" if region else country


def _related(listed: Any) -> Iterator[tuple[str, str, int]]:
    """Yield (filter, value, primary key) for everything a listing says in rows of its own."""
    levels = dict(FocusArea.objects.values_list("slug", "level"))
    for fact, name in FILTERS.items():
        field: Any = Organization._meta.get_field(fact)
        slugs = dict(TERMS[fact]._default_manager.values_list("pk", "slug"))
        rows = field.remote_field.through._default_manager.filter(organization__in=listed.order_by().values("pk"))
        for pk, term in rows.values_list("organization_id", f"{field.m2m_reverse_field_name()}_id").iterator():
            yield name, slugs[term], pk
            if name == "focus":
                yield "level", levels[slugs[term]], pk
    for pk, question, answer in _rows(Policy, listed, "question", "answer"):
        yield question, answer, pk


def _rows(model: Any, listed: Any, *columns: str) -> Iterator[Any]:
    rows = model._default_manager.filter(owner__in=listed.order_by().values("pk")).order_by()
    return rows.values_list("owner_id", *columns).iterator()


_lock = threading.Lock()
_kept: Index | None = None


def current() -> Index:
    """Return this process's index, brought up to the edition that is in the database now."""
    global _kept  # noqa: PLW0603 (one for each process)
    if connection.in_atomic_block:
        # What is seen inside a transaction may never come to be, so nobody else is given it.
        return Index()
    edition = Edition.objects.now()
    if (index := _kept) is not None and index.edition == edition:
        return index
    with _lock:
        index = _kept
        # Other words, another record, or this one put back from a backup: nothing that is known holds.
        if index is None or index.edition[:2] != edition[:2] or index.edition.number > edition.number:
            index = Index()
        elif index.edition.number < edition.number:
            index = index.later(edition)
        _kept = index
    return index
