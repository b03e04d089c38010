"""What the words of a text call for: texts are made of few words, which come again and again, and most call for nothing."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

# Of so many words it is remembered what they call for.
MOST_WORDS = 20_000
Found = TypeVar("Found")


class Telling(Generic[Found]):
    """Remembers what each word calls for, as `ask` says; what is false is nothing."""

    def __init__(self, ask: Callable[[str], Found]) -> None:
        self._ask = lru_cache(maxsize=MOST_WORDS)(ask)
        # To leave these out together takes a third of asking of each.
        self._idle: set[str] = set()

    def called_for(self, words: Iterable[str]) -> list[Found]:
        """Return what these words call for, in no order."""
        found = []
        for word in set(words) - self._idle:
            if one := self._ask(word):
                found.append(one)
            elif len(self._idle) < MOST_WORDS:
                self._idle.add(word)
        return found
