"""What is to be looked at again, gathered from every part of a page, for the summary on top of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst


@dataclass(frozen=True)
class Fault:
    """`anchor` is the id of the field it is about; empty where it is about the whole."""

    anchor: str
    label: str
    sentence: str


def faults(parts: Iterable[Any]) -> list[Fault]:
    return [fault for part in parts for fault in _faults_of(part)]


def _faults_of(form: Any) -> Iterator[Fault]:
    if not form.is_bound:
        return
    yield from (Fault("", "", sentence) for sentence in form.non_field_errors())
    for field in form:
        for sentence in field.errors:
            yield Fault(field.id_for_label or field.auto_id, capfirst(str(field.label)), sentence)
