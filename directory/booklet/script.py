"""Writes Arabic joined up and puts lines that run from right to left in the order in which paper shows them.

A PDF shows letters as they are handed over, one after the other from the left. The joined forms of Arabic letters have
their own places in Unicode, from where they come here; a font that lacks one gets the plain letter.
"""

import re
import unicodedata
from collections.abc import Container
from functools import cache

from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import TextDirection

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FORMS = [*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE70, 0xFEFD)]
_TATWEEL = "\u0640"
# Keeps two letters apart in Persian and is itself not seen.
NON_JOINER = "\u200c"
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


@cache
def _shapes() -> dict[tuple[str, str], str]:
    """Map letters and the way they join (isolated, initial, medial, final) to the letter that looks like that."""
    shapes: dict[tuple[str, str], str] = {}
    for code in _FORMS:
        how, *letters = unicodedata.decomposition(chr(code)).split()[:3] or [""]
        if how in {"<isolated>", "<initial>", "<medial>", "<final>"}:
            plain = "".join(chr(int(letter, 16)) for letter in letters)
            if " " not in plain:
                shapes.setdefault((plain, how.strip("<>")), chr(code))
    return shapes


def _joins_on(letter: str) -> bool:
    return letter == _TATWEEL or (letter, "initial") in _shapes()


def _joins_back(letter: str) -> bool:
    return letter == _TATWEEL or (letter, "final") in _shapes()


def shaped(text: str, known: Container[str]) -> str:
    """Replace Arabic letters by their joined forms, of those that are `known`."""
    letters = _with_ligatures(text)
    shown = []
    for place, letter in enumerate(letters):
        before, after = _neighbour(letters[:place][::-1]), _neighbour(letters[place + 1 :])
        joined_before = _joins_back(letter[0]) and _joins_on(before[-1:])
        joined_after = _joins_on(letter[-1]) and _joins_back(after[:1])
        how = {(False, False): "isolated", (False, True): "initial", (True, True): "medial", (True, False): "final"}
        shape = _shapes().get((letter, how[joined_before, joined_after]), letter)
        shown.append(shape if shape in known else letter)
    return "".join(shown)


def _with_ligatures(text: str) -> list[str]:
    """Lam and alef are written as one."""
    units: list[str] = []
    for letter in text:
        if units and units[-1] == "\u0644" and ("\u0644" + letter, "isolated") in _shapes():
            units[-1] += letter
        else:
            units.append(letter)
    return units


def _neighbour(letters: list[str]) -> str:
    return next((letter for letter in letters if not unicodedata.combining(letter[0])), "")


def runs_from_the_right(text: str) -> bool:
    return bool(_RIGHT_TO_LEFT.search(text)) and auto_detect_base_direction(text) == TextDirection.RTL


def as_seen(line: str, known: Container[str], *, from_right: bool) -> str:
    """Put a line of a paragraph in the order of paper; `from_right` says how the whole paragraph runs."""
    if _RIGHT_TO_LEFT.search(line):
        direction = TextDirection.RTL if from_right else TextDirection.LTR
        ordered = BidiParagraph(shaped(line, known), direction).get_reordered_characters()
        line = "".join(_facing(placed.character, placed.embedding_level) for placed in ordered)
    return line.replace(NON_JOINER, "")


def _facing(letter: str, level: int) -> str:
    """A bracket that opens to the right opens to the left where text runs from the right."""
    return _MIRRORED.get(letter, letter) if level % 2 else letter
