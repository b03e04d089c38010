"""Cuts what comes one by one into pieces that fit into memory, a query or a packet."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def in_pieces(each: Iterable[T], most: int) -> Iterator[list[T]]:
    """Yield lists of up to `most`, none of them empty. (`itertools.batched` of Python 3.12.)"""
    left = iter(each)
    while piece := list(islice(left, most)):
        yield piece
