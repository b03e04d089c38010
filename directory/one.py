"""One listing with all that its page shows: what `for_page` loads, by questions that are put into SQL once.

For a single page Django takes several times as long to write its SQL as a database takes to answer it.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from directory.models import Organization, Unreached
from directory.record import ROWS, VOCABULARIES
from directory.translations import is_foreign


class Prepared:
    """What is asked of one value after another: of each but the first, in the SQL that was written for the first."""

    def __init__(self, about: Callable[[Any], QuerySet[Any]]) -> None:
        self._about = about
        # Another database may be asked in other words.
        self._sql: dict[str, str] = {}
        self._model: Any = None

    def of(self, value: object) -> list[Any]:
        if connection.vendor not in self._sql:
            asked = self._about(value)
            self._model, (self._sql[connection.vendor], (_value,)) = asked.model, asked.query.sql_with_params()
        return list(self._model._default_manager.raw(self._sql[connection.vendor], [value]))

    def one(self, value: object) -> Any:
        return next(iter(self.of(value)), None)


def _related(name: str) -> Prepared:
    field: Any = Organization._meta.get_field(name)
    return Prepared(lambda pk: field.related_model._default_manager.filter(**{field.remote_field.name: pk}))


LISTED = Prepared(lambda slug: Organization.objects.listed().filter(slug=slug).order_by())
PARENT = Prepared(lambda pk: Organization.objects.filter(pk=pk).order_by())
UNREACHED = Prepared(lambda pk: Unreached.objects.filter(organization=pk))
CHAPTERS = Prepared(lambda pk: Organization.objects.listed().filter(parent=pk))
RELATED = {name: _related(name) for name in (*VOCABULARIES, *ROWS)}
TRANSLATIONS = _related("translations")


def for_its_page(slug: str) -> Organization | None:
    """Return what is listed under that name, if anything is."""
    organization: Organization | None = LISTED.one(slug)
    if organization is None:
        return None
    pk, related = organization.pk, RELATED | ({"translations": TRANSLATIONS} if is_foreign() else {})
    # Where Django keeps what is prefetched, which it lets nobody put there in another way.
    organization._prefetched_objects_cache = {name: asked.of(pk) for name, asked in related.items()}  # type: ignore[attr-defined]  # noqa: SLF001
    for way in organization.ways.all():
        way.owner = organization
    organization.listed_chapters = CHAPTERS.of(pk)  # type: ignore[attr-defined]
    parent = PARENT.one(organization.parent_id) if organization.parent_id else None
    for name, found in (("parent", parent), ("unreached", UNREACHED.one(pk))):
        Organization._meta.get_field(name).set_cached_value(organization, found)  # type: ignore[union-attr]
    return organization
