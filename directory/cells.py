"""Text that goes into spreadsheet cells: several things in one cell, and nothing that a program could run.

`guarded` and `bare`, `shielded` and `unshielded` are pairs: the second gives back exactly what the first was given.
"""

import re
from collections.abc import Iterable
from functools import cache

MARKS = ";,|\n"
_ESCAPED = re.compile(r"\\([\\;,|\n])")
# What a spreadsheet program takes for the start of a formula, full-width forms included; a line of apostrophes before
# it is one that was shielded already.
_FORMULA = re.compile(r"'*(?:[\t\r\n\0]|\s*[=+\-@＝＋－＠﹢﹣﹦﹫−])")
_SHIELDED = re.compile(rf"'(?={_FORMULA.pattern})")
# A number, or one to call: there is nothing in it to run, and a shield would only make it hard to read.
_NUMBER = re.compile(r"[+\-]?\d+(?:\.\d+)?|\+\d[\d ()./\-]{3,24}(?: ?(?:x|ext\.?) ?\d{1,6})?")


def join(parts: Iterable[str], mark: str, *, marks: str = "") -> str:
    """Put several things in one cell; `marks` are those of the levels around this one."""
    between = mark if mark == "\n" else f" {mark} " if mark == "|" else f"{mark} "
    return between.join(guarded(part, mark + marks) for part in parts)


def guarded(text: str, marks: str) -> str:
    return re.sub(rf"[\\{marks}]", r"\\\g<0>", text)


def bare(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def split(text: str, marks: str) -> list[str]:
    """Cut at every one of `marks` that is not guarded. The pieces are still guarded, trimmed and never empty."""
    return [piece.strip() for piece in _pieces(marks).findall(text) if piece.strip()]


@cache
def _pieces(marks: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\\{marks}]++|\\.|\\(?=$))+", re.DOTALL)


def shielded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet program would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unshielded(text: str) -> str:
    return text[1:] if _SHIELDED.match(text) else text
