"""Breaks text into lines that fit a width, measured as the caller likes: in letters, or in points of a font."""

import re
import unicodedata
from collections.abc import Callable, Iterator

# Where an address may go on in the next line, if it must.
_PIECES = re.compile(r"[^\s/?&=.,@_-]*[/?&=.,@_-]+|[^\s/?&=.,@_-]+")


def columns(text: str) -> int:
    """Count the columns a text takes in a terminal: Chinese and Japanese letters take two, accents none."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def wrapped(text: str, width: float, measure: Callable[[str], float] = columns) -> list[str]:
    """Return the lines of `text`; what was a line of its own stays one. No letter is ever lost."""
    return [line for paragraph in text.splitlines() for line in _lines(paragraph, width, measure)]


def _lines(paragraph: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    line, used, space = "", 0.0, measure(" ")
    for word in paragraph.split():
        taken = measure(word)
        if line and used + space + taken <= width:
            line, used = f"{line} {word}", used + space + taken
            continue
        if line:
            yield line
        *full, line = [word] if taken <= width else _cut(word, width, measure)
        yield from full
        used = taken if not full else measure(line)
    if line:
        yield line


def _cut(word: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Cut a word that fits no line: behind a mark where there is one, between letters where there is none."""
    lines = [""]
    for piece in _PIECES.findall(word):
        units = [piece] if measure(piece) <= width else list(piece)
        for unit in units:
            if lines[-1] and measure(lines[-1] + unit) > width:
                lines.append("")
            lines[-1] += unit
    return lines
