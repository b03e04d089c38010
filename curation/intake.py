"""The one door in: every submission is made here, whoever sends it and whatever with.

Nothing that comes in can set a state, a finding, a consent or an id.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from curation import conflicts, reference, trail
from curation.models import Source, Submission
from directory import places, record, right
from directory.models import Organization
from directory.vocabulary import TERMS

if TYPE_CHECKING:
    from django.contrib.auth.models import User


Terms = dict[str, dict[str, int]]
# What says where a submission stands rather than what an organization is; and the parent, which was looked up.
NOT_FACTS = [field.name for field in Submission._meta.fields if field.name not in record.COLUMNS]
# A country is looked up in the list of them below: the field would say it in other words.
_CHECKED = frozenset(record.COLUMNS) - {"country"}
_CHECKED_OF_ROWS = {name: frozenset(field.name for field in shape._meta.fields) for name, shape in record.ROWS.items()}


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
    except IntegrityError as error:
        # The same form, sent twice at the same moment: the other one came first. Anything else is no repeat.
        try:
            known = Submission.objects.get(reference_digest=submission.reference_digest)
        except Submission.DoesNotExist:
            raise error from None
        return Receipt(known, code, is_repeat=True)
    return Receipt(submission, code, is_repeat=False)


@dataclass(frozen=True)
class Arrival:
    """One of many: `facts` are whole, `nonce` names it for good, `words` go into the trail beside the source."""

    facts: record.PlainFacts
    nonce: str
    organization: Organization | None = None
    sender: Sender = Sender()
    words: dict[str, Any] = field(default_factory=dict)


def receive_many(arrivals: Sequence[Arrival], *, source: Source, by: "User") -> list[Submission]:
    """Take in many under the very same rules as one, in few queries: all of them or, with an error, none.

    Raises `ValidationError` for the first that has a fault, and `IntegrityError` if one has come in before.
    """
    if not arrivals:
        return []
    terms = known_terms()
    submissions = [_unsaved(arrival, source, by) for arrival in arrivals]
    for submission, arrival in zip(submissions, arrivals, strict=True):
        if errors := faults(submission, arrival.facts, terms):
            raise ValidationError(errors)
    with transaction.atomic():
        Submission.objects.bulk_create(submissions)
        told = zip(submissions, (arrival.facts for arrival in arrivals), strict=True)
        record.add_relations(told, terms=terms)
        words = [{"source": source, **arrival.words} for arrival in arrivals]
        trail.record_received(submissions, by=by, words=words)
    return submissions


def _unsaved(arrival: Arrival, source: Source, by: "User") -> Submission:
    organization = arrival.organization
    return Submission(
        purpose=Submission.Purpose.CHANGE if organization else Submission.Purpose.NEW,
        source=source,
        submitted_by=by,
        organization=organization,
        base=record.facts_of(organization) if organization else None,
        relationship=arrival.sender.relationship,
        submitter_note=arrival.sender.note,
        reference_digest=reference.digest(reference.reference_for(arrival.nonce)),
    )


def receive_for_review(organization: Organization, *, by: "User") -> Submission:
    """Put a listing in the queue to be looked at again. It changes no fact, so whoever asks may review it too."""
    if not by.has_perm("curation.review_submission"):
        raise PermissionDenied
    if conflicts.is_closed(organization, by):
        raise PermissionDenied(conflicts.CLOSED)
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
    if errors := faults(submission, facts):
        raise ValidationError(errors)
    submission.save()
    record.set_relations(submission, facts)


def candidate() -> Submission:
    """Return what the facts of many can be checked on, one after the other; it is never saved."""
    return Submission(source=Source.SPREADSHEET)


def faults(submission: Submission, facts: record.PlainFacts, terms: Terms | None = None) -> dict[str, list[str]]:
    """Put the columns of `facts` on `submission`, unsaved, and say by fact what is wrong with them.

    The one statement of what may come in, for one or for many; with `terms` at hand it asks the database nothing.
    """
    try:
        record.set_columns(submission, facts)
    except ValidationError as error:
        return error.message_dict
    return dict(_faults(submission, facts, known_terms() if terms is None else terms))


def known_terms() -> Terms:
    """Return the primary key of every term, by vocabulary and slug."""
    return {name: dict(model._default_manager.values_list("slug", "pk")) for name, model in TERMS.items()}


def _faults(submission: Submission, facts: record.PlainFacts, terms: Terms) -> Iterator[tuple[str, list[str]]]:
    try:
        right.clean_fields(submission, _CHECKED)
        submission.clean()
        if submission.public_address:
            submission.validate_constraints(exclude=NOT_FACTS)
    except ValidationError as error:
        yield from error.message_dict.items()
    if submission.country and submission.country not in places.country_codes():
        yield "country", [_("“%(code)s” is not a country we know.") % {"code": submission.country}]
    for name in record.VOCABULARIES:
        if unknown := set(facts[name]).difference(terms[name]):
            yield name, [_("“%(slug)s” is not one we know.") % {"slug": slug} for slug in sorted(unknown)]
    for name in record.ROWS:
        if facts[name] and (sentences := list(_row_faults(submission, name, facts))):
            yield name, sentences


def _row_faults(submission: Submission, name: str, facts: record.PlainFacts) -> Iterator[str]:
    model = Submission._meta.get_field(name).related_model
    for number, row in enumerate(record.rows_of(model, name, facts), start=1):  # type: ignore[arg-type]
        try:
            right.clean_fields(row, _CHECKED_OF_ROWS[name])
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
    senders = {
        Source.DOCUMENT: trail.THE_DOCUMENT,
        Source.SITE: trail.THIS_SITE,
        Source.GROUP: trail.THE_GROUP,
    }
    return senders.get(source, trail.THE_PUBLIC)
