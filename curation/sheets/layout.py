"""Finds the table in a sheet: where the headings stand, and which rows are not about a group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from curation.sheets import targets, words
from curation.sheets.headings import LIKELY, guesses
from directory.search.folding import fold

Line = tuple[int, list[str]]
LOOKED_AT = 30
# A heading is short, and there is no web address in it.
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Table:
    """`header_row` is the row's own number; `first` is the position of the first line below it."""

    header_row: int
    headings: list[str]
    first: int


def table(lines: Sequence[Line], remembered: Mapping[str, str]) -> Table | None:
    """Find the headings among the first lines: the line with the most that we know; None in an empty sheet.

    Below a title the headings are the first line that is about as wide as the table.
    """
    if not lines:
        return None
    head, best, most = lines[:LOOKED_AT], None, (0, 0)
    for index, (_number, cells) in enumerate(head):
        # Each cell is a guess, and takes longer than to read a row.
        if len(_short(cells)) >= most[0] and (known := _known(cells, remembered)) > most:
            best, most = index, known
    if best is None:
        widest = max(_width(cells) for _number, cells in head)
        best = next(index for index, (_number, cells) in enumerate(head) if _width(cells) * 2 >= widest)
    return at(lines, best)


def at(lines: Sequence[Line], index: int) -> Table:
    number, cells = lines[index]
    width = max(len(row) for _number, row in lines)
    return Table(number, [" ".join(cell.split()) for cell in cells] + [""] * (width - len(cells)), index + 1)


def is_repeated_heading(cells: Iterable[str], headings: Sequence[str]) -> bool:
    """Whether a row says nothing but headings, each in its own column; `headings` are folded."""
    said = 0
    for cell, heading in zip_longest(cells, headings, fillvalue=""):
        if cell.strip():
            if fold(cell) != heading:
                return False
            said += 1
    return said > 1


def are_headings(cells: Iterable[str]) -> bool:
    """Whether a row says nothing but headings that we know, in whatever columns: a second table begins."""
    said = 0
    for cell in cells:
        if cell.strip():
            if (key := fold(cell)) not in targets.by_heading() and key not in words.private_headings():
                return False
            said += 1
    return said > 1


def is_total(cells: Iterable[str]) -> bool:
    """Whether a row adds up the others: it begins with such a word, and the rest is numbers.

    `cells` are only those that say something of a group: beside a sum anything may be noted.
    """
    said = (cell.strip() for cell in cells if cell.strip())
    if not words.begins_totals(next(said, "").rstrip(":")):
        return False
    return not any(map(_has_letters, said))


def may_be_total(cells: Iterable[str], place: Iterable[str]) -> bool:
    """Whether it has to be asked: it begins like a sum, and `place` names neither a town nor a website."""
    first = next((cell for cell in cells if cell.strip()), "")
    return words.may_begin_totals(first) and not any(map(_has_letters, place))


def _has_letters(cell: str) -> bool:
    return any(character.isalpha() for character in cell)


def _known(cells: Sequence[str], remembered: Mapping[str, str]) -> tuple[int, int]:
    """Count the cells that mean something as headings, and how sure that is; a name has to be among them, or two others."""
    sure = {
        guess.target: guess.confidence
        for guess in guesses(_short(cells), remembered)
        if guess.confidence >= LIKELY and guess.target not in (targets.NOTE, targets.SKIP)
    }
    return (len(sure), sum(sure.values())) if "name" in sure or len(sure) > 1 else (0, 0)


def _short(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if 0 < len(cell) <= LONGEST_HEADING and "://" not in cell]


def _width(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)
