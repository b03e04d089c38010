"""The answer to a visitor's question, from the index and the full-text documents: who is found, in what order, and how many
would be found otherwise.

It means what `OrganizationFilter` means in SQL; tests hold the two against each other.
"""

from collections.abc import Iterator
from functools import cached_property, reduce
from itertools import islice
from operator import and_, or_
from typing import Any

from django.http import QueryDict
from pyroaring import BitMap

from directory.bands import Band, bands
from directory.filters import PARTS, OrganizationFilter
from directory.index import Index
from directory.near import Here
from directory.search import documents
from directory.search.documents import Document
from directory.search.questions import Question, apart, question_of, whole
from directory.search.spelling import suggestion

# Past so many, words in names and topics no longer come first: the order is by name, and the page says so.
MOST_RANKED = 2_000
# Each word costs a search, and a question may have twenty.
MOST_APART = 8
# Some among many are kept as numbers, and to look for each takes twice as long as to count those that are not among them, which are kept as bits.
FEW = 1_000


class Answer:
    """What `index` says to a valid question. Nothing is asked of it until it is needed, and then once."""

    def __init__(self, asked: OrganizationFilter, index: Index) -> None:
        self.asked, self.index = asked, index
        self.data: QueryDict = asked.data
        self._parts: dict[str, BitMap | None] = {}
        self._counts: dict[str, dict[str, int]] = {}

    @cached_property
    def found(self) -> BitMap:
        return self._all_but("")

    def without(self, left_out: str) -> BitMap:
        """Return what is found by all parts of the question but the one called `left_out`."""
        return self._all_but(left_out) if left_out in self.data else self.found

    def _all_but(self, left_out: str) -> BitMap:
        parts = [part for name in PARTS if name != left_out and (part := self._part(name)) is not None]
        return reduce(and_, sorted(parts, key=len)) if parts else self.index.listed

    def _part(self, name: str) -> BitMap | None:
        """Return what one part of the question finds alone; None if the question has no such part."""
        if name not in self.data:
            return None
        if name not in self._parts:
            read = {"q": self._by_words, "near": self._in_bands, "family": self._in_family}.get(name, self._having)
            self._parts[name] = read(name)
        return self._parts[name]

    def _having(self, name: str) -> BitMap:
        each = [self.index.having(name, value) for value in self.data.getlist(name)]
        if name == "focus" and self.adds_focus:
            return reduce(and_, each)
        return reduce(or_, each)

    @property
    def is_of_all(self) -> bool:
        """Whether nothing was asked, but perhaps for an order."""
        return self.data.keys() <= {"sort"}

    @property
    def adds_focus(self) -> bool:
        return bool(self.data.get("focus_match") == "all")

    @cached_property
    def words(self) -> Question:
        return question_of(self.data.get("q", ""), self.index.synonyms)

    def _by_words(self, _name: str) -> BitMap | None:
        return self._in_documents(Document._fields) if self.words else None

    def _in_bands(self, _name: str) -> BitMap:
        return BitMap().union(*(band.slots for band in self._bands))

    def _in_family(self, _name: str) -> BitMap:
        heads = self.asked.family_heads
        return reduce(or_, (self.index.having("family", str(pk)) for pk in heads), self.index.slots_of(heads[:1]))

    @property
    def here(self) -> list[Here]:
        """List what the place in the question may mean; it is answered for the first."""
        return self.asked.here

    @cached_property
    def _bands(self) -> list[Band]:
        return bands(self.index, self.here[0], self.asked.kilometres) if self.here else []

    @property
    def is_banded(self) -> bool:
        return bool(self.here) and self.sort == ""

    def bands(self) -> list[Band]:
        """Return what is found of each band."""
        each = (band._replace(slots=band.slots & self.found) for band in self._bands)
        return [band for band in each if band.slots]

    def _in_documents(self, within: tuple[str, ...]) -> BitMap:
        return self.index.slots_of(documents.found(self.words, within=within))

    def counts(self, name: str) -> dict[str, int]:
        """Count, by value, what a question with that value of `name` instead of its own would find; no value that finds nothing."""
        if name not in self._counts:
            self._counts[name] = self._counted(name)
        return self._counts[name]

    def _counted(self, name: str) -> dict[str, int]:
        others = self.found if name == "focus" and self.adds_focus else self.without(name)
        by_value = self.index.by_value(name)
        if others is self.index.listed:
            return {value: n for value, slots in by_value.items() if (n := len(slots))}
        if FEW < len(others) < len(self.index.listed) / 2:
            beyond = (self._not_found if others is self.found else self.index.listed - others).intersection_cardinality
            return {value: n for value, slots in by_value.items() if (n := len(slots) - beyond(slots))}
        count = others.intersection_cardinality
        return {value: n for value, slots in by_value.items() if (n := count(slots))}

    @cached_property
    def _not_found(self) -> BitMap:
        return self.index.listed - self.found

    @cached_property
    def meant(self) -> str:
        """Return what the words were perhaps meant to be, where they find nothing and that does."""
        if "q" not in self.data or self.found:
            return ""
        better = suggestion(str(self.data["q"]), self.index.spoken, self.index.synonyms, self._is_said)
        return better if better and self._finding(better) else ""

    @cached_property
    def apart(self) -> dict[str, int]:
        """Return what each of several things asked for finds alone under the rest of the question, where together they find nothing."""
        if "q" not in self.data or self.found:
            return {}
        things = apart(str(self.data["q"]), self.index.synonyms)[:MOST_APART]
        counts = {thing: self._finding(thing) for thing in things} if len(things) > 1 else {}
        return {thing: count for thing, count in counts.items() if count}

    def _is_said(self, word: str) -> bool:
        return bool(self.index.slots_of(documents.found(whole(word))))

    def _finding(self, text: str) -> int:
        question = question_of(text, self.index.synonyms)
        return self.without("q").intersection_cardinality(self.index.slots_of(documents.found(question)))

    @cached_property
    def can_rank(self) -> bool:
        """Whether what is found by words is little enough to put names and topics that hold them first."""
        return bool("q" in self.data and self.words and len(self.found) <= MOST_RANKED)

    @property
    def sort(self) -> str:
        return self.data.get("sort") or ""

    def slots(self) -> Iterator[int]:
        """Yield what is found, in the order asked for."""
        if self.is_banded:
            for band in self.bands():
                near = band.slots & BitMap(band.away)
                yield from sorted(near, key=self._nearest_first(band.away))
                yield from self.index.in_order_of_name(band.slots - near)
        elif self.sort in {"newest", "checked"}:
            yield from sorted(self.found, key=self._newest_first(self.sort))
        elif self.can_rank and not self.sort:
            left = self.found
            for within in (("names",), ("names", "topics"), Document._fields):
                tier = left if within == Document._fields else left & self._in_documents(within)
                yield from self.index.in_order_of_name(tier)
                left = left - tier
        else:
            yield from self.index.in_order_of_name(self.found)

    def _nearest_first(self, away: dict[int, float]) -> Any:
        """Groups of one town are as far away: by slot, it would be told which of them this process has seen come back."""
        rank = self.index.rank
        return lambda slot: (away[slot], rank[slot])

    def _newest_first(self, sort: str) -> Any:
        days = self.index.listed_on if sort == "newest" else self.index.checked_on
        rank = self.index.rank
        return lambda slot: (-days[slot], rank[slot])


class Results:
    """What is found, as a paginator takes it: a length, and the slots that one page shows."""

    def __init__(self, answer: Answer | None) -> None:
        self._answer = answer

    def count(self) -> int:
        return len(self._answer.found) if self._answer else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[int]:
        return list(islice(self._answer.slots(), wanted.start, wanted.stop)) if self._answer else []
