"""Cuts what comes one by one into pieces that fit into memory, a query or a packet."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language, override

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


def in_this_language(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Make each piece of a long answer when it is wanted, in the language that is in use now."""
    return _in_language(iter(pieces), get_language())


def _in_language(pieces: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    while True:
        with override(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
