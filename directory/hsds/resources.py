"""The collections that partners can read, and what each is asked and answers."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet

from directory.hsds import identifiers, records
from directory.hsds.dictionary import Made
from directory.hsds.locations import having_a_place
from directory.hsds.narrowing import narrowed
from directory.hsds.questions import OF_LISTINGS, PAGING, Question
from directory.hsds.writing import Writing, for_full_records, for_short_records
from directory.models import Organization, OrganizationQuerySet
from directory.search.folding import fold, folded_words

AT_ONCE = 500
Write = Callable[[Organization, Writing], Made]


class Found(Protocol):
    """What answers a question: so many, and any stretch of them."""

    def count(self) -> int: ...

    def records(self, first: int, last: int) -> Iterable[Made]: ...

    def all(self) -> Iterator[Made]: ...


class Resource(Protocol):
    """A collection. `thing` is what its records are; the others are the parts of a question it knows."""

    @property
    def thing(self) -> str: ...

    @property
    def asks(self) -> tuple[str, ...]: ...

    @property
    def asks_of_one(self) -> tuple[str, ...]: ...

    def find(self, asked: Question, writing: Writing) -> Found: ...

    def one(self, identifier: UUID, asked: Question, writing: Writing) -> Made | None: ...


@dataclass(frozen=True)
class Written:
    """Listings, written as they are read."""

    listed: QuerySet[Organization]
    write: Write
    writing: Writing

    def count(self) -> int:
        return self.listed.count()

    def records(self, first: int, last: int) -> Iterator[Made]:
        return (self.write(record, self.writing) for record in self.listed[first:last].iterator(AT_ONCE))

    def all(self) -> Iterator[Made]:
        return (self.write(record, self.writing) for record in self.listed.iterator(AT_ONCE))


def everything(writing: Writing) -> Iterator[Made]:
    """Write all that is listed, whole, by organization."""
    return _whole(records.organization_with_service, writing)


def all_services(writing: Writing) -> Iterator[Made]:
    return _whole(records.full_service, writing)


def _whole(write: Write, writing: Writing) -> Iterator[Made]:
    return Written(for_full_records(Organization.objects.for_open_data()), write, writing).all()


def _all(listed: OrganizationQuerySet) -> OrganizationQuerySet:
    return listed


@dataclass(frozen=True)
class Listings:
    """One record for each listing that has one, which part of it that is, and the ways to write it."""

    thing: str
    role: str
    short: Write
    full: Write
    minimal: Write | None = None
    fullest: Write | None = None
    having: Callable[[OrganizationQuerySet], OrganizationQuerySet] = _all

    @property
    def asks(self) -> tuple[str, ...]:
        return (*PAGING, *OF_LISTINGS, *(["minimal"] if self.minimal else []), *self.asks_of_one)

    @property
    def asks_of_one(self) -> tuple[str, ...]:
        return ("full_service",) if self.fullest else ()

    def find(self, asked: Question, writing: Writing) -> Written:
        listed = narrowed(self._listed(), asked, writing)
        if self.minimal and asked["minimal"]:
            return Written(for_short_records(listed), self.minimal, writing)
        if self.fullest and asked["full_service"]:
            return Written(for_full_records(listed), self.fullest, writing)
        if asked["full"] or asked.wants_all:
            return Written(for_full_records(listed), self.full, writing)
        return Written(for_short_records(listed), self.short, writing)

    def one(self, identifier: UUID, asked: Question, writing: Writing) -> Made | None:
        listing = identifiers.listings_of([identifier], self.role).get(identifier)
        found = for_full_records(self._listed().filter(public_id=listing)).first() if listing else None
        write = self.fullest if self.fullest and asked["full_service"] else self.full
        return write(found, writing) if found else None

    def ids(self) -> Iterator[str]:
        """Yield the ids of all that is listed, in an order that says nothing."""
        listings = self._listed().order_by("public_id").values_list("public_id", flat=True)
        return (identifiers.part_of(listing, self.role) for listing in listings.iterator(AT_ONCE))

    def listed_among(self, asked: Collection[UUID]) -> set[UUID]:
        """Return which of these are listed."""
        listings = identifiers.listings_of(asked, self.role)
        listed = set(
            self._listed().order_by().filter(public_id__in=set(listings.values())).values_list("public_id", flat=True)
        )
        return {one for one, listing in listings.items() if listing in listed}

    def _listed(self) -> OrganizationQuerySet:
        return self.having(Organization.objects.for_open_data())


@dataclass(frozen=True)
class Several:
    """Records that are all at hand."""

    found: list[Made]

    def count(self) -> int:
        return len(self.found)

    def records(self, first: int, last: int) -> Iterable[Made]:
        return islice(self.found, first, last)

    def all(self) -> Iterator[Made]:
        return iter(self.found)


@dataclass(frozen=True)
class Words:
    """Taxonomies or their terms."""

    thing: str
    of: Callable[[Writing], list[Made]]
    narrow: dict[str, Callable[[Made, Any], bool]]
    asks_of_one: tuple[str, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        return (*PAGING, *self.narrow)

    def find(self, asked: Question, writing: Writing) -> Several:
        tests = [(test, asked[name]) for name, test in self.narrow.items() if asked[name]]
        return Several([record for record in self.of(writing) if all(test(record, value) for test, value in tests)])

    def one(self, identifier: UUID, _asked: Question, writing: Writing) -> Made | None:
        return next((record for record in self.of(writing) if record["id"] == str(identifier)), None)


def _says(record: Made, text: str) -> bool:
    said = fold(f"{record['name']} {record['description']}")
    return all(word in said for word in folded_words(text))


RESOURCES: dict[str, Resource] = {
    "services": Listings(
        "service",
        identifiers.SERVICE,
        records.service,
        records.full_service,
        minimal=records.minimal_service,
    ),
    "organizations": Listings(
        "organization",
        identifiers.ITSELF,
        records.organization,
        records.full_organization,
        fullest=records.organization_with_service,
    ),
    "service_at_locations": Listings(
        "service_at_location",
        identifiers.SERVICE_AT_LOCATION,
        records.service_at_location,
        records.full_service_at_location,
        having=having_a_place,
    ),
    "taxonomies": Words("taxonomy", lambda writing: writing.vocabulary.taxonomies, {"search": _says}),
    "taxonomy_terms": Words(
        "taxonomy_term",
        lambda writing: [term.record for term in writing.vocabulary.terms],
        {
            "search": _says,
            "taxonomy_id": lambda record, wanted: all(record["taxonomy_id"] == str(one) for one in wanted),
            "top_only": lambda record, _wanted: "parent_id" not in record,
            "parent_id": lambda record, wanted: record.get("parent_id") == str(wanted),
        },
    ),
}
