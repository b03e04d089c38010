"""Whether values are right: what `clean_fields` says of them, in a tenth of its time, for records by the ten thousand.

Nearly all values are blank, one of a list, short enough, or a plain address. `clean_fields` is asked about the others, so what
is wrong is said by Django as ever. Values have the type of their field already, as `record.set_columns` gives it.
"""

import re
import sys
from collections.abc import Callable, Mapping, Set
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.base import ModelState

# Addresses so plain that Django’s own, longer patterns take them too; tests/directory/test_right.py compares.
_SITE = r"(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,}"
_WEB = re.compile(rf"https?://{_SITE}(?:/[\w./~-]*)?", re.ASCII)
_MAIL = re.compile(rf"[\w+-]+(?:\.[\w+-]+)*@{_SITE}", re.ASCII)
_SHORT = 60
Sure = Callable[[Any], bool]
AnyModel = TypeVar("AnyModel", bound=models.Model)


class _Asked(NamedTuple):
    name: str
    attname: str
    blank: frozenset[str | None]
    is_sure: Sure


def clean_fields(record: models.Model, only: Set[str]) -> None:
    """Check these fields of a record. Raises `ValidationError` by field, as its own `clean_fields` does."""
    values, asked = record.__dict__, _asked(type(record), only)
    # Most are blank and may be: to ask that here saves a call for each.
    doubtful = {one.name for one in asked if (said := values[one.attname]) not in one.blank and not one.is_sure(said)}
    if doubtful:
        record.clean_fields(exclude=_names(type(record)) - doubtful)


def alike(blank: AnyModel, values: Mapping[str, Any]) -> AnyModel:
    """Return an unsaved record like `blank` with other values by attribute: to make one by its class takes five times as long."""
    record = type(blank).__new__(type(blank))
    record.__dict__.update(blank.__dict__, **values, _state=ModelState())
    return record


# Of one row the same address is asked about when it is read, when it is checked and when it is compared.
@lru_cache(maxsize=2000)
def is_plain_web(address: str) -> bool:
    return len(address) < _SHORT and _WEB.fullmatch(address) is not None


@lru_cache(maxsize=2000)
def is_plain_mail(address: str) -> bool:
    return len(address) < _SHORT and _MAIL.fullmatch(address) is not None


@lru_cache(maxsize=20)
def _asked(model: type[models.Model], only: Set[str]) -> list[_Asked]:
    fields = [field for field in model._meta.fields if field.name in only]
    return [_Asked(field.name, field.attname, _blank(field), _sure(field)) for field in fields]


@lru_cache(maxsize=20)
def _names(model: type[models.Model]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.fields)


def _blank(field: "models.Field[Any, Any]") -> frozenset[str | None]:
    return frozenset(["", None] if field.blank else [])


def _sure(field: "models.Field[Any, Any]") -> Sure:
    """Return what says of a value that is not blank whether it is sure that nothing is wrong with it."""
    if field.choices is not None:
        # In another language only the words for the codes are others.
        return frozenset(code for code, _label in field.flatchoices).__contains__
    if isinstance(field, models.BooleanField):
        return frozenset([True, False]).__contains__
    if is_plain := _PLAIN.get(type(field)):
        return is_plain
    if isinstance(field, models.CharField | models.TextField) and {*map(type, field.validators)} <= {
        MaxLengthValidator
    }:
        # How long a `TextField` may be is asked by forms alone.
        most = (field.max_length if field.validators else None) or sys.maxsize
        return lambda value: value is not None and 0 < len(value) <= most
    return frozenset[Any]().__contains__


_PLAIN: dict[type, Sure] = {models.URLField: is_plain_web, models.EmailField: is_plain_mail}
