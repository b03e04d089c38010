"""What a version of the criteria changes: question by question and word by word, against another version."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from curation.models import CriteriaSet, Criterion
from curation.models.criteria import MEANINGS

_SETTLED = ("is_required", "good_answer_is_yes", "partly_is_enough")
# In the order in which they are read. `concerns` is about our own records, and `position` no words.
COMPARED = (*Criterion.ASKED, *_SETTLED, *MEANINGS.values())
# What clearer words leave as it is.
WEIGHED = (*_SETTLED, "concerns")
# Words with the space after them, so that joined they are the text again.
WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """A run of words. `kind`: same, gone or new."""

    kind: str
    text: str

    @property
    def words(self) -> str:
        """Without the space after them, which is no part of what is new or gone."""
        return self.text.rstrip()


@dataclass(frozen=True)
class Change:
    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Compared:
    """One question. `kind`: new, gone, changed or same; what changed in it is listed only where it is in both."""

    kind: str
    criterion: Criterion
    changes: list[Change]


def compare(before: CriteriaSet, after: CriteriaSet) -> list[Compared]:
    """Say what became of every question of both versions: those of `after` in their order, then those that are gone."""
    old = {criterion.code: criterion for criterion in before.criterion_set.all()}
    asked = [_compared(old.pop(criterion.code, None), criterion) for criterion in after.criterion_set.all()]
    return [*asked, *(Compared("gone", criterion, []) for criterion in old.values())]


def is_same(old: Criterion, new: Criterion) -> bool:
    """Whether two versions of a question ask and mean the same, word for word."""
    return all(getattr(old, name) == getattr(new, name) for name in COMPARED)


def what_is_not_wording(before: CriteriaSet, after: CriteriaSet) -> list[str]:
    """List the questions of which more than the words differ: asked in one version alone, or weighed otherwise."""
    old = {criterion.code: criterion for criterion in before.criterion_set.all()}
    new = {criterion.code: criterion for criterion in after.criterion_set.all()}
    return [
        (new.get(code) or old[code]).told["title"]
        for code in [*new, *(code for code in old if code not in new)]
        if code not in old or code not in new or _weight(old[code]) != _weight(new[code])
    ]


def pieces(before: str, after: str) -> list[Piece]:
    """Tell the words two texts share from those that are gone and those that are new."""
    return list(_pieces(WORD.findall(before), WORD.findall(after)))


def _weight(criterion: Criterion) -> list[object]:
    return [getattr(criterion, name) for name in WEIGHED]


def _compared(old: Criterion | None, new: Criterion) -> Compared:
    if old is None:
        return Compared("new", new, [])
    said = [(name, _said(old, name), _said(new, name)) for name in COMPARED]
    changes = [Change(_label(name), pieces(before, after)) for name, before, after in said if before != after]
    return Compared("changed" if changes else "same", new, changes)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    bare = [word.rstrip() for word in before], [word.rstrip() for word in after]
    matcher = difflib.SequenceMatcher(None, *bare, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(after[new_start:new_end]))
            continue
        runs = [("gone", before[start:end]), ("new", after[new_start:new_end])]
        yield from (Piece(name, "".join(words)) for name, words in runs if words)


def _said(criterion: Criterion, name: str) -> str:
    value = getattr(criterion, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _label(name: str) -> str:
    field: models.Field = Criterion._meta.get_field(name)  # type: ignore[assignment]
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]
