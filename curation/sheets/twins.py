"""Which rows of one sheet say the same name and town: kept while its pieces are checked, so that no row asks the database."""

from bisect import bisect_left, insort
from collections import defaultdict

from curation.models import Batch, Row


class Twins:
    """The numbers of the rows that are not left out by their owner, in order, by what they are about."""

    def __init__(self, batch: Batch) -> None:
        self._keys: dict[int, str] = {}
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        known = Row.objects.filter(batch=batch).exclude(is_included=False).order_by("number")
        for number, key in known.values_list("number", "key").iterator():
            self._add(number, key)

    def put(self, row: Row) -> None:
        """Take in a row as it is now, whatever it was before."""
        key = self._keys.pop(row.number, None)
        if key is not None:
            numbers = self._numbers[key]
            del numbers[bisect_left(numbers, row.number)]
        if row.is_included is not False:
            self._add(row.number, row.key)

    def above(self, row: Row) -> int | None:
        """Return the first row above it of the same name and town, unless its owner said that it is another group."""
        numbers = self._numbers.get(row.key) if row.name else None
        first = numbers[0] if numbers else row.number
        return first if first < row.number and f"row {first}" not in row.answers.get("different", []) else None

    def _add(self, number: int, key: str) -> None:
        self._keys[number] = key
        insort(self._numbers[key], number)
