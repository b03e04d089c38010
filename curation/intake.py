"""The one door in: every submission is made here, whoever sends it and whatever with.

Nothing that comes in can set a state, a finding, a consent or an id.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curation import reference, trail
from curation.models import Source, Submission
from directory import record
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Sender:
    """What whoever sends it says about themselves: nothing is required, and nothing of it is ever public."""

    relationship: str = ""
    note: str = ""


@dataclass(frozen=True)
class Receipt:
    """The submission, the private reference to follow it by, and whether this very form had come in before."""

    submission: Submission
    reference: str
    is_repeat: bool


def receive(  # noqa: PLR0913 (one door, and what may come through it)
    facts: record.PlainFacts,
    *,
    source: Source,
    by: "User | None" = None,
    purpose: str = Submission.Purpose.NEW,
    organization: Organization | None = None,
    sender: Sender = Sender(),
    nonce: str | None = None,
    held_because: Sequence[str] = (),
) -> Receipt:
    """Take in what somebody told us. Raises `ValidationError`, by fact, and then nothing is kept."""
    code = reference.reference_for(nonce or reference.new_nonce())
    submission = Submission(
        purpose=purpose,
        source=source,
        submitted_by=by,
        organization=organization,
        base=record.facts_of(organization) if organization else None,
        relationship=sender.relationship,
        submitter_note=sender.note,
        reference_digest=reference.digest(code),
        held_because=list(held_because),
    )
    try:
        with transaction.atomic():
            known = Submission.objects.filter(reference_digest=submission.reference_digest).first()
            if known is not None:
                return Receipt(known, code, is_repeat=True)
            write_facts(submission, facts)
            trail.record(submission, trail.RECEIVE, by=by or _sender(source), words={"source": source})
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one came first.
        known = Submission.objects.get(reference_digest=submission.reference_digest)
        return Receipt(known, code, is_repeat=True)
    return Receipt(submission, code, is_repeat=False)


def receive_for_review(organization: Organization, *, by: "User") -> Submission:
    """Put a listing in the queue to be looked at again. It changes no fact, so whoever asks may review it too."""
    if not by.has_perm("curation.review_submission"):
        raise PermissionDenied
    purpose = Submission.Purpose.REVIEW
    with transaction.atomic():
        # Two who ask at the same moment get the same one.
        organization = Organization.objects.select_for_update().get(pk=organization.pk)
        again = Submission.objects.open().filter(organization=organization, purpose=purpose).first()
        if again is not None:
            return again
        facts = record.facts_of(organization)
        return receive(facts, source=Source.SITE, purpose=purpose, organization=organization).submission


def write_facts(submission: Submission, facts: record.PlainFacts) -> None:
    """Check `facts` as every door does and put them on `submission`. Raises `ValidationError`, by fact."""
    facts = record.blank() | facts
    record.set_columns(submission, facts)
    errors = dict(_faults(submission, facts))
    if errors:
        raise ValidationError(errors)
    submission.save()
    record.set_relations(submission, facts)


def _faults(submission: Submission, facts: record.PlainFacts) -> Iterator[tuple[str, list[str]]]:
    try:
        submission.full_clean()
    except ValidationError as error:
        yield from error.message_dict.items()
    for name in record.VOCABULARIES:
        model = Submission._meta.get_field(name).related_model
        known = set(model._default_manager.filter(slug__in=facts[name]).values_list("slug", flat=True))  # type: ignore[union-attr]
        if unknown := sorted(set(facts[name]) - known):
            yield name, [_("“%(slug)s” is not one we know.") % {"slug": slug} for slug in unknown]
    for name in record.ROWS:
        if sentences := list(_row_faults(submission, name, facts)):
            yield name, sentences


def _row_faults(submission: Submission, name: str, facts: record.PlainFacts) -> Iterator[str]:
    model = Submission._meta.get_field(name).related_model
    for number, row in enumerate(record.rows_of(model, name, submission, facts), start=1):  # type: ignore[arg-type]
        try:
            row.clean_fields(exclude=["owner"])
            row.clean()
        except ValidationError as error:
            yield from (_("Line %(number)d: %(sentence)s") % {"number": number, "sentence": s} for s in error.messages)
    if name == "policies":
        questions = [values["question"] for values in facts[name]]
        yield from (
            _("The question “%s” is answered twice.") % q
            for q in sorted({q for q in questions if questions.count(q) > 1})
        )


def _sender(source: Source) -> str:
    return {Source.DOCUMENT: trail.THE_DOCUMENT, Source.SITE: trail.THIS_SITE}.get(source, trail.THE_PUBLIC)
