"""Holds back what looks private or says that a group is gone, until its owner has looked at it."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
_SECRET_OR_GONE = ("private_phrases", "closed_phrases")
_SAYS_IT_IS_GONE = ("name", "description", targets.NOTE)


class Said(NamedTuple):
    """What people wrote in their own words: by column, and all of it in one, so that most rows need only one look."""

    cells: dict[int, str]
    together: str


def said_in(row: RowReading) -> Said:
    cells = dict(_free_texts(row))
    return Said(cells, " . ".join(cells.values()))


def concerns(rows: Sequence[RowReading], said: Sequence[Said]) -> Iterator[list[Message]]:
    """List for each row what has to be asked about its words, of all rows one kind of thing after the other."""
    may_be_personal = [personal.suspects([one.together]) for one in said]
    may_be_secret = [words.says_one_of(_SECRET_OR_GONE, one.together) for one in said]
    for row, one, is_personal, is_secret in zip(rows, said, may_be_personal, may_be_secret, strict=True):
        found = list(_in_the_name(row))
        if is_personal or is_secret:
            found += _in_cells(row, one.cells, may_be_personal=is_personal)
        yield found


def _in_cells(row: RowReading, cells: dict[int, str], *, may_be_personal: bool) -> Iterator[Message]:
    for column, text in cells.items():
        about_people = list(_about_people(row, column, text)) if may_be_personal else []
        yield from about_people or _secrets(row, column, text)
        if row.sense.targets[column] in _SAYS_IT_IS_GONE and (said := words.phrase("closed_phrases", text)):
            yield Message(ASK, "closed", closed_sentence() % {"text": said}, column, key="closed", sample=said)


def _free_texts(row: RowReading) -> Iterator[tuple[int, str]]:
    """Yield by column, of texts and notes as much as a row may have: with more it is refused."""
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
        # Without the words that say that others are secret, the secret would go out unasked.
        is_of_all = detail.kind == "confidential"
        remedy, sample = (_remedy_for_all(), text) if is_of_all else (_remedy(), detail.matched)
        yield Message(ASK, "personal", said, column, remedy, detail.digest, sample)


def _secrets(row: RowReading, column: int, text: str) -> Iterator[Message]:
    found = words.phrase("private_phrases", text)
    if found:
        said = _("“%(heading)s” says “%(words)s”.") % {"heading": row.heading(column), "words": found}
        key = hashlib.sha256(f"secret {fold(text)}".encode()).hexdigest()
        yield Message(ASK, "private", said, column, _remedy_for_all(), key, text)


def _remedy() -> str:
    return _("Take it out, write the cell anew, or say that reviewers may read it.")


def _remedy_for_all() -> str:
    return _(
        "Take the whole cell out, write it anew without what is to stay private, or say that reviewers may read it."
    )
