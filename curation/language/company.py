"""Is a listed word used here, or told of? What stands around it is weighed, together with what the rules found.

No rule about how sentences are built holds for every writer, and no word by itself says enough: “cops”, “lease” and
“hearing” stand beside a listed word where somebody tells of it, “our ministry” and “girls” where somebody does it. How
much each of these signs weighs was learned from sentences that people labelled (fixtures/build/company.py).
"""

import json
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from curation.language.passage import Passage
from curation.language.terms import OWN

SOURCE = Path(__file__).resolve().parents[2] / "fixtures" / "language_company.json"
WORD = re.compile(r"[a-z][a-z']*|\d+|[?!:;,\"'()#]")
YEAR = re.compile(r"[12]\d{3}")
START, MATCH, END = "^", "_", "$"
# So many words on each side count by their place too; so many letters of the sentences next door are read.
PLACES, NEXT_DOOR = 2, 100
ENDINGS = ("ing", "ed", "es", "s")
LEAST_STEM = 4
# The sign that every match has: where the scales stand before anything is weighed.
ALWAYS = ""


def is_direct(passage: Passage, rule: str) -> bool:
    """Say whether this is the text's own voice; `rule` names the excuse that was found in how it is built, if any."""
    if rule and passage.term.category == OWN:
        # Nothing was learned of words that administrators added, so nothing outweighs a rule.
        return False
    weights = _weights()
    return weights[ALWAYS] + sum(weights.get(sign, 0) for sign in signs(passage, rule)) >= 0


def signs(passage: Passage, rule: str) -> set[str]:
    """List what can be weighed: each word around, each two, the nearest by place, the match itself, and the rule."""
    before, after = _words(passage.before), _words(passage.after)
    around, category = {*before, *after}, passage.term.category
    return {
        *around,
        *(f"{category}: {word}" for word in around),
        *map(" ".join, pairwise([START, *before, MATCH, *after, END])),
        *(f"-{place}: {word}" for place, word in enumerate(before[: -PLACES - 1 : -1], start=1)),
        *(f"+{place}: {word}" for place, word in enumerate(after[:PLACES], start=1)),
        *(f"near: {word}" for word in _next_door(passage)),
        f"category: {category}",
        f"term: {passage.term.id}",
        f"form: {passage.matched.casefold()}",
        f"written: {_written(passage)}",
        f"rule: {rule}",
        f"rule: {rule.partition(':')[0]}",
    }


@lru_cache(maxsize=1)
def _weights() -> dict[str, int]:
    weights: dict[str, int] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return weights


def _next_door(passage: Passage) -> list[str]:
    text, sentence = passage.prose.folded, passage.sentence
    return _words(text[max(0, sentence.start - NEXT_DOOR) : sentence.start]) + _words(
        text[sentence.end : sentence.end + NEXT_DOOR]
    )


def _written(passage: Passage) -> str:
    """Tell where capitals stand: in the word before, in the match, in the word after."""
    nearby = (*passage.before.split()[-1:], passage.matched, *passage.after.split()[:1])
    return " ".join("AB" if word.isupper() else "Ab" if word[:1].isupper() else "ab" for word in nearby)


def _words(text: str) -> list[str]:
    return [*map(_plain, WORD.findall(text.casefold()))]


def _plain(word: str) -> str:
    """“raids” and “raided” are one word here; short ones, like “his” and “need”, are left alone. So are years, and numbers."""
    if word.isdecimal():
        return "year" if YEAR.fullmatch(word) else "number"
    word = word.removesuffix("'s").removesuffix("'") or word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
