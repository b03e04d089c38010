"""What was declined before and has been erased since: recognized by name or website, and read by nobody."""

import uuid
from datetime import date

from django.db.models import Q

from curation import duplicates, keyed
from curation.models import EarlierDecision, Submission
from directory.record import PlainFacts
from directory.search.folding import fold


def remember(facts: PlainFacts, *, submission: uuid.UUID, reason: str, on: date) -> None:
    """Keep that it was declined, and why. Without a reason only that it is erased."""
    name, site = _digests(facts) if reason else ("", "")
    EarlierDecision.objects.create(
        submission=submission, name_digest=name, site_digest=site, reason=reason, month=on.replace(day=1)
    )


def like(facts: PlainFacts) -> list[EarlierDecision]:
    """List the earlier decisions on something of this name or at this site, the latest first."""
    name, site = _digests(facts)
    either = Q(name_digest=name)
    return list(EarlierDecision.objects.filter(either | Q(site_digest=site) if site else either))


def is_erased(submission: Submission) -> bool:
    return EarlierDecision.objects.filter(submission=submission.uuid).exists()


def _digests(facts: PlainFacts) -> tuple[str, str]:
    name = fold(facts["name"]).replace(" ", "")
    site = duplicates.site_key(facts["website"]) if facts["website"] else ""
    return keyed.digest(name, of="earlier name"), keyed.digest(site, of="earlier site") if site else ""
