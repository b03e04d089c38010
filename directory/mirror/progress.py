"""How far a copy has come: in steps, of which every page is one and every listing is one in each file of data."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Bar(Protocol):
    """A progress bar of tqdm, as far as it is used."""

    total: Any

    def update(self, n: float | None = 1) -> Any: ...


class Progress:
    def __init__(self, bar: Bar) -> None:
        self._bar = bar

    def expect(self, steps: int) -> None:
        """Learn of steps to come; many are only known while others are taken."""
        self._bar.total += steps

    def done(self, steps: int = 1) -> None:
        self._bar.update(steps)

    def through(self, rows: Iterable[T], steps: int) -> Iterator[T]:
        """Go through rows that were expected to be so many, and count those that were not there as done."""
        for row in rows:
            yield row
            if steps:
                self.done()
                steps -= 1
        self.done(steps)
