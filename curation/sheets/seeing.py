"""What rows are shown beside: only what whoever looks may see now, whatever it was when the rows were checked."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from curation import attention
from curation.models import Row
from curation.sheets.changing import overtaken, without_changes
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def shown(rows: QuerySet[Row], viewer: "User") -> list[Row]:
    """Return rows to be shown to `viewer`, and never to be saved: what is closed to them is blank, and why it was like it."""
    listed = _known(Organization.objects.listed(), rows.values("listing"))
    visible = _known(attention.visible_to(viewer), rows.values("earlier"))
    found = list(rows.select_related("listing", "earlier"))
    for row in found:
        if row.listing_id not in listed or row.earlier_id not in visible:
            # Its facts may be merged with those of the listing.
            row.listing, row.earlier, row.reasons, row.facts = None, None, [], {}
            row.messages = without_changes(row.messages)
        elif row.submission_id is None and _is_overtaken(row):
            # What it says of the listing, which may have taken something out since, is of before.
            row.reasons, row.facts, row.messages = [overtaken()], {}, without_changes(row.messages)
    return found


def _is_overtaken(row: Row) -> bool:
    return bool(row.listing and row.listing_version and row.listing_version != row.listing.version)


def _known(open_to_them: QuerySet[Any, Any], beside: QuerySet[Any, Any]) -> set[int | None]:
    return {None, *open_to_them.filter(pk__in=beside).values_list("pk", flat=True)}
