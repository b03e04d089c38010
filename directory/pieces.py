"""Cuts what comes one by one into pieces that fit into memory, a query or a packet."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models.expressions import RawSQL

T = TypeVar("T")


def in_pieces(each: Iterable[T], most: int) -> Iterator[list[T]]:
    """Yield lists of up to `most`, none of them empty. (`itertools.batched` of Python 3.12.)"""
    left = iter(each)
    while piece := list(islice(left, most)):
        yield piece


def among(pks: Iterable[int]) -> RawSQL:
    """Return primary keys as a subquery of one parameter: to bind thousands takes longer than to read what they name."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(pks))])
    return RawSQL("SELECT unnest(%s::bigint[])", [list(pks)])
