"""One listing with all that its page shows: what `for_page` loads, by questions that are put into SQL once."""

from typing import Any

from django.db.models import Count, Max, OuterRef, Subquery

from directory.models import Edition, Organization, Unreached
from directory.prepared import Prepared
from directory.record import ROWS, VOCABULARIES
from directory.translations import is_foreign


def _related(name: str) -> Prepared:
    field: Any = Organization._meta.get_field(name)
    return Prepared(lambda: field.related_model._default_manager.filter(**{field.remote_field.name: 0}))


LISTED = Prepared(lambda: Organization.objects.listed().filter(slug="").order_by())
PARENT = Prepared(lambda: Organization.objects.filter(pk=0).order_by())
UNREACHED = Prepared(lambda: Unreached.objects.filter(organization=0))
CHAPTERS = Prepared(lambda: Organization.objects.listed().filter(parent=0))
_OF_IT = Organization.objects.listed().filter(parent=OuterRef("pk")).order_by().values("parent")
STATE = Prepared(
    lambda: (
        Organization.objects.listed()
        .filter(slug="")
        .order_by()
        .annotate(
            chapters=Subquery(_OF_IT.annotate(number=Count("pk")).values("number")),
            latest=Subquery(_OF_IT.annotate(latest=Max("changed_in")).values("latest")),
        )
        .values_list("pk", "changed_in", "parent__changed_in", "chapters", "latest")
    )
)
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


def state(slug: str) -> tuple[object, ...] | None:
    """Say how that stands which the page of a listing is about: as long as this is the same, so is the page of one day.

    Whatever a visitor could see of a listing gives it the number of a new edition, and so does what happens to its parent.
    A chapter that goes, wherever to, is one less; one that comes or comes back has a later number than all before.
    """
    now, rows = Edition.objects.now(), STATE.rows(slug)
    return (now.origin, now.words, *rows[0]) if rows else None
