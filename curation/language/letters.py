"""Which words of a list may be in a text, by its letters: for texts by the thousand, most of which hold none.

Every match of a term holds one of its `letters`. Each of those is looked for only where a word of the text has up to five
letters in a row that it has and few others have, so a text costs about as much whether the list is short or long.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from curation.language.spelling import Spelled
from curation.language.terms import Term
from curation.telling import Telling

# So many letters in a row are looked up. They go over no gap, so that each word of a text says by itself what may be there.
RUNS = (5, 4, 3)
WORD = re.compile(rf"[^\W\d_]{{{min(RUNS)},}}")
DIGITS_AT_END = re.compile(r"\d{0,3}$")
Pair = tuple[str, Term]


class Index:
    """A list of words to look for in many texts: their letters, sorted by the run that the fewest others have."""

    def __init__(self, words: Sequence[Term]) -> None:
        self.words = words
        pairs = [(some, term, _longest_runs(some)) for term in words for some in term.letters]
        times = Counter(run for _some, _term, runs in pairs for run, _word in runs)
        self._by_run: dict[str, list[tuple[str, Pair]]] = defaultdict(list)
        for some, term, runs in pairs:
            if runs:
                run, word = min(runs, key=lambda one: (times[one[0]], one))
                self._by_run[run].append((word, (some, term)))
        # What has no run, such as numbers, by the digits it ends in: few texts hold those. Administrators may add words like that.
        self._by_ending: dict[str, list[Pair]] = defaultdict(list)
        for some, term, runs in pairs:
            if not runs:
                self._by_ending[DIGITS_AT_END.search(some)[0]].append((some, term))  # type: ignore[index]
        self.telling = Telling(self._called_for)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.words)

    def tried(self, text: Spelled) -> Iterator[Pair]:
        """Yield what has to be looked for in a text."""
        without_run = (pairs for ending, pairs in self._by_ending.items() if ending in text.letters)
        return chain.from_iterable(chain(without_run, self.telling.called_for(text.words)))

    def _called_for(self, word: str) -> list[Pair]:
        """Return what has to be looked for in a text because this word is in it."""
        alone = f" {word} "
        runs = chain.from_iterable(_runs(word, length) for length in RUNS)
        return [pair for run in runs for part, pair in self._by_run.get(run, ()) if part in alone]


def possible(text: Spelled, words: Iterable[Term]) -> list[Term]:
    """Return those of `words`, in their order, that may be in `text`; the others are not."""
    index, letters = index_of(words), text.letters
    found = {term.id for some, term in index.tried(text) if some in letters}
    return [term for term in index.words if term.id in found] if found else []


def index_of(words: Iterable[Term]) -> Index:
    """Return the index of a list: whoever looks through many texts asks for it once."""
    return words if isinstance(words, Index) else _index(tuple(words))


@lru_cache(maxsize=8)
def _index(words: tuple[Term, ...]) -> Index:
    return Index(words)


def _longest_runs(text: str) -> list[tuple[str, str]]:
    """Return the longest runs of letters in a text, each with its word, and a space where that begins or ends for sure.

    “rent her” may stand in “parent her”, but in no “renting her”.
    """
    words = list(WORD.finditer(text))
    length = next((run for run in RUNS if any(len(word[0]) >= run for word in words)), 0)
    return [
        (run, f"{' ' if word.start() else ''}{word[0]}{' ' if word.end() < len(text) else ''}")
        for word in words
        for run in _runs(word[0], length)
    ]


def _runs(word: str, length: int) -> list[str]:
    return [word[at : at + length] for at in range(len(word) - length + 1)]
