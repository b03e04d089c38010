"""Reads an HSDS file, be it a package of tables or records as JSON, into the same tables: only the columns named here.

What is about people or leads to a door is not among them, so that it goes no further than this. It runs in the child,
so it knows nothing of Django.
"""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from curation.sheets import text
from curation.sheets.limits import Limits
from curation.sheets.refusal import Refusal

READ = {
    "organization": "id name alternate_name description email website parent_organization_id",
    "service": "id organization_id name description url email status fees_description eligibility_description "
    "application_process interpretation_services alert last_modified",
    "location": "id organization_id",
    "address": "location_id city state_province region country address_type",
    "service_at_location": "id service_id location_id",
    "phone": "id organization_id service_id location_id service_at_location_id contact_id number extension type description",
    "contact": "id",
    "url": "id organization_id service_id label url",
    "schedule": "id service_id service_at_location_id description schedule_link notes freq byday dtstart opens_at "
    "closes_at until count interval bymonthday byweekno byyearday valid_from valid_to",
    "service_area": "service_id name extent extent_type",
    "language": "service_id location_id name code",
    "attribute": "id link_id link_type taxonomy_term_id value label",
    "taxonomy": "id name",
    "taxonomy_term": "id name code taxonomy taxonomy_id",
}
COLUMNS = {thing: told.split() for thing, told in READ.items()}
# The files of a package are called by the plural, some by the singular; publishers mix them.
FILES = {name: thing for thing in READ for name in (f"{thing}.csv", f"{thing}s.csv")}
FILES |= {"addresses.csv": "address", "taxonomies.csv": "taxonomy"}
NO_TABLES = ("datapackage.json", "readme.txt", "readme.md", "license", "license.txt", "license.md")
# What stands inside of an object, and what it is.
INSIDE = {f"{thing}s": thing for thing in READ} | {
    "addresses": "address", "additional_websites": "url", "additional_urls": "url", "taxonomy_detail": "taxonomy",
    "organization": "organization", "service": "service", "location": "location", "taxonomy_term": "taxonomy_term",
}  # fmt: skip
ONE = ("organization", "service", "location", "taxonomy_term", "taxonomy_detail")
# What only records have that are neither: a place, a taxonomy, a term of one.
NEITHER = frozenset(["location_type", "version", "taxonomy", "taxonomy_id", "taxonomy_detail"])
ORGANIZATION = frozenset(["organization", "organization_id"])
SHARED = ("organization", "location", "taxonomy", "taxonomy_term")
# What the ids begin with of objects that came without one.
MADE_UP = "#"
Line = dict[str, str]


@dataclass
class Tables:
    """`rows` are the lines of each table; of organizations, by the number of their row. `held` counts what went no further."""

    rows: dict[str, list[Line]] = field(default_factory=lambda: {thing: [] for thing in READ})
    numbers: list[int] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    left: list[str] = field(default_factory=list)
    # Which page of how many it is, where it says so.
    page: str = ""
    # Of what was found to be a part of something else, the ids.
    used: set[str] = field(default_factory=set)
    # What is named in several places and is there once.
    seen: set[tuple[str, str]] = field(default_factory=set)


def of_package(packed: bytes, limits: Limits) -> Tables:
    """Read the tables of a package whose parts were checked before. Raises `Refusal`."""
    tables = Tables()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = dict(_tables_in(archive.namelist(), tables))
        if "organization" not in files:
            raise Refusal("no-organizations")
        for thing, name in files.items():
            _read_table(tables, thing, name, archive.read(name), limits)
    return tables


def _tables_in(names: Iterable[str], tables: Tables) -> Iterator[tuple[str, str]]:
    """Find the file of each table, whatever folder they are in."""
    found: dict[str, str] = {}
    for name in names:
        last = name.rpartition("/")[2]
        if not last or name.startswith("__MACOSX/") or last.casefold() in NO_TABLES:
            continue
        thing = FILES.get(last.casefold())
        if thing is None:
            tables.left.append(last)
        elif thing in found:
            raise Refusal("table-again", file=last)
        else:
            found[thing] = name
    yield from found.items()


def _read_table(tables: Tables, thing: str, name: str, content: bytes, limits: Limits) -> None:
    file = name.rpartition("/")[2]
    try:
        lines = _lines_of(content)
        headings = [heading.strip().casefold() for heading in next(lines, (0, []))[1]]
        if thing == "organization" and (missing := {"id", "name"} - set(headings)):
            raise Refusal("table-column", file=file, column=sorted(missing)[0])
        for number, cells in lines:
            whole = dict(zip(headings, cells, strict=False))
            line = {column: whole[column].strip() for column in COLUMNS[thing] if whole.get(column, "").strip()}
            _check(file, number, line, limits)
            if thing == "organization" and "id" in line and not _is_new(tables, thing, line["id"]):
                raise Refusal("table-twice", file=file, row=number)
            _add(tables, thing, line, whole, number)
    except Refusal as refusal:
        if refusal.code not in ("quotes", "encoding"):
            raise
        raise Refusal(f"table-{refusal.code}", file=file, row=refusal.words.get("row", 0)) from refusal


def _lines_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if not content.strip():
        return
    plain, _encoding = text.decoded(content)
    rows, _delimiter = text.rows(plain, is_tsv=False)
    yield from ((number, row) for number, row in enumerate(rows, start=1) if any(map(str.strip, row)))


def _check(file: str, number: int, line: Line, limits: Limits) -> None:
    for column, cell in line.items():
        if len(cell) > limits.cell_letters:
            raise Refusal("table-cell", file=file, row=number, column=column, most=limits.cell_letters)


def _add(tables: Tables, thing: str, line: Line, whole: dict[str, Any], number: int) -> None:
    tables.rows[thing].append(line)
    if thing == "organization":
        tables.numbers.append(number)
    tables.held["street"] += thing == "address" and bool(str(whole.get("address_1") or "").strip())


def of_records(content: bytes, limits: Limits) -> Tables:
    """Read a page of records, a list of them, or one on each line. Raises `Refusal`."""
    tables = Tables()
    plain, _encoding = text.decoded(content)
    try:
        for number, record in enumerate(_records(plain, tables), start=1):
            add_record(tables, record, number, limits)
    except RecursionError as error:
        raise Refusal("json-deep") from error
    if not tables.rows["organization"]:
        raise Refusal("json-none")
    return tables


def _records(plain: str, tables: Tables) -> Iterable[Any]:
    try:
        told = json.loads(plain)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise Refusal("json", row=error.lineno) from error
        return _one_on_each_line(plain)
    except ValueError as error:
        raise Refusal("json", row=1) from error
    if isinstance(told, dict) and isinstance(told.get("contents"), list):
        pages = told.get("total_pages")
        if isinstance(pages, int) and pages > 1:
            tables.page = f"{told.get('page_number', '?')} / {pages}"[:40]
        told = told["contents"]
    if told == []:
        raise Refusal("json-empty")
    return told if isinstance(told, list) else [told]


def _one_on_each_line(plain: str) -> Iterator[Any]:
    for number, line in enumerate(plain.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise Refusal("json", row=number) from error


def add_record(tables: Tables, record: Any, number: int, limits: Limits) -> None:
    """Take one record of an endpoint apart: an organization, a service with its organization, or a service at a place."""
    thing = _thing_of(record)
    if not thing:
        raise Refusal("json-row" if _is_row(record) else "json-item", row=number)
    if thing == "service" and ORGANIZATION.isdisjoint(record):
        raise Refusal("json-service", row=number)
    _take_apart(tables, thing, record, number, limits)


def _thing_of(record: Any) -> str:
    if not isinstance(record, dict) or not NEITHER.isdisjoint(record):
        return ""
    if "service" in record or "service_id" in record:
        return "service_at_location"
    # Where only ids and names are asked for, a service says no more of itself than that it has a status.
    if not ORGANIZATION.isdisjoint(record) or ("status" in record and "services" not in record):
        return "service"
    return "organization" if "name" in record else ""


def _is_row(record: Any) -> bool:
    """Whether it is a row of a flat table, as our own list is given out in JSON too."""
    is_flat = isinstance(record, dict) and all(isinstance(cell, str) for cell in record.values())
    return is_flat and bool(record) and "id" not in record


def _take_apart(tables: Tables, thing: str, told: dict[str, Any], number: int, limits: Limits) -> Line:
    """Add an object and all that is inside it to the tables; each is told whose it is."""
    line = {column: _scalar(told[column]) for column in COLUMNS[thing] if _scalar(told.get(column))}
    _check(thing, number, line, limits)
    if "id" in COLUMNS[thing]:
        line.setdefault("id", f"{MADE_UP}{thing}-{number}-{len(tables.rows[thing])}")
    if thing not in SHARED or _is_new(tables, thing, line["id"]):
        _add(tables, thing, line, told, len(tables.numbers) + 2)
    for name, of in INSIDE.items():
        for one in _inside(told, name):
            _tie(line, thing, _take_apart(tables, of, one, number, limits), of, is_one=name in ONE)
    return line


def _inside(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    inside = told.get(name)
    several = [inside] if name in ONE else inside if isinstance(inside, list) else []
    return [one for one in several if isinstance(one, dict)]


def _tie(owner: Line, thing: str, inside: Line, of: str, *, is_one: bool) -> None:
    if is_one:
        owner[f"{of}_id"] = inside["id"]
    elif of == "attribute":
        inside.setdefault("link_id", owner["id"])
    elif f"{thing}_id" in COLUMNS[of]:
        inside.setdefault(f"{thing}_id", owner["id"])


def _is_new(tables: Tables, thing: str, name: str) -> bool:
    """Whether it is named for the first time: a page of services brings its organization along with each."""
    before = len(tables.seen)
    tables.seen.add((thing, name))
    return len(tables.seen) > before


def _scalar(value: Any) -> str:
    if isinstance(value, bool) or value is None or isinstance(value, list | dict):
        return ""
    return str(value).strip()
