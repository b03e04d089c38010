"""The facts of many records at once: read column by column, in a few queries for each piece and without making objects of rows.

`FactsOfMany` has what `record.facts_of` says of each: the n-th value under every name is that of the n-th record. Rows are
tuples here, in the order of their model's fields, and so is what holds them: thousands of lists would keep the garbage
collector busy for a third of the time.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from operator import itemgetter
from typing import Any

from django.db.models import BooleanField, CharField, DateField, DecimalField, Field, QuerySet, UUIDField
from django.db.models.functions import Cast

from directory.pieces import among, in_pieces
from directory.record import COLUMNS, NAMES, ROWS, VOCABULARIES, PlainFacts, Value
from directory.vocabulary import TERMS

FactsOfMany = dict[str, list[Value]]
AT_ONCE = 2_000
_ROW = {name: [field.name for field in shape._meta.fields] for name, shape in ROWS.items()}


def column_by_column(each: Sequence[PlainFacts]) -> FactsOfMany:
    """Return plain facts in this form."""
    facts: FactsOfMany = {name: [one[name] for one in each] for name in NAMES}
    for name, columns in _ROW.items():
        values = itemgetter(*columns)
        facts[name] = [tuple(map(values, rows)) for rows in facts[name]]
    for name in VOCABULARIES:
        facts[name] = list(map(tuple, facts[name]))
    return facts


def facts_of_many(records: QuerySet[Any], *others: str, names: Collection[str] = NAMES) -> Iterator[FactsOfMany]:
    """Yield, piece by piece, the facts called `names` of saved records of one model, and what their fields `others` hold; a public id as text."""
    own = ["pk", "parent_id", *(name for name in COLUMNS if name in names), *others]
    slugs = {name: dict(model._default_manager.values_list("pk", "slug")) for name, model in TERMS.items()}
    made = {field.name: _FROM_TEXT[type(field)] for field in records.model._meta.fields if type(field) in _FROM_TEXT}
    read = {name: made[name] for name in own if name in made}
    told = records.prefetch_related(None).values_list(*(as_text(name) if name in read else name for name in own))
    for piece in in_pieces(told.iterator(chunk_size=AT_ONCE), AT_ONCE):
        facts = {name: list(values) for name, values in zip(own, zip(*piece, strict=True), strict=True)}
        facts |= {name: list(map(plain, facts[name])) for name, plain in read.items()}
        facts["parent"] = _parents(records.model, facts["parent_id"])
        at = {pk: place for place, pk in enumerate(facts["pk"])}
        for name in VOCABULARIES:
            facts[name] = _terms(records.model, name, slugs[name], at)
        for name in ROWS:
            facts[name] = _rows(records.model, name, at)
        yield facts


def as_text(name: str) -> Cast:
    """Ask for a column as the database writes it, so that no object is made of each value."""
    return Cast(name, CharField())


def _truth(kept: str) -> bool:
    return kept in ("1", "true")


def _degrees(kept: str | None) -> str | None:
    return kept and f"{float(kept):.2f}"


def _id(kept: str) -> str:
    """Write an id as `str(UUID)` does, whichever of the two ways the database keeps it."""
    return kept if "-" in kept else f"{kept[:8]}-{kept[8:12]}-{kept[12:16]}-{kept[16:20]}-{kept[20:]}"


# Everything else is plain as it comes. To make objects of these, and text of the objects, takes a sixth of the time of writing all out.
_FROM_TEXT: dict[type[Field], Callable[[Any], Value]] = {BooleanField: _truth, DecimalField: _degrees, UUIDField: _id}


def _parents(model: Any, pks: list[int | None]) -> list[str | None]:
    parents = model._meta.get_field("parent").related_model._default_manager
    wanted = {pk for pk in pks if pk}
    named = dict(parents.filter(pk__in=among(wanted)).values_list("pk", "public_id")) if wanted else {}
    return [str(named[pk]) if pk else None for pk in pks]


def _terms(model: Any, name: str, slugs: dict[int, str], at: dict[int, int]) -> list[Value]:
    found: list[tuple[str, ...]] = [()] * len(at)
    field = model._meta.get_field(name)
    owner, term = field.m2m_field_name(), field.m2m_reverse_field_name()
    pairs = field.remote_field.through._default_manager.filter(**{f"{owner}__in": among(at)}).order_by()
    for pk, slug in pairs.values_list(f"{owner}_id", f"{term}_id"):
        found[at[pk]] += (slugs[slug],)
    return [tuple(sorted(each)) for each in found]


def _rows(model: Any, name: str, at: dict[int, int]) -> list[Value]:
    found: list[tuple[Value, ...]] = [()] * len(at)
    children = model._meta.get_field(name).related_model._default_manager.filter(owner__in=among(at))
    # A day as text is plain.
    columns = (as_text(field.name) if isinstance(field, DateField) else field.name for field in ROWS[name]._meta.fields)
    for row in children.values_list("owner_id", *columns):
        found[at[row[0]]] += (row[1:],)
    return found
