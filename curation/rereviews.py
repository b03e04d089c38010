"""Whose values are to be looked at again, and the day by which each is to have had it.

First of all whatever may tell of a person. A listing of the founding list, at once: nobody here has reviewed it. One reviewed
a year ago. One that newer criteria overtook, by a day worked out from the listing and the version alone: it stays, whatever
becomes of the others.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from curation import conflicts, lineage, looking_over
from curation.models import CriteriaSet, Submission
from directory.choices import Ground
from directory.freshness import LINES
from directory.models import Organization, WayToConnect

if TYPE_CHECKING:
    from django.contrib.auth.models import User

AGAIN_AFTER = timedelta(days=365)
# Whoever answers a line can do the most harm: these come in the first third of the days.
LINES_FIRST = 3
# Then the longest unvetted: in the first quarter of what is left whoever was never vetted, or this many days ago.
AGES = (270, 180, 90)
SHOWN = ("public_id", "name", "ground", "listed_on", "vetted_on", "criteria_version")


@dataclass(frozen=True)
class Due:
    """A listing whose values are to be looked at again by `day`; `overtaken_by`: the criteria that call for it, if any do.

    `may_tell_of_someone`: what looks like a person's details stands in it, by rules from after it was let through.
    """

    listing: Organization
    overtaken_by: CriteriaSet | None
    day: date
    is_in_review: bool
    may_tell_of_someone: bool

    @property
    def has_come(self) -> bool:
        return self.day <= timezone.localdate()

    @property
    def is_waiting(self) -> bool:
        """Whether its day has come and nobody looks at it yet."""
        return self.has_come and not self.is_in_review


def due() -> list[Due]:
    """List what is to be looked at again, the soonest first: what is overtaken long before its day, the rest from that on.

    What may tell of a person comes before all others.
    """
    newer, in_force = lineage.overtaken(), CriteriaSet.objects.current()
    counting = {version.version for version in lineage.counting()}
    lines = WayToConnect.objects.filter(owner=OuterRef("pk"), kind__in=LINES)
    again = Submission.objects.open().filter(organization=OuterRef("pk"), purpose=Submission.Purpose.REVIEW)
    is_old = Q(ground=Ground.FOUNDING) | Q(vetted_on__lte=timezone.localdate() - AGAIN_AFTER)
    listed = Organization.objects.listed().annotate(suspected_on=Subquery(looking_over.suspected_on(OuterRef("pk"))))
    listings = listed.filter(is_old | ~Q(criteria_version__in=counting) | Q(suspected_on__isnull=False)).only(*SHOWN)
    found = []
    for listing in listings.annotate(is_line=Exists(lines), is_in_review=Exists(again)):
        by, day = None, _anyway_on(listing)
        if listing.criteria_version not in counting:
            by = newer.get(listing.criteria_version, in_force)
            day = min(day, due_on(listing, by, is_line=listing.is_line))
        day = min(day, listing.suspected_on or day)
        found.append(Due(listing, by, day, listing.is_in_review, listing.suspected_on is not None))
    return sorted(found, key=lambda one: (not one.may_tell_of_someone, one.day, one.listing.name))


def due_for(user: "User") -> list[Due]:
    """List those that no conflict of interest closes to `user`."""
    closed = set(conflicts.closed_listings(user).values_list("submission__organization", flat=True))
    return [one for one in due() if one.listing.pk not in closed]


def waiting() -> list[Due]:
    return [one for one in due() if one.is_waiting]


def _anyway_on(listing: Organization) -> date:
    """Return the day it is to be looked at again whatever becomes of the criteria."""
    if listing.ground == Ground.FOUNDING:
        return listing.listed_on
    return listing.vetted_on + AGAIN_AFTER if listing.vetted_on else date.max


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
