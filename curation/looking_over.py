"""Looks for people's details in what is listed already, as that was let through by rules that knew less than these.

What changes later is looked at by its reviewers. So all are looked over once for each state of the rules, when a new version
of this program starts; what was found stays until the listing is changed or looked at again.
"""

import hashlib
from collections import defaultdict
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet
from django.utils import timezone

from curation import notes, personal
from curation.models import Clearance, LookedOver, Suspicion
from directory.models import Organization
from directory.record import facts_of

AT_ONCE = 500


def rules() -> str:
    """Return a digest of the words and patterns that people's details are found by."""
    code = Path(personal.__file__)
    files = [personal.SOURCE, *sorted(code.parent.glob(f"{code.stem}*{code.suffix}"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_outdated() -> bool:
    return not LookedOver.objects.filter(rules=rules()).exists()


def look_over() -> int:
    """Note which listings may tell of a person, unless a reviewer cleared it. Returns how many do; those out of sight too."""
    cleared = _cleared()
    found = [
        Suspicion(listing=listing, version=listing.version)
        for listing in Organization.objects.with_facts().order_by("pk").iterator(AT_ONCE)
        if _details(listing) - cleared[listing.pk]
    ]
    # Looking takes seconds, in which others can write.
    with transaction.atomic():
        told = {"rules": rules(), "on": timezone.localdate()}
        look, _is_first = LookedOver.objects.update_or_create(pk=1, defaults=told)
        Suspicion.objects.all().delete()
        still = set(Organization.objects.values_list("pk", flat=True))
        kept = [suspicion for suspicion in found if suspicion.listing_id in still]
        for suspicion in kept:
            suspicion.look = look
        Suspicion.objects.bulk_create(kept)
    return len(kept)


def suspected_on(listing: OuterRef) -> QuerySet[Suspicion, date]:
    """Return, for a query of listings, the day on which one was found that still says what it said then."""
    found = Suspicion.objects.filter(listing=listing, version=F("listing__version"))
    return found.values_list("look__on", flat=True)


def _details(listing: Organization) -> set[str]:
    told = notes.personal_details(facts_of(listing), names=notes.names_of(listing))
    return {detail.digest for _where, detail in told}


def _cleared() -> dict[int, set[str]]:
    """Return by listing what reviewers said of its details, in any of its reviews."""
    said = Clearance.objects.filter(subject=Clearance.Subject.PERSONAL, submission__organization__isnull=False)
    found: dict[int, set[str]] = defaultdict(set)
    for listing, digest in said.values_list("submission__organization", "digest"):
        found[listing].add(digest)
    return found
