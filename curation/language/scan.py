"""The scan itself: every listed word in a text, with the sentence, and whether it counts or is only context."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from curation.language import letters
from curation.language.passage import Passage
from curation.language.spelling import Spelled
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


def notes(text: str, *, names: Sequence[str] = (), words: Iterable[Term] | None = None) -> list[Note]:
    """List the words to look at, in reading order; `names` are the organization's own, `words` the list to go by."""
    found = passages(text, words=words)
    if not found:
        # Most texts: what stands around is looked at for a word that was found, and for nothing else.
        return []
    surroundings = Surroundings(found[0].prose, names)
    return _excused_together([_note(passage, surroundings) for passage in found])


def flags(text: str, *, names: Sequence[str] = (), words: Iterable[Term] | None = None) -> list[Note]:
    """List only the words that are used in the text's own voice."""
    return [note for note in notes(text, names=names, words=words) if note.standing == FLAG]


def passages(text: str, *, words: Iterable[Term] | None = None) -> list[Passage]:
    """List where the words stand, whatever they are doing there."""
    return list(_without_repeats(_passages(Spelled(text), terms() if words is None else words)))


def possible(text: str, words: Iterable[Term]) -> list[Term]:
    """Return those of `words` that may be in `text`: one look at all that a row says, before each of its texts is scanned."""
    return letters.possible(Spelled(text), words)


def _passages(prose: Spelled, words: Iterable[Term]) -> list[Passage]:
    found = [passage for term in letters.possible(prose, words) for passage in _passages_of(term, prose)]
    return sorted(
        filter(_is_complete, found), key=lambda passage: (passage.start, -passage.end, -passage.term.severity)
    )


def _passages_of(term: Term, prose: Prose) -> Iterator[Passage]:
    """Find the term sentence by sentence: a match over a full stop is tried again within its first sentence."""
    position, text = 0, prose.folded
    while match := term.pattern.search(text, position):
        sentence = prose.sentence_at(match.start())
        found = match if match.end() <= sentence.end else term.pattern.search(text, match.start(), sentence.end)
        position = max(found.end(), position + 1) if found else sentence.end
        if found:
            yield Passage(prose, term, sentence, found.start(), found.end())


def _is_complete(passage: Passage) -> bool:
    """Keep a match if the sentence also has what the term requires."""
    requires, sentence = passage.term.requires, passage.sentence
    return not requires or bool(requires.search(passage.prose.folded, sentence.start, sentence.end))


def _without_repeats(found: list[Passage]) -> Iterator[Passage]:
    """Leave out a word inside a longer match of its category, and endless repeats: one dismissal covers them all."""
    reached: dict[str, int] = {}
    times: Counter[tuple[str, int]] = Counter()
    for passage in found:
        times[passage.term.id, passage.sentence.start] += 1
        repeated = times[passage.term.id, passage.sentence.start] > TIMES_PER_SENTENCE
        if passage.end > reached.get(passage.term.category, 0) and not repeated:
            reached[passage.term.category] = passage.end
            yield passage


def _excused_together(found: list[Note]) -> list[Note]:
    """Let a word share the reason of the longer words it stands in: “exit prostitution, if you want to”."""
    excused = [note for note in found if note.reason]
    return [note if note.reason else _excused(note, excused) for note in found]


def _excused(note: Note, excused: list[Note]) -> Note:
    longer = (other for other in excused if other.start <= note.start and note.end <= other.end)
    around = next(longer, None)
    return replace(note, standing=CONTEXT, reason=around.reason) if around else note


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
