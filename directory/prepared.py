"""Questions that are put into SQL once: for a single page Django takes several times as long to write them as a database to answer."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """Asks what a queryset with one value in it asks, of one value after another.

    `about` makes that queryset, with any value. A value is given as the database takes it, and so are `rows`.
    """

    def __init__(self, about: Callable[[], QuerySet[Any, Any]]) -> None:
        self._about = about
        # Another database may be asked in other words.
        self._asked: dict[str, tuple[Any, str]] = {}

    def rows(self, value: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._model_and_sql()[1], [value])
            return list(cursor.fetchall())

    def of(self, value: Any) -> list[Any]:
        """Return records."""
        model, sql = self._model_and_sql()
        return list(model._default_manager.raw(sql, [value]))

    def one(self, value: Any) -> Any:
        return next(iter(self.of(value)), None)

    def _model_and_sql(self) -> tuple[Any, str]:
        if connection.vendor not in self._asked:
            asked = self._about()
            sql, (_any,) = asked.query.sql_with_params()
            self._asked[connection.vendor] = asked.model, sql
        return self._asked[connection.vendor]
