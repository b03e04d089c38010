"""What a visitor's words ask for: every word must be found, each in any of several ways."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from directory.search.words import forms, is_unspaced, known_forms, runs, telling

Phrase = tuple[str, ...]
# By the words somebody may type, the other words that mean the same.
Synonyms = Mapping[Phrase, Sequence[Phrase]]
MOST_WORDS = 20
SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Way:
    """One way to be found: these words next to each other, the last one perhaps only begun."""

    words: Phrase
    is_begun: bool = False


@dataclass(frozen=True)
class Question:
    """Each of `wanted` has to be found, in one of its ways."""

    wanted: tuple[tuple[Way, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.wanted)


def question_of(text: str, synonyms: Synonyms) -> Question:
    """Read what somebody typed. No character means anything but itself; the last word may be only begun, unless it is a small one."""
    asked = runs(text)
    told = telling(asked)
    wanted = []
    for phrases, others in _things(told or asked, synonyms):
        ways = [_together(phrases, is_last=bool(told) and phrases[-1] is told[-1])]
        ways += [_ways_of(phrase) for phrase in others]
        # Words that stand together for one thing can also be found one by one, like any others.
        wanted += _any_of(ways)
    return Question(tuple(wanted[:MOST_WORDS]))


def _things(told: Sequence[Phrase], synonyms: Synonyms) -> Iterator[tuple[Sequence[Phrase], Sequence[Phrase]]]:
    """Yield what is asked for, thing by thing: its words, and those that mean the same."""
    at = 0
    while at < len(told):
        length, others = _synonyms_at(told, at, synonyms)
        yield told[at : at + length], others
        at += length


def apart(text: str, synonyms: Synonyms) -> list[str]:
    """List each thing that a text asks for, once and as searching compares it: what has synonyms together stays together."""
    told = telling(runs(text))
    return list(dict.fromkeys(" ".join(map("".join, phrases)) for phrases, _others in _things(told, synonyms)))


def whole(word: str) -> Question:
    """Ask for one word alone, whole and in its forms."""
    return Question(tuple(_word(run, forms) for run in runs(word)))


def _synonyms_at(told: Sequence[Phrase], at: int, synonyms: Synonyms) -> tuple[int, Sequence[Phrase]]:
    """Return how many words from `at` on have synonyms together, and those."""
    longest = max(map(len, synonyms), default=1)
    for length in range(min(longest, len(told) - at), 0, -1):
        phrase = tuple(word for run in told[at : at + length] for word in run)
        if phrase in synonyms:
            return length, synonyms[phrase]
    return 1, ()


def _together(phrases: Sequence[Phrase], *, is_last: bool) -> list[tuple[Way, ...]]:
    last = len(phrases) - 1
    return [_word(phrase, forms, is_begun=is_last and at == last) for at, phrase in enumerate(phrases)]


def _ways_of(phrase: Phrase) -> list[tuple[Way, ...]]:
    # The forms of all synonyms are known already, see `vocabulary.synonyms`: nobody typed these words.
    return [_word(phrase, known_forms) if len(phrase) == 1 else (Way(phrase),)]


def _word(phrase: Phrase, forms: Callable[[str], frozenset[str]], *, is_begun: bool = False) -> tuple[Way, ...]:
    """Return the ways in which one word of a question may stand in a text."""
    if len(phrase) > 1 or is_unspaced(phrase[0]):
        return (Way(phrase),)
    word = phrase[0]
    begun = is_begun and len(word) >= SHORTEST_BEGINNING
    return (Way(phrase, is_begun=begun), *(Way((form,)) for form in sorted(forms(word))))


def _any_of(ways: Sequence[list[tuple[Way, ...]]]) -> list[tuple[Way, ...]]:
    """Merge several ways to say one thing. Only the first may be of several words, each a condition of its own."""
    typed, others = ways[0], ways[1:]
    instead = tuple(way for other in others for way in other[0])
    return [tuple(dict.fromkeys((*group, *instead))) for group in typed]
