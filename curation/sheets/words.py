"""What people write in headings and cells, in English, Spanish and French: fixtures/sheet_words.json, folded for comparison."""

import json
import re
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from directory.search.folding import fold, folded_words

SOURCE = Path(__file__).resolve().parents[2] / "fixtures" / "sheet_words.json"


@cache
def source() -> dict[str, Any]:
    words: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return words


def inside_out(lists: dict[str, list[str]]) -> dict[str, str]:
    """Turn {meaning: [words]} into {folded word: meaning}."""
    return {fold(word): meaning for meaning, words in lists.items() for word in words if fold(word)}


@cache
def headings() -> dict[str, str]:
    return inside_out(source()["headings"])


@cache
def private_headings() -> frozenset[str]:
    return frozenset(map(fold, source()["private_headings"]))


@cache
def values(name: str) -> dict[str, str]:
    return inside_out(source()["values"].get(name, {}))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word.casefold() for word in source()["empty"])


def says_nothing(text: str) -> bool:
    """Whether a cell says in words that it says nothing: “N/A”, “nan”, “–”."""
    return text.casefold() in _empty()


@cache
def _above() -> frozenset[str]:
    said = [word.casefold() for word in source()["same_as_above"]]
    return frozenset(written for word in said for written in (word, f"{word}.", f"({word})"))


def points_above(text: str) -> bool:
    """Whether a cell says that it says what another row does: “ditto”, “same as above”."""
    return text.casefold() in _above()


def begins_totals(text: str) -> bool:
    """Whether a row that begins so adds up the others."""
    return fold(text) in _totals()


def may_begin_totals(text: str) -> bool:
    """Whether it may: a sum is called “Subtotal NV”, but a group may be called “Total Justice Network”."""
    said = fold(text).split()
    return not _totals_first().isdisjoint((" ".join(said[:1]), " ".join(said[:2])))


@cache
def _totals_first() -> frozenset[str]:
    return frozenset(map(fold, source()["totals_first"]))


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(fold, source()["totals"]))


def phrase(kind: str, text: str) -> str:
    """Return the first of the phrases of that kind in `text` as it stands there, or nothing."""
    if not says_one_of((kind,), text):
        return ""
    found = _phrases(kind).search(text)
    return found.group() if found else ""


def says_one_of(kinds: tuple[str, ...], text: str) -> bool:
    """Whether a phrase of one of those kinds may be in `text`: one look, for rows by the thousand."""
    said, known = folded_words(text), _by_longest_word(kinds)
    if known.keys().isdisjoint(said):
        return False
    spaced = f" {' '.join(said)} "
    return any(one in spaced for word in known.keys() & said for one in known[word])


@cache
def _by_longest_word(kinds: tuple[str, ...]) -> dict[str, list[str]]:
    """Sort the phrases, with a space around each, by a word that most texts do not hold."""
    found: dict[str, list[str]] = {}
    for one in chain.from_iterable(source()[kind] for kind in kinds):
        if words := fold(one).split():
            found.setdefault(max(words, key=len), []).append(f" {' '.join(words)} ")
    return found


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    written = sorted(source()[kind], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_loosely, written))})(?!\w)", re.IGNORECASE)


def _loosely(text: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['’]") for word in text.split())
