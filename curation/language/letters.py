"""Which words of a list may be in a text, by its letters: for texts by the thousand, most of which hold none.

Every match of a term holds one of its `letters`. Each of those is looked for only where the text has three letters in a
row that it has and few others have, so a text costs about as much whether the list is short or long.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from curation.language.terms import Term
from curation.prose import Prose

RUN = 3


class _Index(NamedTuple):
    by_run: Mapping[str, list[tuple[str, Term]]]
    # What has fewer letters than a run; administrators may add words like that.
    short: list[tuple[str, Term]]


def possible(prose: Prose, words: Iterable[Term]) -> list[Term]:
    """Return those of `words`, in their order, that may be in `prose`; the others are not."""
    words = tuple(words)
    index, letters = _index(words), prose.folded.casefold()
    runs = {letters[at : at + RUN] for at in range(len(letters) - RUN + 1)}
    tried = [pair for run in index.by_run.keys() & runs for pair in index.by_run[run]]
    found = {term.id for some, term in (*tried, *index.short) if some in letters}
    return [term for term in words if term.id in found] if found else []


@lru_cache(maxsize=8)
def _index(words: tuple[Term, ...]) -> _Index:
    """Sort the letters of all terms by the run that the fewest others have."""
    pairs = [(some, term) for term in words for some in term.letters]
    times = Counter(run for some, _term in pairs for run in _runs(some))
    by_run = defaultdict(list)
    for some, term in pairs:
        if runs := _runs(some):
            by_run[min(runs, key=lambda run: (times[run], run))].append((some, term))
    return _Index(dict(by_run), [(some, term) for some, term in pairs if not _runs(some)])


def _runs(letters: str) -> list[str]:
    return [letters[at : at + RUN] for at in range(len(letters) - RUN + 1)]
