"""From the cells of one row to plain facts, a note, and messages. It asks the database nothing and writes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from curation.sheets import answer_cells, list_cells, place_cells, plain_cells, targets, tidy, words
from curation.sheets.reading import ASK, FIX, Message, RowReading, SheetSense
from directory.columns import BY_NAME, LISTING, LISTING_VERSION, Shape
from directory.record import PlainFacts, blank
from directory.search.folding import fold

Read = Callable[[RowReading, int, str, str], None]
BY_SHAPE: dict[Shape, Read] = {
    Shape.TEXT: plain_cells.text,
    Shape.LINES: plain_cells.lines,
    Shape.CHOICE: plain_cells.choice,
    Shape.WEB: plain_cells.web,
    Shape.EMAIL: plain_cells.mail,
    Shape.PHONE: plain_cells.phone,
    Shape.COUNTRY: place_cells.country,
    Shape.REGION: place_cells.region,
    Shape.NUMBER: plain_cells.number,
    Shape.TICK: plain_cells.tick,
    Shape.TERMS: list_cells.terms,
    Shape.LISTING: plain_cells.listing,
    Shape.AREAS: place_cells.areas,
    Shape.WAY: list_cells.way,
    Shape.POLICY: answer_cells.policy,
}
LONGEST_NOTE = 2000
SHORTEST_TELLING = 4


def read_row(cells: Sequence[str], edits: Mapping[str, str], sense: SheetSense) -> RowReading:
    """Read a row. `edits` are cells its owner typed over, by position."""
    return read_rows([(cells, edits)], sense)[0]


def read_rows(rows: Iterable[tuple[Sequence[str], Mapping[str, str]]], sense: SheetSense) -> list[RowReading]:
    """Read rows, one column of all of them after the other: what it needs stays in the cache."""
    each = [(RowReading(sense), cells, edits) for cells, edits in rows]
    for column, target in sense.order:
        read = _READ[target]
        for row, cells, edits in each:
            cell = cell_at(cells, edits, column)
            if cell and (text := tidy.tidy(cell)):
                row.texts[column] = text
                row.columns.setdefault(target, column)
                points_above = words.points_above(text) and _is_no_name(target, text)
                (_point_above if points_above else read)(row, column, target, text)
    readings = [row for row, _cells, _edits in each]
    for row in readings:
        _finish(row)
    return readings


def _finish(row: RowReading) -> None:
    """Put together what the cells of a row said, and say what is wrong with all of it."""
    _gather(row)
    _place_in_default_country(row)
    if not row.said.get("name"):
        row.tell(
            FIX,
            "no-name",
            next((column for column, target in row.sense.order if target == "name"), None),
            _("This row has no name."),
            remedy=_("Type the name of the group, or leave the row out."),
        )
    if len(row.note) > LONGEST_NOTE:
        sentence = _("The notes of this row have %(have)d letters together; at most %(most)d can be kept.")
        told = sentence % {"have": len(row.note), "most": LONGEST_NOTE}
        row.tell(FIX, "long-note", None, told, remedy=_("Shorten a cell that is a note, or leave its column out."))


def cell_at(cells: Sequence[str], edits: Mapping[str, str], column: int) -> str:
    cell = cells[column] if column < len(cells) else ""
    return edits.get(str(column), cell) if edits else cell


def whole(said: Mapping[str, Any]) -> PlainFacts:
    """Return the facts of a new entry: what is not said is blank."""
    facts = blank() | dict(said)
    facts["ways"] = [_BLANK_WAY | way for way in facts["ways"]]
    return facts


def faults_as_messages(row: RowReading, faults: Mapping[str, Sequence[str]]) -> list[Message]:
    """Say what the door would refuse beside the cell it is about."""
    found = []
    for fact, sentences in faults.items():
        column = row.column_of(fact)
        about = f"“{row.heading(column)}”: " if column is not None else ""
        found += [
            Message(FIX, "refused", f"{about}{s}", column, _("Correct the cell, or empty it.")) for s in sentences
        ]
    return found


_BLANK_WAY = dict.fromkeys(("label", "link", "phone", "schedule", "languages", "who_for", "safety_note"), "")


def _gather(row: RowReading) -> None:
    """Put the parts that several columns gave into the facts they belong to."""
    for name, parts in row.parts.items():
        fact = "ways" if name.startswith("way-") else "policies" if name.startswith("policy-") else name
        kept = row.said.setdefault(fact, [])
        kept += [part for part in parts if part not in kept]


def _place_in_default_country(row: RowReading) -> None:
    if not row.said.get("country") and (row.said.get("region") or row.said.get("city")) and row.country:
        row.said["country"] = row.country


def _is_no_name(target: str, text: str) -> bool:
    """A group may be called “Ditto”."""
    return target not in ("name", "acronym", "other_names") or not text[0].isalpha()


def _point_above(row: RowReading, column: int, _name: str, text: str) -> None:
    sentence = _("“%(heading)s”: “%(text)s” points to another row, but each is read by itself.")
    remedy = _("Write here what is meant, or empty the cell.")
    row.fix(column, "above", sentence % {"heading": row.heading(column), "text": text}, remedy)


def _note(row: RowReading, column: int, _name: str, text: str) -> None:
    row.keep_as_note(column, text)


def _postal_code(row: RowReading, column: int, _name: str, text: str) -> None:
    code = tidy.plain_number(text) or text
    # Programs drop the zeros that the codes of New England begin with.
    if code.isdecimal() and len(code) in (3, 4) and row.country in ("US", "PR", ""):
        code = code.zfill(5)
    place_cells.keep_postal_code(row, column, code)


def _standing(row: RowReading, column: int, _name: str, text: str) -> None:
    meant = _standing_said(text)
    if meant == "active":
        row.show(column, _("It exists"))
        return
    row.keep_as_note(column, text)
    if meant == "closed":
        row.tell(ASK, "closed", column, closed_sentence() % {"text": text}, key="closed")
    else:
        sentence = _("“%(heading)s”: nobody can tell from “%(text)s” whether this group still exists.")
        row.tell(ASK, "standing", column, sentence % {"heading": row.heading(column), "text": text}, key="standing")


def _standing_said(text: str) -> str:
    """Return “active”, “closed”, or nothing if neither is said: “CLOSED 2023” and “Active, new number” say it too."""
    known, said = words.values("standing"), fold(text)
    if said in known:
        return known[said]
    # “No” and “ok” say it alone, and something else among other words.
    telling = [known.get(word, "") if len(word) >= SHORTEST_TELLING else "" for word in said.split()]
    if words.phrase("closed_phrases", text) or "closed" in telling:
        return "closed"
    return telling[0] if telling else ""


def closed_sentence() -> str:
    return _("The sheet says “%(text)s”, so this row is left out unless you include it.")


def _source(row: RowReading, column: int, _name: str, text: str) -> None:
    row.keys["source"] = tidy.one_line(text)
    row.keep_as_note(column, tidy.one_line(text))


def _as_of(row: RowReading, column: int, _name: str, text: str) -> None:
    found = tidy.day(text)
    row.keys["as_of"] = found.isoformat() if found else ""
    row.keep_as_note(column, found.isoformat() if found else text)


def _key(row: RowReading, column: int, name: str, text: str) -> None:
    row.keys[name] = tidy.plain_number(tidy.one_line(text)) or tidy.one_line(text)
    row.show(column, row.keys[name])


_READ: dict[str, Read] = {name: BY_SHAPE[column.shape] for name, column in BY_NAME.items()} | {
    "city": place_cells.town,
    targets.NOTE: _note,
    targets.WAYS: list_cells.ways,
    targets.POSTAL_CODE: _postal_code,
    targets.STANDING: _standing,
    targets.SOURCE: _source,
    targets.AS_OF: _as_of,
    targets.MADE: _key,
    LISTING: _key,
    LISTING_VERSION: _key,
}
