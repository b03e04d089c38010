"""Tells whoever brings a sheet of words the reviewers will look at. It holds nothing back: it is good to know, no more."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from curation import language
from curation.language.terms import Term
from curation.sheets import private
from curation.sheets.reading import MOST, TOLD, Message, RowReading

# Of one row; a matter of style is no news for a coalition.
MOST_TOLD = 3
LEAST_SEVERITY = 2


def remarks(row: RowReading, words: Sequence[Term]) -> Iterator[Message]:
    """List the words of a row's own voice, with why and a better wording."""
    texts = list(private.free_texts(row))
    if not language.possible(" . ".join(text for _column, text in texts), words):
        return
    left = MOST_TOLD
    names = [
        name for fact in ("name", "acronym", "other_names") for name in str(row.said.get(fact, "")).split("\n") if name
    ]
    for column, text in texts:
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
