"""Holds back what looks private or says that a group is gone, until its owner has looked at it."""

import hashlib
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from curation import personal
from curation.models import Submission
from curation.sheets import targets, words
from curation.sheets.cleaning import LONGEST_NOTE, closed_sentence
from curation.sheets.reading import ASK, MOST, Message, RowReading
from directory.columns import BY_NAME, Shape
from directory.search.folding import fold

# Where people write in their own words; the rest is a word of a list or an address that is meant to be public, unless it
# became a note.
_FREE_SHAPES = (Shape.TEXT, Shape.LINES, Shape.AREAS, Shape.WAY, Shape.POLICY, Shape.EMAIL, Shape.REGION)
_FREE = {name for name, column in BY_NAME.items() if column.shape in _FREE_SHAPES} | {
    targets.NOTE, targets.WAYS, targets.SOURCE, targets.STANDING,
}  # fmt: skip
LONGEST_DESCRIPTION: int = Submission._meta.get_field("description").max_length  # type: ignore[assignment]
# Of one cell; what stands behind is asked about once these are answered.
MOST_ASKED = 10
_NAMES = ("acronym", "other_names")
_SAYS_IT_IS_GONE = ("name", "description", targets.NOTE)


def concerns(row: RowReading, answered: Collection[str]) -> Iterator[Message]:
    """List what has to be asked about the words of a row; `answered` holds the keys of what was asked before."""
    yield from (message for message in _in_the_name(row) if message.key not in answered)
    free = dict(free_texts(row))
    together = " . ".join(free.values())
    may_be_personal = personal.suspects(free.values())
    if not (may_be_personal or words.says_one_of(("private_phrases", "closed_phrases"), together)):
        return
    for column, text in free.items():
        asked = list(_about_people(row, column, text)) if may_be_personal else []
        yield from (message for message in asked or _secrets(row, column, text) if message.key not in answered)
        if row.sense.targets[column] in _SAYS_IT_IS_GONE and (said := words.phrase("closed_phrases", text)):
            yield Message(ASK, "closed", closed_sentence() % {"text": said}, column, key="closed", sample=said)


def free_texts(row: RowReading) -> Iterator[tuple[int, str]]:
    """Yield what people wrote in their own words, of texts and notes as much as a row may have: with more it is refused."""
    left = {targets.NOTE: LONGEST_NOTE, "description": LONGEST_DESCRIPTION}
    for column, text in row.texts.items():
        target = row.sense.targets[column]
        if target in left:
            yield column, text[: left[target]]
            left[target] = max(0, left[target] - len(text))
        elif target in _FREE or column in row.noted:
            yield column, text


def _in_the_name(row: RowReading) -> Iterator[Message]:
    column = row.columns.get("name")
    text = "" if column is None else row.texts[column]
    if kind := personal.in_a_name(text):
        words = {"heading": row.heading(column or 0), "words": text, "why": personal.WHY[kind]}
        key = hashlib.sha256(f"name {fold(text)}".encode()).hexdigest()
        yield Message(ASK, "personal", _("“%(heading)s”: “%(words)s”. %(why)s") % words, column, _remedy(), key, text)


def _about_people(row: RowReading, column: int, text: str) -> Iterator[Message]:
    heading = row.heading(column)
    # A person typed among the names of a group is not excused by being one of them.
    facts = ("name",) if row.sense.targets[column] in _NAMES else ("name", *_NAMES)
    names = [name for fact in facts for name in str(row.said.get(fact, "")).split("\n") if name][:MOST]
    for detail in personal.findings(text, names=names, most=MOST_ASKED):
        said = _("“%(heading)s”: “%(words)s”. %(why)s") % {
            "heading": heading,
            "words": detail.matched,
            "why": detail.why,
        }
        yield Message(ASK, "personal", said, column, _remedy(), detail.digest, detail.matched)


def _secrets(row: RowReading, column: int, text: str) -> Iterator[Message]:
    found = words.phrase("private_phrases", text)
    if found:
        said = _("“%(heading)s” says “%(words)s”.") % {"heading": row.heading(column), "words": found}
        key = hashlib.sha256(f"secret {fold(text)}".encode()).hexdigest()
        yield Message(ASK, "private", said, column, _remedy(), key, text)


def _remedy() -> str:
    return _("Take it out, write the cell anew, or say that reviewers may read it.")
