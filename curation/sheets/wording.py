"""Tells whoever brings a sheet of words the reviewers will look at. It holds nothing back: it is good to know, no more."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from curation import language
from curation.language.terms import Term
from curation.sheets.private import Said
from curation.sheets.reading import MOST, TOLD, Message, RowReading

# Of one row; a matter of style is no news for a coalition.
MOST_TOLD = 3
LEAST_SEVERITY = 2


def remarks(rows: Sequence[RowReading], said: Sequence[Said], words: Iterable[Term]) -> Iterator[list[Message]]:
    """List for each row the words of its own voice, with why and a better wording."""
    may_be = [language.possible(one.together, words) for one in said]
    for row, one, terms in zip(rows, said, may_be, strict=True):
        yield list(_remarks(row, one.cells, words)) if terms else []


def _remarks(row: RowReading, cells: dict[int, str], words: Iterable[Term]) -> Iterator[Message]:
    left = MOST_TOLD
    names = [
        name for fact in ("name", "acronym", "other_names") for name in str(row.said.get(fact, "")).split("\n") if name
    ]
    for column, text in cells.items():
        found = [
            note for note in language.flags(text, names=names[:MOST], words=words) if note.severity >= LEAST_SEVERITY
        ]
        for note in found[:left]:
            said = {"heading": row.heading(column), "words": note.matched, "why": note.why}
            sentence = _("“%(heading)s”: “%(words)s”. %(why)s") % said
            yield Message(TOLD, "wording", sentence, column, note.suggestion, note.digest, note.matched)
        left -= len(found[:left])
        if not left:
            return
