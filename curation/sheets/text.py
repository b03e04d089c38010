"""Reads separated text: its letters, its separator, its rows. Runs in the child, so it knows nothing of Django."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from curation.sheets.refusal import Refusal
from directory.legible import legible

# Where two would do equally well, the first is meant: a comma also stands in sentences and numbers.
DELIMITERS = ("\t", ";", "|", ",")
LOOKED_AT = 100
MOST_NULLS = 0.3
# How much it counts for a separator that the first row is as wide as most.
BEGINNING = 0.3
# Text has next to no control characters; with more, it is no text, or its letters are of a kind we do not know.
MOST_CONTROLS = 0.2


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. Windows letters only where it cannot be anything else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(content, "utf-16"), "utf-16"
    for code in ("utf-16-le", "utf-16-be"):
        if _looks_like(content, code):
            return _as(content, code), code
    try:
        text, code = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, code = _as(content, "cp1252"), "cp1252"
    head = text[:10_000]
    if len(legible(head)) < len(head) * (1 - MOST_CONTROLS):
        raise Refusal("encoding")
    return text, code


def _as(content: bytes, code: str) -> str:
    try:
        return content.decode(code)
    except UnicodeDecodeError as error:
        raise Refusal("encoding") from error


def _looks_like(content: bytes, code: str) -> bool:
    """Whether every second byte of the beginning is empty, as in Latin text of two bytes a letter."""
    head = content[:2000]
    empty, full = (head[1::2], head[::2]) if code == "utf-16-le" else (head[::2], head[1::2])
    return len(head) > 1 and empty.count(0) > len(empty) * (1 - MOST_NULLS) and full.count(0) == 0


def rows(text: str, *, is_tsv: bool) -> tuple[Iterator[list[str]], str]:
    """Return the rows and the separator. The rows raise `Refusal` where a quotation mark is never closed."""
    csv.field_size_limit(max(len(text), 131_072))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    said = _said_separator(text)
    if said:
        # The line that names the separator is a row in nobody's program.
        return _parsed(text.partition("\n")[2], said), said
    delimiter = "\t" if is_tsv else _separator(text)
    return _parsed(text, delimiter), delimiter


def _said_separator(text: str) -> str:
    first = text.partition("\n")[0].casefold()
    return first[4:5] if first.startswith("sep=") and first[4:5] in DELIMITERS else ""


def _separator(text: str) -> str:
    """Choose the separator that cuts the most rows into the same number of cells."""
    head = "\n".join(text.split("\n", LOOKED_AT * 3)[: LOOKED_AT * 3])
    best = max(DELIMITERS, key=lambda delimiter: _fit(head, delimiter))
    if _fit(head, best) > (0, 0):
        return best
    # A file of one column: nothing must be cut, not even a sentence with a comma.
    return next((delimiter for delimiter in reversed(DELIMITERS) if delimiter not in text), DELIMITERS[0])


def _fit(head: str, delimiter: str) -> tuple[float, int]:
    """Say how alike the rows are if they are cut here, and how wide: shorter rows count half, sentences not at all."""
    widths = [len(row) for row in _some(head, delimiter)]
    if not widths:
        # Cut here, nothing is left: it is all separators.
        return 1, 1
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0, 0
    width = max(wide, key=lambda width: (wide[width], width))
    alike = wide[width] + sum(wide[other] for other in wide if other < width) / 2
    begins_so = widths[0] == width
    if not begins_so and head.count(delimiter + " ") > head.count(delimiter) / 2:
        return 0, 0
    return alike / len(widths) + BEGINNING * begins_so, width


def _some(head: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    return list(islice((row for row in reader if any(map(str.strip, row))), LOOKED_AT))


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    count = 0
    while True:
        lines.taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            row = _with_stray_marks(lines.taken, delimiter)
            if row is None:
                raise Refusal("quotes", row=count + 1) from error
        if row is None:
            return
        count += 1
        yield row


class _Lines:
    """The lines of a text, remembering which of them were taken."""

    def __init__(self, text: str) -> None:
        self.taken: list[str] = []
        self._lines = io.StringIO(text, newline="\n")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


def _with_stray_marks(lines: list[str], delimiter: str) -> list[str] | None:
    """Read a row with a stray quotation mark as programs do; None if it is one that swallowed further lines."""
    if len(lines) > 1:
        return None
    found = list(csv.reader([*lines, "end"], delimiter=delimiter))
    return found[0] if len(found) > 1 else None
