"""What the child says of an HSDS file: the names of the columns it fills, then a row for each organization, and what was left out."""

from collections.abc import Iterator
from typing import Any

from curation.sheets.hsds import flattening
from curation.sheets.hsds.tables import Tables, of_package, of_records
from curation.sheets.limits import Limits
from curation.sheets.refusal import Refusal

KIND = "hsds"
FIRST = ("listing", "listing_version", "name", "other_names", "kind", "parent", "leadership", "description", "website",
         "email", "phone", "reach", "country", "region", "city", "focus_areas", "languages", "populations", "service_areas")  # fmt: skip
LAST = ("standing", "note")
Row = tuple[int, list[str]]
# So many letters of the names of files fit into a sentence.
LONGEST_LIST = 300


def package(packed: bytes, limits: Limits) -> tuple[dict[str, Any], Iterator[Row]]:
    return _told(of_package(packed, limits), limits)


def records(content: bytes, limits: Limits) -> tuple[dict[str, Any], Iterator[Row]]:
    return _told(of_records(content, limits), limits)


def _told(tables: Tables, limits: Limits) -> tuple[dict[str, Any], Iterator[Row]]:
    if len(tables.numbers) > limits.rows:
        raise Refusal("rows", most=limits.rows)
    flat = list(flattening.rows(tables))
    about = {"kind": KIND, "sheets": [["", False]], "sheet": "", "notices": _notices(tables), "delimiter": ""}
    return about, _rows(flat)


def _rows(flat: list[tuple[int, flattening.Cells]]) -> Iterator[Row]:
    filled = {name for _number, cells in flat for name in cells}
    columns = [name for name in FIRST if name in filled | {"name"}]
    columns += [*sorted(filled - {*FIRST, *LAST}), *(name for name in LAST if name in filled)]
    yield 1, columns
    for number, cells in flat:
        yield number, [cells.get(name, "") for name in columns]


def _notices(tables: Tables) -> list[list[str]]:
    """List what is in the file and was not read. Of people and doors only how many."""
    ours = {line["id"] for line in tables.rows["contact"] if "id" in line} & tables.used
    told = {
        "hsds-page": tables.page,
        "hsds-people": str(len(tables.rows["contact"]) - len(ours) or ""),
        "hsds-streets": str(tables.held["street"] or ""),
        "hsds-left": ", ".join(tables.left)[:LONGEST_LIST],
    }
    return [[code, detail] for code, detail in told.items() if detail]
