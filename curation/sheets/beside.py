"""Which rows of one sheet may be the same group in other words: by page, number, address or name, one look into a table each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from curation.duplicates import CERTAIN, RECOGNIZED_BY, Known, Likeness, Party, party_of
from curation.models import Batch, Row
from curation.sheets.reading import RowReading

# A number or a site that many rows share is compared with so many of them.
MOST_COMPARED = 3
# As texts: asked without this, a number would come as a number.
_FACTS = tuple(KT(f"facts__{name}") for name in RECOGNIZED_BY)


class Beside:
    """The rows of a sheet that were checked already and are not left out, by what each is recognized by."""

    def __init__(self, batch: Batch) -> None:
        self._parties: dict[int, Party] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        is_there = Q(piece__lte=batch.pieces_done) | Q(status=Row.Status.SENT)
        known = Row.objects.filter(is_there, batch=batch).exclude(status__in=(Row.Status.EXCLUDED, Row.Status.UNDONE))
        for number, *facts in known.exclude(name="").order_by("number").values_list("number", *_FACTS).iterator():
            self.add(number, party_of({name: said or "" for name, said in zip(RECOGNIZED_BY, facts, strict=True)}))

    def add(self, number: int, one: Party) -> None:
        self._parties[number] = one
        for key in _keys(one):
            self._by_key[key].append(number)

    def drop(self, number: int) -> None:
        """Forget a row that is about to be checked again."""
        if one := self._parties.pop(number, None):
            for key in _keys(one):
                self._by_key[key].remove(number)

    def reasons(self, row: Row, one: Party) -> list[str]:
        """Say which row above may be the same group, and why; nothing if there is none, or its owner knows better."""
        different = row.answers.get("different", ())
        for number, likeness in self.above(row.number, one):
            if f"row {number}" not in different:
                return [
                    _("Row %(number)d of this sheet may be the same group.") % {"number": number},
                    *likeness.reasons,
                ]
        return []

    def above(self, number: int, one: Party) -> Iterator[tuple[int, Likeness]]:
        """Yield the first rows above that may be the same group, and why."""
        shared = [key for key in _keys(one) if key in self._by_key]
        for other in sorted({other for key in shared for other in self._first(key, number)}):
            if _may_be_one(one, self._parties[other]) and (alike := Known([self._parties[other]]).like(one)):
                if _is_in_another_town(one, self._parties[other]) and alike[0].score < CERTAIN:
                    continue
                yield other, alike[0]

    def sharing(self, rows: Iterable[Row]) -> set[int]:
        """Return which rows share anything with these as they are now."""
        parties = [party_of(row.facts) for row in rows if row.facts]
        return {number for one in parties for key in _keys(one) for number in self._by_key.get(key, ())}

    def _first(self, key: str, number: int) -> Iterator[int]:
        return islice((other for other in self._by_key[key] if other < number), MOST_COMPARED)


def party_in(reading: RowReading) -> Party:
    """Take from a row what its group is recognized by."""
    said = reading.said
    return party_of({name: said.get(name, "") for name in RECOGNIZED_BY})


def _keys(one: Party) -> list[str]:
    """What rows have to share to be compared. A short form alone tells nothing here: chapters have the same."""
    keys = [f"name {name}" for name in one.names]
    if keys and one.city:
        keys.append(f"in {one.city} {keys[0]}")
    if one.site:
        keys.append(f"site {one.site}")
    if one.email:
        keys.append(f"mail {one.email}")
    if one.last_digits:
        keys.append(f"call {one.last_digits}")
    return keys


def _may_be_one(one: Party, other: Party) -> bool:
    """Whether it is worth a closer look: chapters in two towns may share a name and a site, but not a number too."""
    if not _is_in_another_town(one, other):
        return True
    return bool(one.last_digits and one.last_digits == other.last_digits) or bool(
        one.email and one.email == other.email
    )


def _is_in_another_town(one: Party, other: Party) -> bool:
    return bool(one.city and other.city and one.city != other.city)
