"""The empty sheet to begin with, and the guide to its columns: both from the one list of columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from curation.sheets import targets
from directory import choices
from directory.columns import COLUMNS, Column, Shape
from directory.exports import csv_lines
from directory.vocabulary import term_choices
from directory.workbooks import Page, workbook
from directory.written import choice_labels

# A sheet cannot say that a place may be shown; whoever knows a group asks it, and uses the form.
EXTRA = (targets.SOURCE, targets.AS_OF, targets.NOTE)


@dataclass(frozen=True)
class Entry:
    """A column in the guide. `words` are those it is chosen from."""

    heading: str
    meaning: str
    example: str
    words: Sequence[str]


def guide() -> list[Entry]:
    ours = [Entry(c.heading, str(c.meaning), c.example, words_for(c)) for c in COLUMNS]
    more = {target.name: target for target in targets.targets()}
    return ours + [Entry(more[name].label, more[name].meaning, "", ()) for name in EXTRA]


def words_for(column: Column) -> list[str]:
    if column.shape == Shape.CHOICE:
        return list(choice_labels(column.name).values())
    if column.shape == Shape.TERMS:
        return [name for _slug, name in term_choices(column.name)]
    if column.shape == Shape.TICK:
        return [str(choices.Answer.YES.label), str(choices.Answer.NO.label)]
    return []


def empty_csv() -> bytes:
    return "".join(csv_lines([[entry.heading for entry in guide()]])).encode()


def empty_xlsx() -> bytes:
    entries = guide()
    offered = {place: entry.words for place, entry in enumerate(entries) if entry.words}
    told = [[entry.heading, entry.meaning, entry.example, "; ".join(entry.words)] for entry in entries]
    head = [_("Column"), _("What to write"), _("For example"), _("Words to choose from")]
    return workbook(
        [
            Page(_("Groups"), [[entry.heading for entry in entries]], offered),
            Page(_("Guide"), [head, *told], width=48),
        ]
    )
