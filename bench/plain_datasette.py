"""A plain Datasette over the same listings: one table, indexes on what it counts, full-text search as its pages describe it."""

import asyncio
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from django.db.models import QuerySet

from directory.models import Organization

# Its usual limits would cut its own counting short.
LIMITS = {
    "facet_time_limit_ms": 60_000,
    "sql_time_limit_ms": 60_000,
    "suggest_facets": False,
    "default_facet_size": 100,
}
COLUMNS = ("id", "name", "description", "city", "region", "country", "kind", "reach")
SCHEMA = f"""
CREATE TABLE listings (id INTEGER PRIMARY KEY, {", ".join(f"{column} TEXT" for column in COLUMNS[1:])}, focus TEXT, language TEXT);
{"".join(f"CREATE INDEX by_{column} ON listings ({column});" for column in ("name", "region", "country", "kind", "reach"))}
CREATE VIRTUAL TABLE listings_fts USING fts5 (name, description, city, content='listings', content_rowid='id');
"""


def is_there() -> bool:
    return find_spec("datasette") is not None


class PlainDatasette:
    def __init__(self, folder: str) -> None:
        from datasette.app import Datasette

        path = f"{folder}/flat.db"
        _fill(path)
        self._loop = asyncio.new_event_loop()
        self._site = Datasette([path], settings=LIMITS)

    def ask(self, address: str) -> int:
        """Return the status of the answer; it is asked within this process, as the others are."""
        answer: Any = self._loop.run_until_complete(self._site.client.get(address))
        return int(answer.status_code)


def _fill(path: str) -> None:
    flat = sqlite3.connect(path)
    flat.executescript(SCHEMA)
    flat.executemany(f"INSERT INTO listings VALUES ({', '.join('?' * (len(COLUMNS) + 2))})", _rows())  # noqa: S608 (ours)
    flat.execute("INSERT INTO listings_fts (listings_fts) VALUES ('rebuild')")
    flat.execute("ANALYZE")
    flat.commit()
    flat.close()


def _rows() -> Iterator[tuple[Any, ...]]:
    listed: QuerySet[Organization] = Organization.objects.listed()
    focus, languages = (_slugs(listed, fact) for fact in ("focus_areas", "languages"))
    for row in listed.order_by().values_list(*COLUMNS).iterator():
        yield (*row, json.dumps(focus[row[0]]), json.dumps(languages[row[0]]))


def _slugs(listed: QuerySet[Organization], fact: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, slug in listed.order_by().values_list("pk", f"{fact}__slug").iterator():
        found[pk].append(slug)
    return found
