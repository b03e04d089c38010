"""Reading cells that say several things: terms, places, ways to connect, what happens on contact."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curation.sheets import tidy, values
from curation.sheets.plain_cells import number_to_call
from curation.sheets.reading import TOLD, RowReading
from directory import places
from directory.cells import bare, split
from directory.written import KEYS, part_of

_LINK = forms.URLField(assume_scheme="https", max_length=200)
_LOOSE_MARKS = re.compile(r"\s*(?:[,/&+•·]|\band\b|\by\b|\bet\b)\s*")
_KEYED = re.compile(rf"({'|'.join(KEYS)})\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
# The keys of a way's parts, and the facts they fill.
_WAY = {"what": "label", "link": "link", "phone": "phone", "when": "schedule", "in": "languages", "for": "who_for", "note": "safety_note"}  # fmt: skip


def terms(row: RowReading, column: int, name: str, cell: str) -> None:
    found = list(row.said.get(name, []))
    labels = row.sense.meanings.labels[name]
    for piece in split(cell, ";|\n"):
        codes, unknown = _terms_of(row, name, tidy.one_line(bare(piece)))
        for code in codes:
            row.show(column, labels[code])
        for word in unknown:
            row.keep_unknown(column, name, word)
        found += codes
    row.said[name] = sorted(set(found))


def _terms_of(row: RowReading, name: str, piece: str) -> tuple[list[str], list[str]]:
    """Return the codes in a piece and the words that are none. A comma may be part of a term, or stand between two."""
    code = row.sense.meanings.find(name, piece)
    if code:
        return ([code], []) if code != values.NOTE else ([], [piece])
    words = [word for word in _LOOSE_MARKS.split(piece) if word]
    codes = [(row.sense.meanings.find(name, word), word) for word in words]
    known = [code for code, _word in codes if code and code != values.NOTE]
    if not known:
        return [], [piece]
    return known, [word for code, word in codes if not code or code == values.NOTE]


def areas(row: RowReading, column: int, name: str, cell: str) -> None:
    for piece in split(cell, ";\n"):
        reach = row.sense.meanings.find("reach", bare(piece))
        if reach and reach != values.NOTE:
            row.said.setdefault("reach", reach)
            row.show(column, row.sense.meanings.labels["reach"][reach])
            continue
        for area in _areas_of(row, piece):
            if not area["country"]:
                row.keep_as_note(column, bare(piece))
                continue
            row.parts.setdefault(name, []).append(area)
            row.show(column, places.place_name(**area))


def _areas_of(row: RowReading, piece: str) -> list[dict[str, str]]:
    """Read “town, region, country” from the end; a list of regions with commas between is one place each."""
    parts = [tidy.one_line(bare(part)) for part in split(piece, ",")]
    land = values.country(parts[-1])
    if land and len(parts) == 1:
        return [{"country": land, "region": "", "city": ""}]
    if land:
        parts = parts[:-1]
    land = land or row.country or values.country_of_region(parts[-1])
    regions = [values.region(land, part) for part in parts]
    if len(parts) > 1 and all(regions):
        return [{"country": land, "region": region, "city": ""} for region in regions]
    if regions[-1] or (land and land not in places.REGIONS and len(parts) > 1):
        return [{"country": land, "region": regions[-1] or parts[-1], "city": ", ".join(parts[:-1])}]
    region = row.said.get("region", "") if land == row.country else ""
    return [{"country": land, "region": region, "city": ", ".join(parts)}]


def way(row: RowReading, column: int, name: str, cell: str) -> None:
    """Read a column for one kind of way: a way on each line."""
    kind = name.partition("-")[2]
    answer = values.yes_or_no(cell)
    if answer is not None:
        cell = f"what: {row.heading(column)}" if answer == "yes" else ""
    for line in split(cell, "\n"):
        _add_way(row, column, kind, line)


def ways(row: RowReading, column: int, _name: str, cell: str) -> None:
    """Read a column for all kinds: “Volunteer: details”, or only kinds."""
    for line in split(cell, "\n;"):
        kind_said, colon, details = line.partition(":")
        kind = row.sense.meanings.find("ways", bare(kind_said))
        if colon and kind and kind != values.NOTE:
            _add_way(row, column, kind, details)
            continue
        codes, unknown = _terms_of(row, "ways", tidy.one_line(bare(line)))
        for code in codes:
            _add_way(row, column, code, "")
        for word in unknown:
            row.keep_unknown(column, "ways", word)


def _add_way(row: RowReading, column: int, kind: str, details: str) -> None:
    told: dict[str, str] = {"kind": kind}
    for piece in split(details, "|"):
        key, text = _part(bare(piece))
        _fill(row, column, told, key, tidy.one_line(text) if key != "note" else text)
    if not set(told) & {"label", "link", "phone", "schedule"}:
        told["label"] = row.sense.meanings.labels["ways"][kind]
    row.parts.setdefault(f"way-{kind}", []).append(told)
    row.show(column, " · ".join(text for name, text in told.items() if name != "kind"))


def _fill(row: RowReading, column: int, told: dict[str, str], key: str, text: str) -> None:
    name = _WAY.get(key, "label")
    if key == "phone":
        text = number_to_call(row, column, text) or ""
    if key == "link":
        try:
            text = str(_LINK.clean(text))
        except ValidationError:
            sentence = _("“%(heading)s”: “%(cell)s” is not a web address.") % {
                "heading": row.heading(column),
                "cell": text,
            }
            row.fix(column, "web", sentence, _("Write it like www.example.org, or empty the cell."))
            return
    if name in told and text:
        text = f"{told[name]}, {text}" if name not in ("link", "phone") else text
    if text:
        told[name] = text


def policy(row: RowReading, column: int, name: str, cell: str) -> None:
    question = name.partition("-")[2]
    pieces = split(cell, "|") or [cell]
    answer = values.yes_or_no(bare(pieces[0]).removeprefix("answer:").strip())
    if answer == "unknown":
        return
    told: dict[str, Any] = {"question": question, "answer": answer, "detail": "", "source": "", "as_of": ""}
    for piece in pieces[1:]:
        key, text = _part(bare(piece))
        if key == "date":
            told["as_of"] = (found := tidy.day(text)) and found.isoformat()
        else:
            told["detail" if key == "words" else "source"] = tidy.one_line(text)
    told["source"] = told["source"] or row.keys.get("source", "")
    told["as_of"] = told["as_of"] or row.keys.get("as_of", "")
    if answer and told["source"] and told["as_of"]:
        row.parts.setdefault(name, []).append(told)
        row.show(
            column, " · ".join(filter(None, [_("Yes") if answer == "yes" else _("No"), told["source"], told["as_of"]]))
        )
        return
    row.keep_as_note(column, tidy.one_line(cell))
    if answer:
        sentence = _(
            "“%(heading)s”: an answer counts only with how you know and on which day, so it is kept as a note."
        )
        remedy = _("Write it as: No | where it says so | 2026-03-01.")
        row.tell(TOLD, "no-source", column, sentence % {"heading": row.heading(column)}, remedy=remedy)


def _part(piece: str) -> tuple[str, str]:
    keyed = _KEYED.fullmatch(piece)
    if keyed:
        return keyed[1].casefold(), keyed[2]
    look = part_of(piece)
    return ("link" if look == "link" else look), piece
