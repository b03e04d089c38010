"""Text that goes into spreadsheet cells: several things in one cell, and nothing that a program could run.

`guarded` and `bare`, `shielded` and `unshielded`, and the two for what stands inside of a text, are pairs: the second
gives back exactly what the first was given.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

MARKS = ";,|\n"
_BETWEEN = {";": "; ", ",": ", ", "|": " | ", "\n": "\n"}
_ESCAPED = re.compile(r"\\([\\;,|\n])")
_SIGNS = r"=+\-@＝＋－＠﹢﹣﹦﹫−"
_SIGN = f"[{_SIGNS}]"
# What a spreadsheet program takes for the start of a formula, full-width forms included; a line of apostrophes before
# it is one that was shielded already.
_FORMULA = re.compile(rf"'*(?:[\t\r\n\0]|\s*{_SIGN})")
_SHIELDED = re.compile(rf"'(?={_FORMULA.pattern})")
# A number, or one to call: there is nothing in it to run, and a shield would only make it hard to read.
_DIGITS, _CALLED = r"\d+(?:\.\d+)?", r"\d[\d ()./\-]{3,24}(?: ?(?:x|ext\.?) ?\d{1,6})?"
_NUMBER = re.compile(rf"[+\-]?{_DIGITS}|\+{_CALLED}")
# Where a program with another separator begins a cell, and what it would run there. A quotation mark in between is a
# pair in the file: to such a program, a cell that is quoted and empty, and goes on. Possessive, so that it takes no time.
_INSIDE = re.compile(rf"([,;|\t\r\n][\s\"\0]*+)('*+(?:(?![\t\r\n])\s)*+{_SIGN})?")
_BEGINNING_INSIDE, _ANY_SIGN = re.compile(r"[,;|\t\r\n]"), re.compile(_SIGN)
# Between cells, to ask of many at once whether a shield could be needed anywhere: where a sign stands behind
# something it could begin a cell after, and is not that of a number that ends with the cell.
_APART = "\x01"
_IS_NUMBER = rf"(?<=[{_APART},;|\t\r\n][+\-])(?:{_DIGITS}|(?<=\+){_CALLED}){_APART}"
_MAY_RUN = re.compile(rf"[{_SIGNS}\t\r\n\0](?<=[{_APART},;|\s\"\0'].)(?!{_IS_NUMBER})", re.DOTALL)
_NUMBER_INSIDE = re.compile(rf"(?:{_NUMBER.pattern})(?=\s*$|[;,]\s|\s+\|\s| *[\r\n])")


def join(parts: Iterable[str], mark: str, *, marks: str = "") -> str:
    """Put several things in one cell; `marks` are those of the levels around this one."""
    between, marked = _BETWEEN[mark], _guarded(mark + marks)
    return between.join([marked.sub(r"\\\g<0>", part) if marked.search(part) else part for part in parts])


def guarded(text: str, marks: str) -> str:
    marked = _guarded(marks)
    return marked.sub(r"\\\g<0>", text) if marked.search(text) else text


@cache
def _guarded(marks: str) -> re.Pattern[str]:
    return re.compile(rf"[\\{marks}]")


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
    if not text or text[0].isalnum():
        return text
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unshielded(text: str) -> str:
    return text[1:] if text.startswith("'") and _SHIELDED.match(text) else text


def shielded_inside(text: str) -> str:
    """Shield what a program would run that cuts a line of text at other signs than ours."""
    may_run = _BEGINNING_INSIDE.search(text) and _ANY_SIGN.search(text)
    return _INSIDE.sub(_with_shield, text) if may_run else text


def all_shielded(texts: Sequence[str]) -> Sequence[str]:
    """Shield every cell of a column, or of a row, at its beginning, and inside."""
    together = f"{_APART}{_APART.join(texts)}{_APART}"
    if together.count(_APART) == len(texts) + 1 and not _MAY_RUN.search(together):
        return texts
    return [shielded_inside(shielded(text)) if text else "" for text in texts]


def unshielded_inside(text: str) -> str:
    return _INSIDE.sub(lambda found: found[1] + (found[2] or "").removeprefix("'"), text) if "'" in text else text


def _with_shield(found: re.Match[str]) -> str:
    if not found[2] or _NUMBER_INSIDE.match(found.string, found.end(1)):
        return found[0]
    return f"{found[1]}'{found[2]}"
