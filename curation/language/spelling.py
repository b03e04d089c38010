"""Listed words with one slip of the keys in them, “prostitue”, are read as they were meant.

Every likely slip is written out once, so that a text costs one look-up a word. Slips that make another real word are left out.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache

from curation.language.terms import SOURCE
from curation.prose import Prose, words_in

LONG_WORD = re.compile(r"(?<![^\W_])[a-zA-Z]{6,20}(?![^\W_])")
HASHTAG = re.compile(r"#(?:[A-Z][a-z]+){2,8}[A-Z]*\b")
NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
VOWELS = "aeiou"


class Spelled(Prose):
    """Fold the text as ever, and mend what was mistyped; places are still those of the text as typed."""

    def __init__(self, original: str) -> None:
        super().__init__(original)
        if "#" in self.folded:
            self._take_hashtags_apart()
        slips = _slips()
        self._read_words()
        if slips.keys().isdisjoint(self.words):
            return
        mistyped = [found for found in LONG_WORD.finditer(self.folded) if found.group().casefold() in slips]
        # From the end, so that what stands before keeps its place.
        for found in reversed(mistyped):
            self._mend(found, _as_cased(slips[found.group().casefold()], found.group()))
        self._read_words()

    def _read_words(self) -> None:
        """Look once at which words there are, and which letters: without capitals."""
        self.letters = self.folded.casefold()
        self.words = words_in(self.letters)

    def _take_hashtags_apart(self) -> None:
        """Read “#EndDemand” as two words; the gap has the place of the letter behind it."""
        gaps = [
            gap.start() for tag in HASHTAG.finditer(self.folded) for gap in NEXT_WORD.finditer(self.folded, *tag.span())
        ]
        for at in reversed(gaps):
            self.folded = f"{self.folded[:at]} {self.folded[at:]}"
            self._origins.insert(at, self._origins[at])

    def _mend(self, found: re.Match[str], meant: str) -> None:
        start, end = found.span()
        places = self._origins[start:end]
        # The last letter keeps the last place: the match then ends where the mistyped word ends.
        first = (places[:-1] + places[-2:-1] * len(meant))[: len(meant) - 1]
        self.folded = self.folded[:start] + meant + self.folded[end:]
        self._origins[start:end] = [*first, places[-1]]


@lru_cache(maxsize=1)
def _slips() -> dict[str, str]:
    """Map each likely slip to the word that was meant."""
    entries = json.loads(SOURCE.read_text(encoding="utf-8"))
    words: list[str] = entries["often_mistyped"]
    found = {slip: word for word in words for slip in _slips_of(word)}
    for real in (*words, *entries["real_words"]):
        found.pop(real, None)
    return found


def _slips_of(word: str) -> Iterator[str]:
    """Leave out, add, swap or confuse one letter. The first is seldom wrong, and a wrong last one makes other forms."""
    letters = sorted(set(word))
    for at in range(1, len(word) - 1):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + after[:1] + letter + after[1:]
        yield from (before + added + letter + after for added in letters)
        if letter in VOWELS:
            yield from (before + vowel + after for vowel in VOWELS)
    if word.endswith("ing"):
        yield word[:-3] + "eing"


def _as_cased(meant: str, typed: str) -> str:
    if typed.isupper():
        return meant.upper()
    return meant.capitalize() if typed[0].isupper() else meant
