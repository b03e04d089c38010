"""The scan itself: every listed word in a text, with the sentence, and whether it counts or is only context."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curation.language.passage import Passage
from curation.language.standing import Surroundings
from curation.language.terms import Term, terms
from curation.prose import Prose

FLAG = "flag"
CONTEXT = "context"
TIMES_PER_SENTENCE = 3


@dataclass(frozen=True)
class Note:
    """One listed word where it stands; `start` and `end` count in the text as typed."""

    term_id: str
    category: str
    severity: int
    matched: str
    start: int
    end: int
    sentence: str
    standing: str
    reason: str
    why: str
    suggestion: str
    digest: str


def notes(text: str, *, names: Sequence[str] = ()) -> list[Note]:
    """List the words to look at, in reading order; `names` are the organization's own."""
    prose = Prose(text)
    surroundings = Surroundings(prose, names)
    passages = _without_repeats(_passages(prose))
    return [_note(passage, surroundings) for passage in passages]


def flags(text: str, *, names: Sequence[str] = ()) -> list[Note]:
    """List only the words that are used in the text's own voice."""
    return [note for note in notes(text, names=names) if note.standing == FLAG]


def _passages(prose: Prose) -> list[Passage]:
    found = [
        Passage(prose, term, prose.sentence_at(match.start()), match.start(), match.end())
        for term in terms()
        for match in term.pattern.finditer(prose.folded)
    ]
    return sorted(
        filter(_is_complete, found), key=lambda passage: (passage.start, -passage.end, -passage.term.severity)
    )


def _is_complete(passage: Passage) -> bool:
    """Keep a match that stays in one sentence, if the sentence also has what the term requires."""
    requires, sentence = passage.term.requires, passage.sentence
    if passage.end > sentence.end:
        return False
    return not requires or bool(requires.search(passage.prose.folded, sentence.start, sentence.end))


def _without_repeats(passages: list[Passage]) -> Iterator[Passage]:
    """Leave out a word inside a longer match of its category, and endless repeats: one dismissal covers them all."""
    reached: dict[str, int] = {}
    times: Counter[tuple[str, int]] = Counter()
    for passage in passages:
        times[passage.term.id, passage.sentence.start] += 1
        repeated = times[passage.term.id, passage.sentence.start] > TIMES_PER_SENTENCE
        if passage.end > reached.get(passage.term.category, 0) and not repeated:
            reached[passage.term.category] = passage.end
            yield passage


def _note(passage: Passage, surroundings: Surroundings) -> Note:
    term: Term = passage.term
    place = passage.prose.original_span(passage.start, passage.end)
    reason = surroundings.reason(passage)
    return Note(
        term_id=term.id,
        category=term.category,
        severity=term.severity,
        matched=passage.prose.original[place.start : place.end],
        start=place.start,
        end=place.end,
        sentence=surroundings.sentence(passage),
        standing=CONTEXT if reason else FLAG,
        reason=reason,
        why=term.why,
        suggestion=term.suggestion,
        digest=surroundings.digest(passage),
    )
