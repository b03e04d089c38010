"""An organization's facts as plain values, to copy, compare and sign: the same shape for both records.

`facts_of(record)` gives `{field: value}` with str, bool and None for columns (decimals as text), sorted
slugs for vocabularies, the parent's public id, and one dict per child row. `set_columns` and `set_relations` are its inverse.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.facts import AreaFacts, Facts, PolicyFacts, WayFacts
from directory.right import alike

Value = Any
PlainFacts = dict[str, Value]

COLUMNS = tuple(field.name for field in Facts._meta.fields if not field.is_relation)
VOCABULARIES = tuple(field.name for field in Facts._meta.many_to_many)
ROWS: dict[str, type[models.Model]] = {"ways": WayFacts, "service_areas": AreaFacts, "policies": PolicyFacts}
ROW_LABELS = {
    "ways": _("ways to connect"),
    "service_areas": _("places it serves"),
    "policies": _("what happens on contact"),
}
NAMES = (*COLUMNS, "parent", *VOCABULARIES, *ROWS)


@dataclass(frozen=True)
class Change:
    """One fact that differs. `before` and `after` are plain values as `facts_of` gives them."""

    name: str
    before: Value
    after: Value

    @property
    def label(self) -> str:
        return label(self.name)


def label(name: str) -> str:
    """Name a fact as forms and tables do, with a capital."""
    return capfirst(str(ROW_LABELS.get(name) or _field(name).verbose_name))


def blank() -> PlainFacts:
    """Return the facts of an organization nobody has said anything about."""
    return _BLANK | {name: [] for name in (*VOCABULARIES, *ROWS)}


def load(record: Any) -> None:
    """Load what `facts_of` reads, so that it is read once however often it is asked. Not of a record that is written meanwhile."""
    models.prefetch_related_objects([record], *VOCABULARIES, *ROWS)


def facts_of(record: Any) -> PlainFacts:
    facts: PlainFacts = {name: plain(getattr(record, name)) for name in COLUMNS}
    facts["parent"] = str(record.parent.public_id) if record.parent else None
    for name in VOCABULARIES:
        facts[name] = sorted(term.slug for term in getattr(record, name).all())
    for name, shape in ROWS.items():
        facts[name] = [_row(row, shape) for row in getattr(record, name).all()]
    return facts


def changes(before: PlainFacts, after: PlainFacts) -> list[Change]:
    """List the facts in which `after` differs from `before`, in the order a form shows them."""
    return [Change(name, before[name], after[name]) for name in NAMES if before[name] != after[name]]


def set_columns(record: Any, facts: PlainFacts) -> None:
    """Put the column values on `record` without saving it. Raises `ValidationError`, by fact."""
    for name, to_python in _TO_PYTHON:
        try:
            setattr(record, name, to_python(facts[name]))
        except ValidationError as error:
            raise ValidationError({name: error.messages}) from error
    if facts["parent"] or record.parent_id:
        parents = type(record)._meta.get_field("parent").related_model._default_manager
        record.parent = parents.get(public_id=facts["parent"]) if facts["parent"] else None


def set_relations(record: Any, facts: PlainFacts) -> None:
    """Replace the vocabularies and child rows of a saved `record`."""
    for name in VOCABULARIES:
        manager = getattr(record, name)
        manager.set(manager.model.objects.filter(slug__in=facts[name]))
    for name, shape in ROWS.items():
        rows = getattr(record, name)
        if [_row(row, shape) for row in rows.all()] != facts[name]:
            rows.all().delete()
            rows.bulk_create([_build(rows.model, shape, record, values) for values in facts[name]])


def add_relations(told: Iterable[tuple[Any, PlainFacts]], *, terms: dict[str, dict[str, int]]) -> None:
    """Add the vocabularies and child rows of new, saved records, in as many queries as there are kinds of them.

    `terms` gives the primary key of every term, by vocabulary and slug. The records are all of one model.
    """
    pairs = list(told)
    for name in VOCABULARIES:
        field = type(pairs[0][0])._meta.get_field(name)
        owner, term = field.m2m_column_name(), field.m2m_reverse_name()
        tagged = [
            {owner: record.pk, term: terms[name][slug]}
            for record, facts in pairs
            for slug in dict.fromkeys(facts[name])
        ]
        through = field.remote_field.through._default_manager
        through.bulk_create([through.model(**columns) for columns in tagged])
    for name, shape in ROWS.items():
        model = getattr(pairs[0][0], name).model
        rows = [_build(model, shape, record, values) for record, facts in pairs for values in facts[name]]
        model._default_manager.bulk_create(rows)


def rows_of(model: type[models.Model], name: str, facts: PlainFacts) -> Iterator[models.Model]:
    """Yield the child rows called `name`, unsaved and nobody's, so that they can be checked."""
    blank = _blank_row(model)
    for values in facts[name]:
        yield alike(blank, _typed(ROWS[name], values))


@cache
def _blank_row(model: type[models.Model]) -> models.Model:
    return model()


def _field(name: str) -> Any:
    return Facts._meta.get_field(name)


def _build(model: type[models.Model], shape: type[models.Model], record: Any, values: PlainFacts) -> models.Model:
    return model(owner=record, **_typed(shape, values))


def _typed(shape: type[models.Model], values: PlainFacts) -> dict[str, Any]:
    return {
        field.name: field.to_python(values[field.name] if field.name in values else field.get_default())
        for field in shape._meta.fields
    }


def _row(row: models.Model, shape: type[models.Model]) -> PlainFacts:
    return {field.name: plain(getattr(row, field.name)) for field in shape._meta.fields}


def plain(value: Value) -> Value:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Decimal):
        return str(value.quantize(Decimal("0.01")))
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if hasattr(value, "isoformat") else value


_PLAIN = frozenset([str, bool, int, type(None)])
_TO_PYTHON = [(name, _field(name).to_python) for name in COLUMNS]
_BLANK: PlainFacts = {name: plain(_field(name).get_default()) for name in COLUMNS} | {"parent": None}
