"""What each rule erases, one thing at a time: wherever it stops, what is erased stays erased and the rest is still due."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from curation import digest, earlier, publishing, trail
from curation.models import (
    Attempt,
    Batch,
    CriteriaComment,
    CriteriaSet,
    Decision,
    DecisionPayload,
    Digest,
    Evidence,
    Finding,
    GroupLink,
    LinkCheck,
    Message,
    PartnerId,
    Report,
    Review,
    Row,
    Source,
    Submission,
    Suspicion,
    ThirdReading,
    Translation,
)
from curation.states import OPEN, Move, State
from directory.models import Organization
from directory.record import blank, facts_of, set_columns, set_relations

# Stands where a name stood, so that lists and links still have something to show.
ERASED = "(erased)"
OVER = (State.DECLINED, State.TAKEN_BACK)
# What is decided of something that was sent. What is done to its listing later is none of whoever sent it.
DECIDING = (Move.PUBLISH, Move.FOUND, Move.DECLINE, Move.TAKE_BACK)


def each(due: "QuerySet[Any]", erase: Callable[[Any], Any]) -> int:
    """Erase what is due, each in a transaction of its own that looks again whether it still is. Returns how many."""
    done = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            if due.model is Organization:
                _hold_what_was_sent(pk)
            # Locked by its key first: PostgreSQL locks no row of a query with more than the row in it.
            is_there = due.model._default_manager.select_for_update().filter(pk=pk).first()
            if is_there and (one := due.filter(pk=pk).first()):
                erase(one)
                done += 1
    return done


def _hold_what_was_sent(listing: int) -> None:
    """Hold what was sent about a listing before it, as every verb does: the other way round, two could wait for each other."""
    list(Submission.objects.select_for_update().filter(organization=listing).order_by("pk").values_list("pk"))


def submissions_due(before: datetime) -> "QuerySet[Submission]":
    """Find what was declined or taken back before then, and can still be read."""
    return Submission.objects.filter(~earlier.IS_ERASED, state__in=OVER, moved_at__lt=before)


def erase_submission(submission: Submission) -> None:
    """Leave of a submission that it came, from where, when and what became of it."""
    facts = facts_of(submission)
    # What was declined once and listed after all was not declined.
    is_refused = submission.purpose == Submission.Purpose.NEW and submission.state == State.DECLINED
    reason = earlier.refusal(submission).get("reason", "") if is_refused else ""
    earlier.remember(facts, submission=submission.uuid, reason=reason, on=timezone.localdate(submission.moved_at))
    DecisionPayload.objects.filter(decision__submission=submission.uuid).delete()
    Evidence.objects.filter(finding__review__submission=submission).delete()
    Finding.objects.filter(review__submission=submission).delete()
    ThirdReading.objects.filter(submission=submission).delete()
    Review.objects.filter(submission=submission).update(facts_checked_how="")
    submission.clearances.all().delete()
    submission.call_backs.all().delete()
    Row.objects.filter(submission=submission).delete()
    PartnerId.objects.filter(submission=submission, listing=None).delete()
    PartnerId.objects.filter(submission=submission).update(submission=None)
    empty = blank() | {"name": ERASED}
    set_columns(submission, empty)
    submission.parent = None
    submission.base = None if submission.base is None else {}
    submission.submitted_by = None
    submission.version += 1
    submission.save()
    set_relations(submission, empty)
    erase_sender(submission)


def listings_due(before: datetime) -> "QuerySet[Organization]":
    """Find what was listed last before then and nobody is about to put back or change.

    That somebody proposed to put it back, and was refused, makes it no younger.
    """
    entry = Submission.objects.entries().filter(organization=OuterRef("pk"))
    waiting = Submission.objects.open().filter(organization=OuterRef("pk"))
    down = entry.filter(~earlier.IS_ERASED, state=State.WITHDRAWN)
    return Organization.objects.unseen_since_before(before).filter(Exists(down), ~Exists(waiting))


def erase_listing(organization: Organization) -> None:
    """Erase a listing with everything that was ever sent, found or reported about it. Its links lead to nothing any more."""
    for submission in Submission.objects.filter(~earlier.IS_ERASED, organization=organization):
        erase_submission(submission)
    for report in organization.reports.all():
        erase_report(report)
    LinkCheck.objects.filter(listing=organization).delete()
    Translation.objects.filter(listing=organization).delete()
    PartnerId.objects.filter(listing=organization).delete()
    Suspicion.objects.filter(listing=organization).delete()
    GroupLink.objects.filter(listing=organization, ended_at=None).update(ended_at=timezone.now())
    publishing.erase(organization, ERASED)


def senders_due(before: datetime) -> "QuerySet[Submission]":
    """Find what was decided before then, and still leads to whoever sent it or holds their words."""
    messages = Message.objects.filter(submission=OuterRef("pk"))
    words = Q(reference_digest__isnull=False) | ~Q(submitter_note="") | ~Q(relationship="") | Exists(messages)
    decided = Decision.objects.filter(submission=OuterRef("uuid"), kind__in=DECIDING, at__gte=before)
    return Submission.objects.exclude(state__in=OPEN).filter(words, ~Exists(decided))


def erase_sender(submission: Submission) -> None:
    submission.messages.all().delete()
    Row.objects.filter(submission=submission).update(note="")
    Submission.objects.filter(pk=submission.pk).update(
        reference_digest=None, submitter_note="", relationship="", held_because=[]
    )


def comments_due(before: datetime) -> "QuerySet[CriteriaComment]":
    """Find comments on what came into force before then, or was taken back last before then."""
    back = Decision.objects.filter(kind=trail.TAKE_CRITERIA_BACK, criteria_version=OuterRef("criteria__version"))
    in_force = Q(
        criteria__in=CriteriaSet.objects.once_in_force(), criteria__effective_on__lt=timezone.localdate(before)
    )
    taken_back = Q(criteria__status=CriteriaSet.Status.DRAFT) & ~Exists(back.filter(at__gte=before))
    return CriteriaComment.objects.filter(in_force | taken_back)


def reports_due(before: datetime) -> "QuerySet[Report]":
    words = ~Q(words="") | ~Q(because="") | ~Q(held_because=[])
    return Report.objects.filter(words, settled_at__lt=before)


def erase_report(report: Report) -> None:
    """Leave of a report what it was about and what became of it. Its reference leads nowhere from now on."""
    DecisionPayload.objects.filter(body__report=str(report.uuid)).delete()
    report.words = report.because = ""
    report.held_because = []
    report.reference_digest = secrets.token_hex(32)
    report.save()


def links_due(before: datetime) -> "QuerySet[GroupLink]":
    """Find links that had ended before then. One of the yearly round is also what says that a group was asked.

    While a correction can be decided that may have come by one, that one says who could have written it.
    """
    undecided = Submission.objects.filter(~earlier.IS_ERASED, source=Source.GROUP, state__in=[*OPEN, State.DECLINED])
    since = undecided.filter(organization=OuterRef("listing"), received_at__gte=OuterRef("made_at"))
    over = Q()
    for purpose in GroupLink.Purpose:
        lasts = _lasts(purpose)
        by_it = since.filter(received_at__lt=OuterRef("made_at") + lasts)
        over |= Q(~Exists(by_it), purpose=purpose, made_at__lt=before - lasts)
    return GroupLink.objects.filter(over)


def _lasts(purpose: str) -> timedelta:
    """Say how long one leads on at most, the whole of its last day included; one of the round is kept for its year."""
    is_of_round = purpose == GroupLink.Purpose.CONFIRM
    return timedelta(days=365 if is_of_round else GroupLink.DAYS[GroupLink.Purpose(purpose)] + 1)


def sessions_due(before: datetime) -> "QuerySet[Session]":
    return Session.objects.filter(expire_date__lt=before)


def attempts_due(before: datetime) -> "QuerySet[Attempt]":
    return Attempt.objects.filter(expires__lt=before)


def batches_due(before: datetime) -> "QuerySet[Batch]":
    return Batch.objects.filter(closed_at=None, uploaded_at__lt=before)


def log_due(before: datetime) -> "QuerySet[LogEntry]":
    return LogEntry.objects.filter(action_time__lt=before)


def translations_due(before: datetime) -> "QuerySet[Translation]":
    return Translation.objects.filter(settled_at__lt=before)


def digests_due(_before: datetime) -> "QuerySet[Digest]":
    return digest.over()


def delete(one: models.Model) -> None:
    one.delete()
