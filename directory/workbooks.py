"""Writes workbooks in which nothing runs, nobody is named as author, and the same content gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from directory.xml_text import in_xml

LONGEST_CELL = 32_767
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The library writes who made a file and when; both would tell more than the content does.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# What the name of a sheet may not hold, and how long it may be.
_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
LONGEST_TITLE = 31
# How a workbook writes signs that XML cannot hold. Where a text itself says so, it must not become the sign.
_LIKE_A_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PROPERTIES = re.compile(rb"<(dc:creator|dcterms:created|dcterms:modified)[^>]*>[^<]*</\1>")


@dataclass(frozen=True)
class Page:
    """One sheet. `choices` offers, by column position, the words that may be chosen from below the first row."""

    title: str
    rows: Iterable[Sequence[str]]
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    width: int = 24
    has_headings: bool = True


def workbook(pages: Sequence[Page], about: str = "") -> bytes:
    """Write pages; `about` is what the file says of itself where programs show its properties."""
    # Writing row by row needs no memory, and cannot offer words to choose from.
    lists = [words for page in pages for words in page.choices.values()]
    book = Workbook(write_only=not lists)
    if lists:
        book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(_title(page.title))
        _lay_out(sheet, page)
        for number, row in enumerate(page.rows):
            sheet.append([_cell(sheet, text, is_heading=page.has_headings and number == 0) for text in row])
        for column, words in page.choices.items():
            sheet.add_data_validation(_choice(column, lists.index(words), len(words)))
    if lists:
        _write_lists(book, lists)
    book.properties.description = about or None
    written = io.BytesIO()
    book.save(written)
    return _without_traces(written.getvalue())


def _title(text: str) -> str:
    text = _NOT_IN_TITLES.sub(" ", in_xml(text))
    return text.strip("' ")[:LONGEST_TITLE].strip("' ") or "1"


def _lay_out(sheet: Any, page: Page) -> None:
    widest = max(page.choices, default=0) + 60
    for column in range(1, widest + 1):
        sheet.column_dimensions[get_column_letter(column)].width = page.width
    if page.has_headings:
        sheet.freeze_panes = "B2"


def _cell(sheet: Any, text: str, *, is_heading: bool) -> Any:
    if not text:
        return None
    text = _LIKE_A_SIGN.sub("_x005F_", in_xml(text)[:LONGEST_CELL])
    if not is_heading and not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    # Otherwise a text that begins with “=” would be stored as a formula.
    cell.data_type = "s"
    if is_heading:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell


def _choice(column: int, number: int, length: int) -> DataValidation:
    """Offer a list that stands on a sheet of its own: written into the cell it could hold no commas."""
    letter = get_column_letter(number + 1)
    offered = DataValidation("list", formula1=f"Lists!${letter}$1:${letter}${length}", allow_blank=True)
    # Other words may be typed: a cell can hold several, and what we do not know is asked about.
    offered.showErrorMessage = False
    place = get_column_letter(column + 1)
    offered.add(f"{place}2:{place}2000")
    return offered


def _write_lists(book: Workbook, lists: Sequence[Sequence[str]]) -> None:
    sheet = book.create_sheet("Lists")
    sheet.sheet_state = "hidden"
    for number in range(max(map(len, lists))):
        sheet.append([words[number] if number < len(words) else None for words in lists])


def _without_traces(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _PROPERTIES.sub(b"", part)
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return written.getvalue()
