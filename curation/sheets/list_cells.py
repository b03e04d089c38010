"""Reading cells that say several things: terms, places, ways to connect."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curation.sheets import tidy, values
from curation.sheets.handles import spelled_out
from curation.sheets.plain_cells import clean_web, number_to_call
from curation.sheets.reading import RowReading
from curation.sheets.values import Meanings
from directory.cells import bare, split
from directory.written import KEYS, part_of

_LOOSE_MARKS = re.compile(rf"\s*[,/&+•·]\s*(?:{tidy.AND_OR}\s+)?|\s+{tidy.AND_OR}\s+")
_ANY_MARK = re.compile(r"[;|\n,/&+•·]")
# So many of the words that stand between marks may be one term.
_LONGEST_TERM = 6
_MOST_MADE = 1000
# The codes in a piece, and the words that are none.
Terms = tuple[list[str], list[str]]
_KEYED = re.compile(rf"({'|'.join(KEYS)})\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
# The keys of a way's parts, and the facts they fill.
_WAY = {"what": "label", "link": "link", "phone": "phone", "when": "schedule", "in": "languages", "for": "who_for", "note": "safety_note"}  # fmt: skip


def terms(row: RowReading, column: int, name: str, cell: str) -> None:
    if not row.has_room(column, name, len(_ANY_MARK.findall(cell)) + 1):
        return
    found = list(row.said.get(name, []))
    labels = row.sense.meanings.labels[name]
    for codes, unknown in _terms_in(row.sense.meanings, name, cell):
        for code in codes:
            row.show(column, labels[code])
        for word in unknown:
            row.keep_unknown(column, name, word)
        found += codes
    if found:
        row.said[name] = sorted(set(found))


def _terms_in(meanings: Meanings, name: str, cell: str) -> list[Terms]:
    """Return what each piece of a cell says."""
    if (name, cell) not in meanings.made:
        if len(meanings.made) >= _MOST_MADE:
            meanings.made.clear()
        pieces = [tidy.one_line(bare(piece)) for piece in split(cell, ";|\n")]
        meanings.made[name, cell] = [_terms_of(meanings, name, piece) for piece in pieces]
    made: list[Terms] = meanings.made[name, cell]
    return made


def _terms_of(meanings: Meanings, name: str, piece: str) -> Terms:
    """Return the codes in a piece and the words that are none. A comma may be part of a term, or stand between two."""
    code = meanings.find(name, piece)
    if code:
        return ([code], []) if code != values.NOTE else ([], [piece])
    spans = _spans(piece)
    each = [meanings.find(name, piece[start:end]) or values.NOTE for start, end in spans]
    if values.NOTE not in each:
        return each, []
    known, unknown = [], []
    while spans:
        length, code = _longest_known(meanings, name, piece, spans)
        if code:
            known.append(code)
        else:
            unknown.append(piece[slice(*spans[0])])
        spans = spans[length:]
    return (known, unknown) if known else ([], [piece])


def _spans(piece: str) -> list[tuple[int, int]]:
    """Say where the words between marks begin and end."""
    marks = [mark.span() for mark in _LOOSE_MARKS.finditer(piece)]
    starts = [0, *(end for _start, end in marks)]
    ends = [*(start for start, _end in marks), len(piece)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _longest_known(meanings: Meanings, name: str, piece: str, spans: list[tuple[int, int]]) -> tuple[int, str]:
    """Return how many of the words a piece begins with are one term, and its code; nothing if it begins with none."""
    for length in range(min(len(spans), _LONGEST_TERM), 0, -1):
        code = meanings.find(name, piece[spans[0][0] : spans[length - 1][1]])
        if code and code != values.NOTE:
            return length, code
    return 1, ""


def way(row: RowReading, column: int, name: str, cell: str) -> None:
    """Read a column for one kind of way: a way on each line."""
    kind = name.partition("-")[2]
    answer = values.yes_or_no(cell)
    if answer == "yes":
        cell = f"what: {row.sense.passed_on[column]}"
    elif answer:
        row.show(column, _("No") if answer == "no" else _("Not known"))
        return
    lines = split(cell, "\n")
    if not row.has_room(column, "ways", len(lines)):
        return
    for line in lines:
        _add_way(row, column, kind, spelled_out(row, column, line))


def ways(row: RowReading, column: int, _name: str, cell: str) -> None:
    """Read a column for all kinds: “Volunteer: details”, or only kinds."""
    lines = split(cell, "\n;")
    if not row.has_room(column, "ways", len(lines)):
        return
    for line in lines:
        kind_said, colon, details = line.partition(":")
        kind = row.sense.meanings.find("ways", bare(kind_said))
        if colon and kind and kind != values.NOTE:
            _add_way(row, column, kind, details)
            continue
        codes, unknown = _terms_of(row.sense.meanings, "ways", tidy.one_line(bare(line)))
        for code in codes:
            _add_way(row, column, code, "")
        for word in unknown:
            row.keep_unknown(column, "ways", word)


def _add_way(row: RowReading, column: int, kind: str, details: str) -> None:
    told: dict[str, str] = {"kind": kind}
    for piece in split(details, "|"):
        key, text = part(bare(piece))
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
            text = clean_web(text)
        except ValidationError:
            sentence = _("“%(heading)s”: “%(cell)s” is not a web address.") % {
                "heading": row.heading(column),
                "cell": text,
            }
            row.fix(column, "web", sentence, _("Write it like www.example.org, or empty the cell."))
            return
    if text and name in ("link", "phone") and name in told:
        row.keep_as_note(column, text)
    elif text:
        told[name] = f"{told[name]}, {text}" if name in told else text


def part(piece: str) -> tuple[str, str]:
    """Return what a part of a way or an answer is, by its key or by how it looks, and what it says."""
    keyed = _KEYED.fullmatch(piece)
    if keyed:
        return keyed[1].casefold(), keyed[2]
    look = part_of(piece)
    return look, piece
