"""What was declined before: as it stands, or, once erased, recognized by name or website and read by nobody."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from curation import duplicates, keyed
from curation.models import Decision, DeclineReason, EarlierDecision, Submission
from curation.models.submission import SubmissionQuerySet
from curation.states import Move, State
from directory.record import PlainFacts, facts_of
from directory.search.folding import fold


def remember(facts: PlainFacts, *, submission: uuid.UUID, reason: str, on: date) -> None:
    """Keep that it was declined, and why. Without a reason only that it is erased."""
    name, site = _digests(facts) if reason else ("", "")
    EarlierDecision.objects.create(
        submission=submission, name_digest=name, site_digest=site, reason=reason, month=on.replace(day=1)
    )


# Of a submission: that its words are erased.
IS_ERASED = Exists(EarlierDecision.objects.filter(submission=OuterRef("uuid")))


@dataclass(frozen=True)
class Told:
    """What a reviewer is told of an earlier decision. Of what is erased there are neither words nor a submission."""

    on: date
    reason: str
    words: str = ""
    submission: Submission | None = None
    likeness: tuple[str, ...] = ()


def told(submission: Submission, among: SubmissionQuerySet) -> list[Told]:
    """List how something like a new entry was declined before, the latest first; `among` is what may be read of the queue.

    Why and in which words, as the sender got them: never what single reviewers found.
    """
    if submission.purpose != Submission.Purpose.NEW:
        return []
    erased = [Told(one.month, one.get_reason_display()) for one in like(facts_of(submission))]
    found = [*_standing(submission, among), *erased]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _standing(submission: Submission, among: SubmissionQuerySet) -> Iterator[Told]:
    declined = list(among.entries().filter(~IS_ERASED, state=State.DECLINED).exclude(pk=submission.pk))
    known = duplicates.Known([duplicates.party(one) for one in declined])
    for likeness in known.like(duplicates.party(submission)):
        before = declined[likeness.index]
        said = refusal(before)
        reasons = [said["reason"], *said.get("also", [])] if said else []
        reason = ". ".join(str(DeclineReason(one).label) for one in reasons)
        yield Told(timezone.localdate(before.moved_at), reason, said.get("words", ""), before, likeness.reasons)


def refusal(submission: Submission) -> dict[str, Any]:
    """Return what the trail says of why it was declined last: reason and words, or nothing where that was erased."""
    declined = _last_refusal(submission)
    return declined.body if declined else {}


def who_declined(submission: Submission) -> str:
    """Name who declined it last, by the handle that the trail has."""
    declined = _last_refusal(submission)
    return declined.actor if declined else ""


def _last_refusal(submission: Submission) -> Decision | None:
    return Decision.objects.filter(submission=submission.uuid, kind=Move.DECLINE).select_related("payload").last()


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
