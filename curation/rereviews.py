"""Which listings other criteria call for another look at, and the day by which each is to have had it.

A day is worked out from the listing and the version alone: it stays where it is, whatever becomes of the others.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from curation import lineage
from curation.models import CriteriaSet, Submission
from directory.freshness import LINES
from directory.models import Organization, OrganizationQuerySet, WayToConnect

# Whoever answers a line can do the most harm: these come in the first third of the days.
LINES_FIRST = 3
# Then the longest unvetted: in the first quarter of what is left whoever was never vetted, or this many days ago.
AGES = (270, 180, 90)


@dataclass(frozen=True)
class Due:
    """A listing vetted under criteria that `overtaken_by` put out of date."""

    listing: Organization
    overtaken_by: CriteriaSet
    day: date
    is_in_review: bool

    @property
    def has_come(self) -> bool:
        return self.day <= timezone.localdate()


def outdated() -> OrganizationQuerySet:
    """Keep what is listed and was vetted under criteria that no longer count."""
    counting = [version.version for version in lineage.counting()]
    return Organization.objects.listed().exclude(criteria_version__in=counting)


def due() -> list[Due]:
    """List what is outdated with its day, the soonest first."""
    newer, in_force = lineage.overtaken(), CriteriaSet.objects.current()
    lines = WayToConnect.objects.filter(owner=OuterRef("pk"), kind__in=LINES)
    again = Submission.objects.open().filter(organization=OuterRef("pk"), purpose=Submission.Purpose.REVIEW)
    found = []
    for listing in outdated().annotate(is_line=Exists(lines), is_in_review=Exists(again)):
        criteria = newer.get(listing.criteria_version, in_force)
        day = due_on(listing, criteria, is_line=listing.is_line)
        found.append(Due(listing, criteria, day, listing.is_in_review))
    return sorted(found, key=lambda one: (one.day, one.listing.name))


def due_on(listing: Organization, criteria: CriteriaSet, *, is_line: bool) -> date:
    """Spread listings over `settings.REREVIEW_DAYS`: lines first, then by age, and within an age evenly by their ids."""
    first = settings.REREVIEW_DAYS // LINES_FIRST
    start, end = (0, first) if is_line else (first, settings.REREVIEW_DAYS)
    width = (end - start) // (len(AGES) + 1)
    start += width * _age(listing, criteria)
    return criteria.effective_on + timedelta(days=start + listing.public_id.int % max(width, 1))


def _age(listing: Organization, criteria: CriteriaSet) -> int:
    """Say how many of the ages come before it, when the version came into force."""
    if listing.vetted_on is None:
        return 0
    days = (criteria.effective_on - listing.vetted_on).days
    return sum(days < age for age in AGES)
