"""The published directory in memory: which listings have which facet value, as bitmaps, and their order by name.

A listing has a slot, and a value has the set of slots that have it; so a question is a few intersections and a count is the size
of one. At a start slots are given in the order of names: what is found is in order as it stands, but for what came or was renamed
since. What is here is what `listed()` gives and what the filters mean, no more: tests compare both on random directories. Every
process keeps its own, and brings it up to date when the edition in the database is a later one.
"""

import math
import threading
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableSequence, Sequence
from copy import copy
from datetime import date
from itertools import pairwise, repeat, takewhile, zip_longest
from typing import Any, NamedTuple, Self

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language
from pyroaring import BitMap

from directory import gazetteer, index_values
from directory.choices import Answer, Freshness, Question
from directory.freshness import NEVER
from directory.models import Edition, Organization
from directory.places import country_name, region_name
from directory.search.words import words
from directory.vocabulary import Present, Terms, synonyms, terms_by_language

# What is known of each slot, and of one that is not listed yet; and what is kept in an order of its own.
BY_SLOT = {
    "key_at": 0, "changed_in": 0, "rank": 0.0, "latitudes": math.nan, "longitudes": math.nan, "listed_on": 0, "checked_on": 1,
}  # fmt: skip
IN_ORDER = ("latitudes_in_order", "by_latitude")
POLICIES = frozenset(Question.values)
# So many listings are looked at anew, or stand elsewhere than at the start; of more, everything is.
MOST_PATCHED = 2_000
NONE = BitMap()
# A slot that nothing is ever in.
NOWHERE = 2**32 - 1
# Values of a filter and what they are called, in order.
Named = tuple[tuple[str, str], ...]


class Filters(NamedTuple):
    """Filters as they were written for an edition and a day, and the counts in them: with the same counts they are the same."""

    state: tuple[object, ...]
    counts: dict[str, dict[str, int]]
    drawn: str


class Index:
    """`values[name][value]` is the set of slots a filter keeps for that value; `listed` is all of them.

    It does not change once it is made: `later` gives another one, so that no request sees half a publication.
    """

    def __init__(self) -> None:
        self.edition = Edition.objects.now()
        self.synonyms, self.vocabularies = synonyms(), terms_by_language()
        self.listed = BitMap()
        self.values: dict[str, dict[str, BitMap]] = {}
        # A listing keeps its slot, and a key its place: later indexes of this process add to these three, and share them.
        self.pks: list[int] = []
        self.slots: dict[int, int] = {}
        self.keys: list[str] = []
        # By slot, and bare numbers: to copy a list touches every object in it, and there are as many as there are listings.
        self.key_at, self.changed_in, self.rank = array("L"), array("Q"), array("d")
        self.latitudes, self.longitudes = array("d"), array("d")
        self.listed_on, self.checked_on = array("l"), array("l")
        # So many slots stood in order at the start, by the key of the same number; and those that stand elsewhere, in order, by the slot they stand before.
        self.at_start = 0
        self.strays, self.before = BitMap(), dict[int, tuple[int, ...]]()
        # Slots whose centre is known, by its latitude.
        self.latitudes_in_order, self.by_latitude = array("d"), array("L")
        self.spellings: dict[str, int] | None = None
        self.fresh: tuple[date, dict[str, BitMap]] = (date.min, {})
        # Of each filter and language, the values there are and what they are called; see `directory.facets`.
        self.named: dict[tuple[str, str | None], Named] = {}
        # By language, the filters as they are written for whoever has asked nothing yet; see `directory.list_page`.
        self.filters: dict[str | None, Filters] = {}
        told = index_values.read(self._slots)
        self._take_in(told)
        self.at_start = len(self.pks)
        self.keys = list(map(self.key, range(self.at_start)))
        self.key_at, self.rank = array("L", range(self.at_start)), array("d", range(self.at_start))
        centres = zip(told.latitudes, told.slots, strict=True)
        from_the_south = sorted((latitude, slot) for latitude, slot in centres if latitude is not None)
        self.latitudes_in_order.extend(latitude for latitude, _slot in from_the_south)
        self.by_latitude.extend(slot for _latitude, slot in from_the_south)

    def later(self, edition: Present) -> "Index":
        """Return the index of a later edition: this one, with another look at what has changed since."""
        changed = Organization.objects.filter(changed_in__gt=self.edition.number).order_by()
        pks = list(changed.values_list("pk", flat=True)[: MOST_PATCHED + 1])
        if len(pks) + len(self.strays) > MOST_PATCHED:
            return Index()
        new = self._copied()
        new.edition = edition
        new.look_again_at(pks)
        # Copied first: whoever draws a list by this one meanwhile adds to it.
        for (name, language), said in dict(self.named).items():
            if new.by_value(name).keys() == self.by_value(name).keys():
                new.named[name, language] = said
        return new

    def look_again_at(self, pks: Collection[int]) -> None:
        """Forget what is known of these and take in what is listed of them now. Only for an index nobody has seen yet."""
        self._forget(BitMap(self.slots[pk] for pk in pks if pk in self.slots) & self.listed)
        told = index_values.read(self._slots, pks)
        self._take_in(told)
        self._put_in_order(told.slots)

    def _copied(self) -> Self:
        """Return one that can be changed. Bitmaps are replaced, never changed, so they may be shared."""
        new = copy(self)
        new.values = {name: dict(of) for name, of in self.values.items()}
        for name in (*BY_SLOT, *IN_ORDER):
            setattr(new, name, getattr(self, name)[:])
        # A word that only a listing taken down is named by must not be offered any more.
        new.spellings, new.named, new.filters, new.before = None, {}, dict(self.filters), dict(self.before)
        return new

    def _slots(self, pks: list[int], keys: list[str]) -> list[int]:
        """Return the slot of each; those that had none get theirs in the order of their keys, and of these, as given."""
        new = sorted((at for at, pk in enumerate(pks) if pk not in self.slots), key=keys.__getitem__)
        # By primary key, as they are asked for; and out of an array they lie side by side in memory, which is met twice as fast.
        slots = array("L", map(self.slots.get, pks, repeat(0)))
        for slot, at in enumerate(new, len(self.pks)):
            slots[at] = slot
        self.pks += map(pks.__getitem__, new)
        self.slots.update(zip(pks, slots, strict=True))
        return [self.slots[pk] for pk in pks]

    def _take_in(self, told: index_values.Listed) -> None:
        """Say of listings what was read of them, but not yet where they stand among others."""
        slots = told.slots
        for name, blank in BY_SLOT.items():
            column = getattr(self, name)
            column.extend([blank] * (len(self.pks) - len(column)))
        for slot, key in zip(slots, told.keys, strict=True):
            # Most that is looked at again is called as before, and nothing is ever taken out of what all share.
            if not self.keys or self.key(slot) != key:
                self.key_at[slot] = len(self.keys)
                self.keys.append(key)
        _set(self.changed_in, slots, told.changed_in)
        _set(self.listed_on, slots, map(date.toordinal, told.listed_on))
        _set(self.checked_on, slots, (one.checked_on.toordinal() for one in told.checked))
        for column, degrees in ((self.latitudes, told.latitudes), (self.longitudes, told.longitudes)):
            _set(column, slots, (math.nan if one is None else one for one in degrees))
        arrived = BitMap(slots)
        self.listed = self.listed | arrived
        for name, by_value in told.having.items():
            of = self.values.setdefault(name, {})
            of |= {value: of.get(value, NONE) | bits(having) for value, having in by_value.items() if value and having}
        for name in POLICIES:
            of = self.values.setdefault(name, {})
            unknown = arrived - of.get(Answer.YES, NONE) - of.get(Answer.NO, NONE)
            of[Answer.UNKNOWN.value] = of.get(Answer.UNKNOWN, NONE) | unknown
        day, fresh = self.fresh
        if fresh:
            self.fresh = day, {value: having | bits(told.standing(value, day)) for value, having in fresh.items()}

    def _forget(self, gone: BitMap) -> None:
        self.listed = self.listed - gone
        day, fresh = self.fresh
        self.fresh = day, {value: _without(having, gone) for value, having in fresh.items()}
        for name, of in self.values.items():
            self.values[name] = {value: left for value, having in of.items() if (left := _without(having, gone))}
        for there in {math.ceil(self.rank[slot]) for slot in gone & self.strays}:
            self.before[there] = tuple(one for one in self.before[there] if one not in gone)
        for slot in gone:
            if not math.isnan(latitude := self.latitudes[slot]):
                first = bisect_left(self.latitudes_in_order, latitude)
                at = self.by_latitude.index(slot, first)
                del self.latitudes_in_order[at], self.by_latitude[at]
        self.strays = self.strays - gone

    def _put_in_order(self, slots: Iterable[int]) -> None:
        """Put each between its neighbours, by name and by latitude."""
        strays: dict[int, list[int]] = defaultdict(list)
        for slot in slots:
            if slot < self.at_start and self.keys[slot] == self.key(slot):
                self.rank[slot] = slot
            else:
                there = bisect_left(range(self.at_start), self._place(slot), key=self._place_at_start)
                strays[there].append(slot)
            if not math.isnan(latitude := self.latitudes[slot]):
                at = bisect_left(self.latitudes_in_order, latitude)
                self.latitudes_in_order.insert(at, latitude)
                self.by_latitude.insert(at, slot)
        for there, those in strays.items():
            self._stray(there, those)

    def _stray(self, there: int, those: list[int]) -> None:
        """Share out the room before the slot that these stand before among all that do."""
        together = sorted((*self.before.get(there, ()), *those), key=self._place)
        for number, one in enumerate(together, 1):
            self.rank[one] = there - 1 + number / (len(together) + 1)
        self.before[there] = tuple(together)
        self.strays = self.strays | BitMap(those)

    def _place(self, slot: int) -> tuple[str, int]:
        # Of one name, in the order of their primary keys: slots are in the order in which this process met them.
        return self.key(slot), self.pks[slot]

    def _place_at_start(self, slot: int) -> tuple[str, int]:
        return self.keys[slot], self.pks[slot]

    def key(self, slot: int) -> str:
        """Return what a listing is ordered by."""
        return self.keys[self.key_at[slot]]

    def checked_day(self, slot: int) -> date | None:
        """Return the oldest day that a listing rests on; none if something of it was never checked."""
        day = date.fromordinal(self.checked_on[slot])
        return None if day == NEVER.checked_on else day

    @property
    def terms(self) -> Terms:
        """Return every vocabulary in the language of the page."""
        return self.vocabularies.get(get_language() or "") or self.vocabularies[settings.LANGUAGE_CODE]

    @property
    def spoken(self) -> dict[str, int]:
        """Return the words that listings are named and found by, and how often: what a word may be corrected to."""
        if self.spellings is None:
            told = [self.key(slot).partition("\0")[2] for slot in self.listed]
            for language, terms in self.vocabularies.items():
                told += [name for choices in terms.values() for _slug, name in choices]
                told += [country_name(code, language) for code in self.values.get("country", ())]
                regions = (value.split("-", 1) for value in self.values.get("region", ()))
                told += [region_name(country, region, language) for country, region in regions]
            told += [value.split("-", 2)[2] for value in self.values.get("serves", ()) if value.count("-") > 1]
            listed = Organization.objects.listed().order_by()
            told += listed.exclude(city="").values_list("city", flat=True).distinct()
            self.spellings = Counter(word for text in told for word in words(text))
        return self.spellings

    def having(self, name: str, value: str) -> BitMap:
        """Return the slots that the filter called `name` keeps for one value."""
        return self.by_value(name).get(value, NONE)

    def by_value(self, name: str) -> Mapping[str, BitMap]:
        """Return, for each value of the filter called `name` that some listing has, the slots it keeps."""
        if name == "fresh":
            return self._by_freshness()
        return self.values.get(name, {})

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
        return bits(list(map(self.slots.get, pks, repeat(NOWHERE)))) & self.listed

    def within(self, latitude: float, longitude: float, km: float) -> dict[int, float]:
        """Return the distance, in kilometres, of every listing that is no further away, by slot."""
        around = gazetteer.box(latitude, longitude, km)
        first = bisect_left(self.latitudes_in_order, around.south)
        last = bisect_right(self.latitudes_in_order, around.north)
        kilometres, found = gazetteer.kilometres_from(latitude, longitude), {}
        for west, east in around.spans:
            for slot in self.by_latitude[first:last]:
                there = self.longitudes[slot]
                if west <= there <= east and (away := kilometres(self.latitudes[slot], there)) <= km:
                    found[slot] = away
        return found

    def in_order_of_name(self, found: BitMap) -> Iterator[int]:
        """Yield slots by name: as they stand, with those that stray put between them."""
        strays = sorted(found & self.strays, key=self.rank.__getitem__)
        settled = found - self.strays if strays else found
        ends = (0, *(math.ceil(self.rank[slot]) for slot in strays), NOWHERE)
        for (first, end), stray in zip_longest(pairwise(ends), strays):
            yield from takewhile(end.__gt__, settled.iter_equal_or_larger(first))
            if stray is not None:
                yield stray


def bits(slots: Sequence[int]) -> BitMap:
    """Return a set of slots as plain bits: written as runs, as it is by default, it takes five times as long to count by."""
    return BitMap(slots, optimize=False)


def _set(column: MutableSequence[Any], slots: Iterable[int], values: Iterable[Any]) -> None:
    for slot, value in zip(slots, values, strict=True):
        column[slot] = value


def _without(having: BitMap, gone: BitMap) -> BitMap:
    return having - gone if having.intersect(gone) else having


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
        # Asked again: while this thread waited, another one may have brought it up to a later edition than was read above.
        index, edition = _kept, Edition.objects.now()
        # Other words, another record, or this one put back from a backup: nothing that is known holds.
        if index is None or index.edition[:2] != edition[:2] or index.edition.number > edition.number:
            index = Index()
        elif index.edition.number < edition.number:
            index = index.later(edition)
        _kept = index
    return index
