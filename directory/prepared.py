"""Questions that are put into SQL once: for a single page Django takes several times as long to write them as a database to answer."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet


class _Asked(NamedTuple):
    """A question in the words of one database: whose columns `names` it reads, and what makes Python's values of those columns, by place."""

    sql: str
    model: Any
    names: list[str]
    converters: dict[int, tuple[list[Callable[[Any, Any, Any], Any]], Any]]


class Prepared:
    """Asks what a queryset with values in it asks, of others each time.

    `about` makes that queryset, with any values. They are given in the order of its SQL, as the database takes them; so are `rows`.
    """

    def __init__(self, about: Callable[[], QuerySet[Any, Any]]) -> None:
        self._about = about
        # Another database may be asked in other words.
        self._asked: dict[str, _Asked] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._in_sql().sql, values)
            return list(cursor.fetchall())

    def of(self, *values: Any) -> list[Any]:
        """Return records, of a queryset that reads whole ones; `Manager.raw`, which works out each time what these columns are, takes twice as long."""
        asked = self._in_sql()
        return [asked.model.from_db(connection.alias, asked.names, _read(row, asked)) for row in self.rows(*values)]

    def one(self, *values: Any) -> Any:
        return next(iter(self.of(*values)), None)

    def _in_sql(self) -> _Asked:
        if connection.vendor not in self._asked:
            about = self._about()
            compiler = about.query.get_compiler(connection=connection)
            sql, _values = compiler.as_sql()
            converters = compiler.get_converters([column for column, _sql, _name in compiler.select])
            names = [field.attname for field in about.model._meta.concrete_fields]
            self._asked[connection.vendor] = _Asked(sql, about.model, names, converters)
        return self._asked[connection.vendor]


def _read(row: tuple[Any, ...], asked: _Asked) -> list[Any]:
    values = list(row)
    for at, (converters, column) in asked.converters.items():
        for convert in converters:
            values[at] = convert(values[at], column, connection)
    return values
