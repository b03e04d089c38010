"""Guesses what the columns of somebody's sheet mean, and says how sure it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from curation.sheets import targets, words
from directory.search.folding import fold

SURE, LIKELY, PERHAPS = 100, 85, 75
# Shorter ones stand in too many headings by chance.
SHORTEST_PRIVATE, SHORTEST_HELD = 5, 4
# These say it wherever they stand; a home, only of what leads to somebody there.
ALWAYS_PRIVATE = frozenset(["cell", "personal", "private", "her", "his", "dob", "ssn"])
AT_HOME = frozenset(["phone", "telephone", "tel", "number", "email", "mail", "address"])


@dataclass(frozen=True)
class Guess:
    """`confidence` is of 100; a heading nobody knows becomes a note with none. `remembered`: said so before.

    `taken`: what it would mean, were that not another column already.
    """

    target: str
    confidence: int
    remembered: bool = False
    taken: str = ""


def guesses(headings: Sequence[str], remembered: Mapping[str, str]) -> list[Guess]:
    """Guess each column. What only one column can be goes to the surest; the others become notes."""
    found = [_guess(heading, remembered) for heading in headings]
    for target in {guess.target for guess in found} - targets.MAY_REPEAT:
        rivals = [index for index, guess in enumerate(found) if guess.target == target]
        best = max(rivals, key=lambda index: (found[index].confidence, -index))
        for index in rivals:
            if index != best:
                found[index] = Guess(targets.NOTE, 0, taken=target)
    return found


def _guess(heading: str, remembered: Mapping[str, str]) -> Guess:
    key = fold(heading)
    if key in remembered and targets.is_known(remembered[key]):
        return Guess(remembered[key], SURE, remembered=True)
    if not key:
        return Guess(targets.NOTE, 0)
    if key in targets.by_heading():
        return Guess(targets.by_heading()[key], SURE)
    if _is_private(key):
        return Guess(targets.PRIVATE, LIKELY)
    return _alike(key)


def _is_private(key: str) -> bool:
    if key in words.private_headings():
        return True
    said = frozenset(key.split())
    if said & ALWAYS_PRIVATE or ("home" in said and said & AT_HOME):
        return True
    spaced = f" {key} "
    return any(f" {word} " in spaced for word in words.private_headings() if len(word) >= SHORTEST_PRIVATE)


@lru_cache(maxsize=1000)
def _alike(key: str) -> Guess:
    """Take a heading that holds one we know as whole words, or that is spelled almost like one."""
    known = targets.by_heading()
    said = key.split()
    runs = {" ".join(said[start:end]) for start in range(len(said)) for end in range(start + 1, len(said) + 1)}
    held = [one for one in known.keys() & runs if len(one) >= SHORTEST_HELD]
    if held:
        longest = max(held, key=lambda one: (len(one), one))
        return Guess(known[longest], PERHAPS + round((LIKELY - PERHAPS) * len(longest) / len(key)))
    alike = _known_sorted()
    found = process.extractOne(" ".join(sorted(said)), alike.keys(), scorer=fuzz.ratio, score_cutoff=PERHAPS)
    return Guess(alike[found[0]], min(round(found[1]), SURE - 1)) if found else Guess(targets.NOTE, 0)


@cache
def _known_sorted() -> dict[str, str]:
    """Return what every heading means whose words are sorted, as those of one that is compared are: “name of group”."""
    found: dict[str, str] = {}
    for heading, target in targets.by_heading().items():
        found.setdefault(" ".join(sorted(heading.split())), target)
    return found
