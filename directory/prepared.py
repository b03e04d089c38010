"""Questions that are put into SQL once: for a single page Django takes several times as long to write them as a database to answer."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Prepared:
    """Asks what a queryset with values in it asks, of others each time.

    `about` makes that queryset, with any values. They are given in the order of its SQL, as the database takes them; so are `rows`.
    """

    def __init__(self, about: Callable[[], QuerySet[Any, Any]]) -> None:
        self._about = about
        # Another database may be asked in other words.
        self._asked: dict[str, tuple[Any, str]] = {}

    def rows(self, *values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._model_and_sql()[1], values)
            return list(cursor.fetchall())

    def of(self, *values: Any) -> list[Any]:
        """Return records."""
        model, sql = self._model_and_sql()
        return list(model._default_manager.raw(sql, values))

    def one(self, *values: Any) -> Any:
        return next(iter(self.of(*values)), None)

    def _model_and_sql(self) -> tuple[Any, str]:
        if connection.vendor not in self._asked:
            asked = self._about()
            self._asked[connection.vendor] = asked.model, asked.query.sql_with_params()[0]
        return self._asked[connection.vendor]
