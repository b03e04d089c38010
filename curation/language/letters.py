"""Which words of a list may be in a text, by its letters: for texts by the thousand, most of which hold none.

Every match of a term holds one of its `letters`. Each of those is looked for only where a word of the text has up to five
letters in a row that it has and few others have, so a text costs about as much whether the list is short or long.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from curation.language.terms import Term
from curation.prose import Prose

# So many letters in a row are looked up. They go over no gap, so that each word of a text says by itself what may be there.
RUNS = (5, 4, 3)
WORD = re.compile(rf"[^\W\d_]{{{min(RUNS)},}}")
Pair = tuple[str, Term]


class _Index:
    """The letters of all terms, sorted by the run that the fewest others have."""

    def __init__(self, words: Sequence[Term]) -> None:
        pairs = [(some, term) for term in words for some in term.letters]
        times = Counter(run for some, _term in pairs for run in _runs(some))
        self._by_run: dict[str, list[Pair]] = defaultdict(list)
        for some, term in pairs:
            if runs := _runs(some):
                self._by_run[min(runs, key=lambda run: (-len(run), times[run], run))].append((some, term))
        # What has no run; administrators may add words like that.
        self.short = [(some, term) for some, term in pairs if not _runs(some)]
        # Texts are made of few words, which come again and again.
        self.telling = lru_cache(maxsize=20_000)(self._telling)

    def _telling(self, word: str) -> list[Pair]:
        """Return what has to be looked for in a text because this word is in it."""
        return [pair for run in _runs(word) for pair in self._by_run.get(run, ())]


def possible(prose: Prose, words: Iterable[Term]) -> list[Term]:
    """Return those of `words`, in their order, that may be in `prose`; the others are not."""
    words = tuple(words)
    index, letters = _index(words), prose.folded.casefold()
    tried = chain(index.short, *map(index.telling, set(WORD.findall(letters))))
    found = {term.id for some, term in tried if some in letters}
    return [term for term in words if term.id in found] if found else []


@lru_cache(maxsize=8)
def _index(words: tuple[Term, ...]) -> _Index:
    return _Index(words)


def _runs(text: str) -> list[str]:
    return [word[at : at + run] for word in WORD.findall(text) for run in RUNS for at in range(len(word) - run + 1)]
