"""Looks for people's details in what is listed already, as that was let through by rules that knew less than these.

All are looked over once for each state of the rules, when a new version of this program starts. What was found stays until
nothing is left of it, or reviewers have looked at the whole listing again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone

from curation import notes, personal, prose, telling
from curation.models import Clearance, LookedOver, Submission, Suspicion
from curation.states import LISTED_ONCE
from directory.models import Organization
from directory.record import facts_of

AT_ONCE = 500


def rules() -> str:
    """Return a digest of the words, the patterns and the code by which people's details are found."""
    own = Path(personal.__file__)
    beside = [Path(str(module.__file__)) for module in (notes, prose, telling)]
    files = [personal.SOURCE, *sorted(own.parent.glob(f"{own.stem}*{own.suffix}")), *beside]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_outdated() -> bool:
    return not LookedOver.objects.filter(rules=rules()).exists()


def look_over() -> int:
    """Note which listings may tell of a person, unless a reviewer cleared it. Returns how many do; those out of sight too."""
    cleared: dict[int, set[str]] = defaultdict(set)
    for listing, digest in _cleared().values_list("submission__organization", "digest"):
        cleared[listing].add(digest)
    listings = Organization.objects.with_facts().prefetch_related("translations").order_by("pk")
    found = [one.pk for one in listings.iterator(AT_ONCE) if _details(one) - cleared[one.pk]]
    # Looking takes seconds, in which others can write.
    with transaction.atomic():
        told = {"rules": rules(), "on": timezone.localdate()}
        look, _is_first = LookedOver.objects.update_or_create(pk=1, defaults=told)
        Suspicion.objects.all().delete()
        still = set(Organization.objects.values_list("pk", flat=True))
        kept = [Suspicion(look=look, listing_id=pk) for pk in found if pk in still]
        Suspicion.objects.bulk_create(kept)
    return len(kept)


def settle(listing: Organization, accepted: Submission | None = None) -> None:
    """End what was found of a listing that was changed, unless something is left of it.

    Whoever `accepted` a whole entry has looked at it. Of a change they looked at what it says, which is the facts alone.
    """
    found = Suspicion.objects.filter(listing=listing)
    if not found.exists():
        return
    is_whole = accepted is not None and accepted.purpose != Submission.Purpose.CHANGE
    if is_whole or not _left(Organization.objects.with_facts().get(pk=listing.pk), accepted):
        found.delete()


def suspected_on(listing: OuterRef) -> QuerySet[Suspicion, date]:
    """Return, for a query of listings, the day on which one was found that something is left of."""
    return Suspicion.objects.filter(listing=listing).values_list("look__on", flat=True)


def _details(listing: Organization) -> set[str]:
    names = notes.names_of(listing)
    told = [detail for _where, detail in notes.personal_details(facts_of(listing), names)]
    return {detail.digest for detail in (*told, *_beside_the_facts(listing, names))}


def _beside_the_facts(listing: Organization, names: list[str]) -> Iterator[personal.PersonalDetail]:
    """Yield what stands in how it was checked, and in translations of texts that do not say it."""
    yield from personal.findings(listing.facts_checked_how, names=names)
    for translation in listing.translations.all():
        for text, words in translation.texts.items():
            yield from personal.added(words, text, names=names)


def _left(listing: Organization, accepted: Submission | None) -> set[str]:
    """Return what nobody has cleared of one listing; what they cleared just now, in `accepted`, counts too."""
    own = Q(submission=accepted) if accepted else Q()
    cleared = _cleared(own).filter(submission__organization=listing)
    return _details(listing) - set(cleared.values_list("digest", flat=True))


def _cleared(also: Q | None = None) -> QuerySet[Clearance]:
    """Return what reviewers said of the details of listings where two let it pass, and `also` elsewhere."""
    passed = Q(submission__state__in=LISTED_ONCE) | (also or Q())
    return Clearance.objects.filter(passed, subject=Clearance.Subject.PERSONAL, submission__organization__isnull=False)
