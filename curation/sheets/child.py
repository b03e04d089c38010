"""The process in which an uploaded file is looked into: with little memory, little time, and nothing to steal.

It gets a line of JSON on standard input (not as an argument, which everybody on the machine could read), then the
file, and answers with lines of JSON: one about the sheet, then one for each row, and "end". It uses the standard
library, the reader of workbooks and a writer of JSON, and no Django.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import orjson

from curation.sheets import archive, text
from curation.sheets.limits import Limits
from curation.sheets.refusal import Refusal
from directory.legible import legible

# As long as what a batch can say of its sheet.
LONGEST_NAME = 100
Row = tuple[int, list[str]]
Note = dict[str, list[str]]


def main() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**asked["limits"])
    _restrict(limits)
    content = sys.stdin.buffer.read()
    try:
        taken = 0
        for line in _lines(content, asked["name"], asked["sheet"], limits):
            said = _written(line)
            # As much as it takes of whoever reads it as text: one wide letter makes all others wide.
            taken += sys.getsizeof(said.decode())
            if taken > limits.answer_bytes:
                raise Refusal("answer-bytes", most=limits.answer_bytes // 1024 // 1024)
            _say(said)
        _say(_written("end"))
    except Refusal as refusal:
        _say(_written({"refused": refusal.code, "words": refusal.words}))
    except MemoryError:
        _say(_written({"refused": "too-much-memory", "words": {}}))


def _restrict(limits: Limits) -> None:
    # At the first of its two times a process is told why it ends, at the second it is not.
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    for name, most in (
        ("RLIMIT_AS", limits.memory_bytes),
        ("RLIMIT_NOFILE", 32),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (most, most))


def _lines(content: bytes, name: str, sheet: str | None, limits: Limits) -> Iterator[Any]:
    about, rows = _read(content, name, sheet, limits)
    yield about
    yield from _within(rows, limits)


def _written(line: Any) -> bytes:
    try:
        return orjson.dumps(line)
    except orjson.JSONEncodeError:
        # Half a letter, which nothing but JSON can say, has no place in what is kept.
        return json.dumps(line, ensure_ascii=False).encode("utf-8", "replace")


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")


def _read(content: bytes, name: str, sheet: str | None, limits: Limits) -> tuple[dict[str, Any], Iterable[Row]]:
    kind = archive.kind_of(content, name)
    if kind in ("csv", "tsv"):
        return _read_text(content, kind)
    if kind in ("zip", "json"):
        return _read_partner(content, kind, limits)
    parts = archive.checked(content, limits)
    if ("xl/workbook.xml" if kind == "xlsx" else "content.xml") not in parts.names:
        raise Refusal("not-a-sheet")
    if any(part.casefold().endswith("vbaproject.bin") for part in parts.names):
        raise Refusal("macros")
    return _read_workbook(parts, kind, sheet)


def _read_partner(content: bytes, kind: str, limits: Limits) -> tuple[dict[str, Any], Iterable[Row]]:
    from curation.sheets.hsds import lines

    if kind == "json":
        about, rows = lines.records(content, limits)
    else:
        about, rows = lines.package(archive.checked(content, limits).packed, limits)
    return about, ((number, list(map(_plain, cells))) for number, cells in rows)


def _read_text(content: bytes, kind: str) -> tuple[dict[str, Any], Iterable[Row]]:
    plain, encoding = text.decoded(content)
    found, delimiter = text.rows(plain, is_tsv=kind == "tsv")
    notices = [["encoding", encoding]] if encoding == "cp1252" else []
    about = {"kind": kind, "sheets": [["", False]], "sheet": "", "notices": notices, "delimiter": delimiter}
    rows = ((number, [_plain(cell) for cell in row]) for number, row in enumerate(found, start=1))
    return about, rows


def _read_workbook(parts: archive.Parts, kind: str, asked: str | None) -> tuple[dict[str, Any], Iterable[Row]]:
    import io

    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(parts.packed))
    except calamine.PasswordError as error:
        raise Refusal("encrypted") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refusal("truncated") from error
    sheets = [
        (sheet.name, sheet.visible != calamine.SheetVisibleEnum.Visible)
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    if len({name for name, _is_hidden in sheets}) < len(sheets):
        # Asked for one of them, the reader of workbooks might give the other, which can be a hidden one.
        raise Refusal("duplicate-entry")
    hidden = [name for name, is_hidden in sheets if is_hidden]
    notices = [["hidden-sheets", ", ".join(hidden)]] if hidden else []
    if parts.has_comments:
        notices.append(["comments", ""])
    if parts.has_hidden_cells:
        notices.append(["hidden-cells", ""])
    if parts.has_tall_cells:
        notices.append(["tall-cells", ""])
    if parts.has_unknown_results:
        notices.append(["unknown-results", ""])
    about = {"kind": kind, "sheets": sheets, "sheet": None, "notices": notices, "delimiter": ""}
    return _chosen(book, about, asked)


def _chosen(book: Any, about: dict[str, Any], asked: str | None) -> tuple[dict[str, Any], Iterable[Row]]:
    import python_calamine as calamine

    visible = [name for name, is_hidden in about["sheets"] if not is_hidden]
    if not visible:
        raise Refusal("all-hidden")
    if asked is not None and asked not in visible:
        raise Refusal("no-such-sheet")
    try:
        # To look into the only one takes as long as to read it.
        named = [asked] if asked is not None else visible
        filled = named if len(named) == 1 else [name for name in named if _has_content(book, name)]
        if len(filled) > 1:
            return about, []
        name = filled[0] if filled else visible[0]
        if len(name) > LONGEST_NAME:
            raise Refusal("sheet-name", most=LONGEST_NAME)
        sheet = book.get_sheet_by_name(name)
        tall = _tall(sheet)
        notices = [*about["notices"], ["merged-cells", ""]] if tall else about["notices"]
        rows = _rows_of(sheet)
        return about | {"sheet": name, "notices": notices}, _filled_down(rows, tall) if tall else rows
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refusal("truncated") from error


def _has_content(book: Any, name: str) -> bool:
    sheet = book.get_sheet_by_name(name)
    return sheet.start is not None and any(any(map(_text, row)) for row in sheet.iter_rows())


def _rows_of(sheet: Any) -> Iterator[Row]:
    """Yield rows with their own numbers; a sheet that begins further down or to the right keeps its places."""
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield number, left + _texts(row)


def _tall(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Return, by the number of their first row, the column and last row of cells that are merged over several rows."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _right) in sheet.merged_cell_ranges or ():
        if bottom > top:
            found.setdefault(top + 1, []).append((column, bottom + 1))
    return found


def _filled_down(rows: Iterator[Row], tall: dict[int, list[tuple[int, int]]]) -> Iterator[Row]:
    """Let each row say what a merged cell says of it, unless there is nothing else in the row."""
    going_on: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        going_on = {column: said for column, said in going_on.items() if said[0] >= number}
        if any(cell.strip() for cell in cells):
            for column, (_last, text) in going_on.items():
                cells[column] = cells[column] or text
        going_on |= {column: (last, cells[column]) for column, last in tall.get(number, ()) if column < len(cells)}
        yield number, cells


def _filled(rows: Iterator[Row], limits: Limits) -> Iterator[Row | Note]:
    """Leave blank rows and the empty ends of rows out. After many blank ones a sheet is over; what follows is told of."""
    last = 0
    for number, cells in rows:
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            last = number
            yield number, cells
        elif last and number - last > limits.blank_rows:
            if any(cell.strip() for _number, rest in rows for cell in rest):
                yield {"notice": ["blank-rows", str(last)]}
            return


def _within(rows: Iterable[Row], limits: Limits) -> Iterator[Row | Note]:
    """Refuse what is too much."""
    count = letters = 0
    for row in _filled(iter(rows), limits):
        if isinstance(row, tuple):
            count, lengths = count + 1, list(map(len, row[1]))
            letters += sum(lengths)
            _check_row(row[0], lengths, limits)
        if count > limits.rows + 1:
            raise Refusal("rows", most=limits.rows)
        if letters > limits.letters:
            raise Refusal("letters", most=limits.letters)
        yield row


def _check_row(number: int, lengths: list[int], limits: Limits) -> None:
    if len(lengths) > limits.columns:
        raise Refusal("columns", row=number, most=limits.columns)
    if (longest := max(lengths)) > limits.cell_letters:
        raise Refusal("cell", cell=f"{_letter(lengths.index(longest))}{number}", most=limits.cell_letters)


def _letter(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def _texts(row: list[Any]) -> list[str]:
    """Make text of the cells of a row: of most, one look at all of them tells that nothing has to go."""
    texts = [cell if isinstance(cell, str) else _text(cell) for cell in row]
    return texts if _is_plain("".join(texts)) else list(map(_plain, texts))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _plain(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        # Fifteen digits, as spreadsheet programs show: what follows them is noise.
        return str(int(value)) if value.is_integer() else f"{Decimal(f'{value:.15g}'):f}"
    return _moment(value)


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(value)


def _is_plain(value: str) -> bool:
    # Of all that `_plain` changes, line ends too, nothing else can be printed.
    return value.isprintable() and "_x000D_" not in value


def _plain(value: str) -> str:
    if _is_plain(value):
        return value
    return legible(value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))
