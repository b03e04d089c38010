"""What can be found of each listing, kept by the database's own full-text index: FTS5 on SQLite, tsvector on PostgreSQL.

Words come ready from `words`, so neither database cuts, folds or stems anything, and both find the same listings.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.utils.translation import override

from directory import places
from directory.search.questions import Question, Way
from directory.search.words import known_forms, words
from directory.translations import OF_A_WAY

if TYPE_CHECKING:
    from directory.models import Organization, OrganizationQuerySet

# Visitors type the names of places and of ways to connect in these.
LANGUAGES = ("en", "es")
TABLE = "directory_document"
# Raised when the rules of `words` change: what was written under others is written anew at the next start.
RULES = 4
# Positions in a tsvector end here; nothing that stands further on is part of a phrase.
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255


class Document(NamedTuple):
    """The words of a listing by how much they tell: its names, what it is about and where, everything else."""

    names: str
    topics: str
    body: str


WEIGHTS = dict(zip(Document._fields, "ABD", strict=True))


def document_of(organization: "Organization") -> Document:
    """Read what a visitor might type to find this organization; reads the related rows."""
    ways, areas = list(organization.ways.all()), list(organization.service_areas.all())
    vocabularies = (organization.focus_areas, organization.languages, organization.populations)
    topics = [
        name
        for terms in vocabularies
        for term in terms.all()
        for name in (*term.every_name, getattr(term, "own_name", ""))
    ]
    topics += [organization.region, *(area.region for area in areas)]
    for language in LANGUAGES:
        with override(language):
            topics += [organization.place, organization.get_kind_display(), organization.get_reach_display()]
            topics += [way.get_kind_display() for way in ways]
            topics += [places.place_name(area.country, area.region, area.city) for area in areas]
    body = [organization.description, *(getattr(way, name) for name in OF_A_WAY for way in ways)]
    # What is found in one language is found in every one.
    translated = [row.texts[text] for row in organization.translations.all() for text in body if text in row.texts]
    parts = (organization.names, topics, [*body, *translated])
    return Document(*(" ".join(dict.fromkeys(map(str, part))) for part in parts))


def put(organizations: Iterable["Organization"]) -> None:
    """Write what can be found of these, in place of what was written before."""
    organizations = list(organizations)
    prefetch_related_objects(organizations, "translations")
    told = [(organization.pk, document_of(organization)) for organization in organizations]
    drop(pk for pk, _document in told)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = f"INSERT INTO {TABLE} (rowid, names, topics, body) VALUES (%s, %s, %s, %s)"  # noqa: S608 (a constant)
            cursor.executemany(statement, [(pk, *map(stored, document)) for pk, document in told])
        else:
            statement = f"INSERT INTO {TABLE} (id, words) VALUES (%s, %s::tsvector)"  # noqa: S608 (a constant)
            cursor.executemany(statement, [(pk, _vector(document)) for pk, document in told])


def drop(pks: Iterable[int]) -> None:
    key = "rowid" if connection.vendor == "sqlite" else "id"
    with connection.cursor() as cursor:
        statement = f"DELETE FROM {TABLE} WHERE {key} = %s"  # noqa: S608 (constants)
        cursor.executemany(statement, [(pk,) for pk in pks])


def overwrite_dropped() -> None:
    """Erase from the file what was dropped: SQLite's index keeps it in its blocks until it happens to merge them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608 (a constant)


def rebuild(
    listed: "OrganizationQuerySet", *, at_once: int = 500, told: Callable[[int], object] = lambda _count: None
) -> int:
    """Write every document anew, all or none. Returns how many listings can be found."""
    found = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 (a constant)
        for some in _chunks(listed.with_facts().order_by("pk"), at_once):
            put(some)
            found += len(some)
            told(len(some))
    return found


def matching(question: Question, *, within: Sequence[str] = Document._fields) -> RawSQL:
    """Return the primary keys of what is found in the parts `within` of its document, as a subquery."""
    if connection.vendor == "sqlite":
        asked = f"{{{' '.join(within)}}} : ({_all(question, _fts5, 'AND', 'OR')})"
        return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [asked])  # noqa: S608, S611 (a constant; words are letters)
    labels = "".join(WEIGHTS[part] for part in within) if len(within) < len(WEIGHTS) else ""
    asked = _all(question, lambda way: _lexemes(way, labels), "&", "|")
    return RawSQL(f"SELECT id FROM {TABLE} WHERE words @@ %s::tsquery", [asked])  # noqa: S608, S611 (a constant; words are letters)


def found(question: Question, *, within: Sequence[str] = Document._fields) -> list[int]:
    """Return the primary keys themselves, in no order: in one row, as thousands take twice as long to fetch."""
    query = matching(question, within=within)
    keys = "json_group_array(rowid)" if connection.vendor == "sqlite" else "json_agg(id)::text"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {keys} FROM ({query.sql}) AS found", query.params)  # noqa: S608 (constants)
        (told,) = cursor.fetchone()
    return json.loads(told) if told else []


def stored(text: str) -> str:
    """Return the words of a text in their order, and behind them their other forms."""
    said = words(text)
    others = {form for word in set(said) for form in known_forms(word)} - set(said)
    return " ".join([*said, *sorted(others)])


def _vector(document: Document) -> str:
    positions: dict[str, list[str]] = {}
    at = 0
    for name, text in document._asdict().items():
        for word in stored(text).split():
            at = min(at + 1, _LAST_POSITION)
            kept = positions.setdefault(word, [])
            if len(kept) < _MOST_POSITIONS:
                kept.append(f"{at}{WEIGHTS[name]}")
        # Words at the seam of two parts do not stand together.
        at += 2
    return " ".join(f"'{word}':{','.join(dict.fromkeys(at))}" for word, at in positions.items())


def _all(question: Question, write: Callable[[Way], str], both: str, either: str) -> str:
    groups = (f" {either} ".join(map(write, ways)) for ways in question.wanted)
    return f" {both} ".join(f"({group})" for group in groups)


def _fts5(way: Way) -> str:
    return f'"{" ".join(way.words)}"{" *" if way.is_begun else ""}'


def _lexemes(way: Way, labels: str) -> str:
    label = f":{'*' if way.is_begun else ''}{labels}"
    parts = [f"'{word}'{label if len(label) > 1 else ''}" for word in way.words]
    return f"({' <-> '.join(parts)})"


def _chunks(queryset: "OrganizationQuerySet", size: int) -> Iterator[list["Organization"]]:
    last = 0
    while some := list(queryset.filter(pk__gt=last)[:size]):
        yield some
        last = some[-1].pk
