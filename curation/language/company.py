"""What company does the word keep: that of sentences that do this, or of those that tell of it?

The rules before this one read how a sentence is built. Where they find nothing, the words themselves are weighed: “cops”,
“lease” and “hearing” stand beside a listed word where somebody tells of it, “our ministry” and “girls” where somebody
does it. How often each stands where was counted in sentences that people labelled (fixtures/build/company.py).
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from curation.language.passage import Passage

SOURCE = Path(__file__).resolve().parents[2] / "fixtures" / "language_company.json"
WORD = re.compile(r"[a-z][a-z']*|\d+|[?!:;]")
YEAR = re.compile(r"[12]\d{3}")
# Whether a “not” reaches the match is for the rules to say, and they were asked before.
DENIALS = re.compile(r"(?:not|no|never|nor|neither|nobody|cannot|without|\w+n't)")
START, MATCH, END = "^", "_", "$"
# Odds of thirty to one. Less is not enough to overlook a word that no rule excuses; where a group speaks of itself or
# asks for gifts, it is far likelier to do the deed, and the odds have to be a hundred and fifty to one.
CONVINCING, CONVINCING_OF_US = 3.5, 5.0
OF_US = re.compile(r"\b(?:we|i|our|us|my|your|we're|we've|donate|join|help|volunteers?)\b", re.IGNORECASE)
ENDINGS = ("ing", "ed", "es", "s")
LEAST_STEM = 4
MANY_STRANGERS = 3


def keeps_other_company(passage: Passage) -> bool:
    """Say whether the words around are far more those of a sentence that tells of this."""
    weights = _weights()
    around = with_strangers(company(passage), weights.__contains__)
    needed = CONVINCING_OF_US if OF_US.search(passage.before + passage.after) else CONVINCING
    return sum(weights.get(word, 0.0) for word in around) <= -needed


def company(passage: Passage) -> set[str]:
    """List the words around the match, without their endings, and each two that stand together; “_” is the match."""
    words = [*_plain_words(passage.before), MATCH, *_plain_words(passage.after)]
    return {*words, *map(" ".join, pairwise([START, *words, END]))} - {MATCH}


def with_strangers(around: Iterable[str], is_known: Callable[[str], bool]) -> set[str]:
    """Add how many of the words are new here: the more of them, the likelier is another sense, “zero tolerance for peanuts”."""
    around = set(around)
    strangers = sum(" " not in word and not is_known(word) for word in around)
    return around | {f"{min(strangers, MANY_STRANGERS)} strangers"}


def weight(direct: int, told: int, all_direct: int, all_told: int) -> float:
    """Weigh one word: above nothing if it speaks for a direct use. One more of each keeps rare words light."""
    return math.log((direct + 1) / (all_direct + 2)) - math.log((told + 1) / (all_told + 2))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    counted = json.loads(SOURCE.read_text(encoding="utf-8"))
    sentences = counted["sentences"]
    return {word: weight(*times, *sentences) for word, times in counted["words"].items()}


def _plain_words(text: str) -> Iterator[str]:
    for word in WORD.findall(text.casefold()):
        if word.isdecimal():
            yield "year" if YEAR.fullmatch(word) else "number"
        elif not DENIALS.fullmatch(word):
            yield _without_ending(word)


def _without_ending(word: str) -> str:
    """“raids” and “raided” are one word here; short ones, like “his” and “need”, are left alone."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
