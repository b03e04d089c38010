"""The letters of a booklet: which there are, and how wide they are. DejaVu Sans Condensed, whose licence lies beside it.

It has Latin with Vietnamese, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic. A letter of another script becomes a
box, and the booklet says so: a name is then found by the group's other names and addresses, and on the site.
"""

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial
from pathlib import Path

from fontTools.ttLib import TTFont

from directory.booklet.script import NON_JOINER, as_seen, runs_from_the_right
from directory.wrapping import wrapped

FAMILY = "DejaVu"
FOLDER = Path(__file__).parent / "fonts"
FILES = {False: FOLDER / "DejaVuSansCondensed.ttf", True: FOLDER / "DejaVuSansCondensed-Bold.ttf"}
BOX = "□"
# Nothing of these is seen: controls, marks of direction, joiners, and what only chooses between two drawings of a letter.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_SELECTORS = range(0xFE00, 0xFE10)


@cache
def widths(is_bold: bool) -> dict[str, float]:
    """Return how wide each letter is that both fonts have, in thousandths of the size."""
    with TTFont(FILES[is_bold], lazy=True) as font, TTFont(FILES[not is_bold], lazy=True) as other:
        both = other.getBestCmap()
        scale = 1000 / font["head"].unitsPerEm
        advances = font["hmtx"].metrics
        return {chr(code): advances[name][0] * scale for code, name in font.getBestCmap().items() if code in both}


def width(text: str, size: float, *, is_bold: bool) -> float:
    known = widths(is_bold)
    return sum(known.get(letter, 1000) for letter in text) * size / 1000


@lru_cache(maxsize=50_000)
def _of_plain(text: str) -> float:
    return width(text, 1000, is_bold=False)


@lru_cache(maxsize=10_000)
def _of_bold(text: str) -> float:
    return width(text, 1000, is_bold=True)


def printable(text: str) -> str:
    """Return `text` in letters that can be printed. Nothing disappears that anybody would have seen."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(_printable(letter) for letter in composed)


@lru_cache(maxsize=5000)
def _printable(letter: str) -> str:
    if letter in {"\n", NON_JOINER}:
        return letter
    if letter.isspace():
        return " "
    if unicodedata.category(letter) in _UNSEEN or ord(letter) in _SELECTORS:
        return ""
    if letter in widths(False):
        return letter
    plain = "".join(part for part in unicodedata.normalize("NFKC", letter) if part in widths(False))
    return plain or ("" if unicodedata.combining(letter) else BOX)


@lru_cache(maxsize=10_000)
def set_in(text: str, size: float, room: float, *, is_bold: bool) -> tuple[str, ...]:
    """Break `text` into lines that fit `room`, each as paper shows it."""
    return _set(text, size, room, _of_bold if is_bold else _of_plain, is_bold=is_bold)


def set_and_forget(text: str, size: float, room: float, *, is_bold: bool) -> tuple[str, ...]:
    """Do as `set_in` does, for what somebody typed: neither the text nor a word of it is remembered."""
    return _set(text, size, room, partial(width, size=1000, is_bold=is_bold), is_bold=is_bold)


def _set(text: str, size: float, room: float, measure: Callable[[str], float], *, is_bold: bool) -> tuple[str, ...]:
    known, lines = widths(is_bold), []
    for paragraph in printable(text).splitlines():
        from_right = runs_from_the_right(paragraph)
        broken = wrapped(paragraph, room * 1000 / size, measure)
        lines += [as_seen(line, known, from_right=from_right) for line in broken]
    return tuple(lines)
