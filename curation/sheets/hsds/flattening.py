"""From the tables of an HSDS file to one row for each organization, by the columns of a spreadsheet. Runs in the child."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from curation.sheets.hsds import hours, ways
from curation.sheets.hsds.tables import MADE_UP, Line, Tables
from directory.cells import guarded, join

Cells = dict[str, str]
# Of ours, by the name of the taxonomy; what another publisher sorts by is known by a word in its name.
OURS = {"kind": "kind", "leadership": "leadership", "reach": "reach", "focus-area": "focus_areas", "population": "populations"}  # fmt: skip
ONLY_ONE = ("kind", "leadership", "reach")
BY_WORD = {"language": "languages", "population": "populations", "audience": "populations", "people": "populations"}  # fmt: skip
NOT_CALLED = ("fax", "tty", "pager")
# The service that stands for a whole listing says nothing more in these than its attributes do.
SAID_OF_A_SERVICE = ("fees_description", "eligibility_description", "application_process", "interpretation_services", "alert")  # fmt: skip
LONGEST_NOTE = 1500
# A longer service area is a sentence about places, and no place.
LONGEST_PLACE = 100
# Whose first area is where it is, and how that is written.
OWN_AREA = {"local": ("city", "region", "country"), "state": ("region", "country"), "national": ("country",)}


@dataclass
class Index:
    """The tables by whose they are."""

    tables: Tables
    listings: Mapping[str, str]

    @cached_property
    def names(self) -> dict[str, str]:
        told = {line["id"]: line.get("name", "") for line in self.tables.rows["organization"] if "id" in line}
        return told | dict(self.listings)

    @cached_property
    def _by_owner(self) -> dict[tuple[str, str, str], list[Line]]:
        found = defaultdict(list)
        for thing, lines in self.tables.rows.items():
            for line in lines:
                for column, value in line.items():
                    if column.endswith("_id"):
                        found[thing, column, value].append(line)
        return found

    @cached_property
    def _by_id(self) -> dict[tuple[str, str], Line]:
        return {
            (thing, line["id"]): line for thing, lines in self.tables.rows.items() for line in lines if "id" in line
        }

    def by_id(self, thing: str, name: str) -> Line:
        return self._by_id.get((thing, name), {})

    def of(self, thing: str, column: str, owners: Iterable[str]) -> list[Line]:
        return [line for owner in owners for line in self._by_owner.get((thing, column, owner), ())]


def rows(tables: Tables, listings: Mapping[str, str] | None = None) -> Iterator[tuple[int, Cells]]:
    """Yield the number of each organization's row and its cells, without the empty ones."""
    index = Index(tables, listings or {})
    for number, line in zip(tables.numbers, tables.rows["organization"], strict=True):
        yield number, _cells(line, index)


def _cells(line: Line, index: Index) -> Cells:
    one = _Organization(line, index)
    told = {
        "listing": "" if line.get("id", "").startswith(MADE_UP) else line.get("id", ""),
        "listing_version": max((service.get("last_modified", "") for service in one.services), default=""),
        "name": line.get("name", ""),
        "other_names": line.get("alternate_name", ""),
        "parent": index.names.get(line.get("parent_organization_id", ""), ""),
        "description": line.get("description", ""),
        "website": one.websites,
        "email": one.first("email"),
        "phone": one.phones,
        "languages": join(_once(lang.get("name") or lang.get("code", "") for lang in one.languages), ";"),
        "standing": one.standing,
        "note": one.note,
    }
    told = told | one.terms | one.place | one.ways.cells
    return {name: cell for name, cell in told.items() if cell}


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


class _Organization:
    """One organization and all that hangs on it."""

    def __init__(self, line: Line, index: Index) -> None:
        self.line, self.index = line, index
        self.id = [line["id"]] if "id" in line else []
        self.services = index.of("service", "organization_id", self.id)
        self.service_ids = _once(service.get("id", "") for service in self.services)
        self.at = index.of("service_at_location", "service_id", self.service_ids)
        places = [place.get("id", "") for place in index.of("location", "organization_id", self.id)]
        self.locations = _once([*places, *(at.get("location_id", "") for at in self.at)])
        attributes = index.of("attribute", "link_id", [*self.id, *self.service_ids, *self.locations])
        self.attributes = list(map(self._meant, attributes))
        self.ways = ways.Ways(line.get("id", ""), self.attributes, index.by_id)
        index.tables.used |= self.ways.used

    def _of_services(self, thing: str) -> list[Line]:
        """Return what hangs on it or its services, places and contacts."""
        own = self.index.of(thing, "organization_id", self.id)
        at = [line.get("id", "") for line in self.at]
        return [
            *own,
            *self.index.of(thing, "service_id", self.service_ids),
            *self.index.of(thing, "service_at_location_id", at),
            *self.index.of(thing, "location_id", self.locations),
        ]

    def _meant(self, attribute: Line) -> ways.Said:
        """Say what an attribute stands for; one of our taxonomies is known by its short name."""
        term = self.index.by_id("taxonomy_term", attribute.get("taxonomy_term_id", ""))
        taxonomy = self.index.by_id("taxonomy", term.get("taxonomy_id", "")).get("name") or term.get("taxonomy", "")
        word = term.get("name") or attribute.get("label", "")
        return ways.Said(attribute.get("link_type") or taxonomy, word, term.get("code", ""), attribute)

    def first(self, column: str) -> str:
        return next((line[column] for line in (self.line, *self.services) if column in line), "")

    @property
    def websites(self) -> str:
        told = [self.first("website") or self.first("url")]
        links = self.ways.links
        told += [line.get("url", "") for line in self._of_services("url") if line.get("url") not in links]
        return "\n".join(_once(told))

    @property
    def phones(self) -> str:
        """Return the numbers of the group; whose number a contact's is, is a person's affair."""
        told = [
            line.get("number", "") + (f" ext. {line['extension']}" if "extension" in line else "")
            for line in self._of_services("phone")
            if "contact_id" not in line and not line.get("type", "").casefold().startswith(NOT_CALLED)
            if line.get("id") not in self.ways.used
        ]
        return "\n".join(_once(told))

    @property
    def languages(self) -> list[Line]:
        return self._of_services("language")

    @property
    def standing(self) -> str:
        said = {service.get("status", "") for service in self.services}
        return "" if said & {"", "active"} else "; ".join(sorted(said))

    @property
    def terms(self) -> Cells:
        told: dict[str, list[str]] = defaultdict(list)
        for said in self.attributes:
            if said.taxonomy not in ways.TAXONOMIES:
                told[OURS.get(said.taxonomy) or _by_word(said.taxonomy)].append(said.word)
        return {
            name: "".join(_once(words)[:1]) if name in ONLY_ONE else join(_once(words), ";")
            for name, words in told.items()
        }

    @property
    def place(self) -> Cells:
        """Say where it is: the town of an address or, in a file of ours, the first of the areas that its reach names."""
        addresses = self.index.of("address", "location_id", self.locations)
        addresses.sort(key=lambda line: line.get("address_type", "") == "postal")
        towns = list({place: None for line in addresses if any(place := _place(line))})
        areas = [area for area in self.areas if len(area) <= LONGEST_PLACE]
        own = dict(zip(("city", "region", "country"), towns[0], strict=True)) if towns else {}
        reach = next((said.code for said in self.attributes if said.taxonomy == "reach"), "")
        if not own and reach in OWN_AREA and areas:
            own, areas = _own_area(areas[0], OWN_AREA[reach]), areas[1:]
        more = [join(filter(None, town), ",", marks=";") for town in towns[1:]]
        return own | {"service_areas": "; ".join([*(guarded(area, ";\n") for area in areas), *more])}

    @cached_property
    def areas(self) -> list[str]:
        return _once(
            line.get("name") or ("" if line.get("extent_type") == "geojson" else line.get("extent", ""))
            for line in self.index.of("service_area", "service_id", self.service_ids)
        )

    @property
    def note(self) -> str:
        """Repeat for reviewers what has no column."""
        sentences = [area for area in self.areas if len(area) > LONGEST_PLACE]
        told = [*self._of_each_service(), *sentences, *self._hours()]
        text = "\n".join(_once(told))
        return text if len(text) <= LONGEST_NOTE else f"{text[:LONGEST_NOTE]} …"

    def _of_each_service(self) -> Iterator[str]:
        known = {said.line.get("label", "") for said in self.attributes}
        for service in self.services:
            description = service.get("description", "")
            if description != self.line.get("description", "") or len(self.services) > 1:
                yield ": ".join(filter(None, [service.get("name", ""), description]))
            yield from (service[name] for name in SAID_OF_A_SERVICE if service.get(name, "") not in {"", *known})

    def _hours(self) -> Iterator[str]:
        for line in self._of_services("schedule"):
            if line.get("id") not in self.ways.used:
                yield " ".join(filter(None, [hours.in_words(line), line.get("description", "")]))


def _by_word(taxonomy: str) -> str:
    """Name the column for terms of another publisher. What is none of our words is asked about beside it."""
    said = taxonomy.casefold()
    return next((name for word, name in BY_WORD.items() if word in said), "focus_areas")


def _own_area(area: str, names: tuple[str, ...]) -> Cells:
    """Cut “Reno, Nevada, United States”, of which a town’s own name may hold a comma."""
    parts = area.rsplit(", ", len(names) - 1)
    return dict(zip(names[:1] + names[-len(parts) + 1 :], parts, strict=True)) if len(parts) > 1 else {names[-1]: area}


def _place(address: Line) -> tuple[str, str, str]:
    return (
        address.get("city", ""),
        address.get("state_province") or address.get("region", ""),
        address.get("country", ""),
    )
