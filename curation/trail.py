"""The one writer of the trail, and the one that can tell whether it is whole."""

import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from curation.models import CriteriaSet, Decision, DecisionPayload, Submission, TrailHead
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RECEIVE = "receive"
INVITE, CHANGE_ACCOUNT, CHANGE_FACTOR = "invite", "change-account", "change-factor"
OPEN_CRITERIA, PROPOSE_CRITERIA = "open-criteria", "propose-criteria"
PUT_CRITERIA_IN_FORCE, TAKE_CRITERIA_BACK = "criteria-in-force", "take-criteria-back"
RESTORED = "restored"
FORGET = "forget"
# What decides whether a listing is to be seen; the last of them counts.
STANDING = ("publish", "found", "withdraw", "restore")
THE_DOCUMENT = "(the document)"
THE_PUBLIC = "(the public)"
THE_GROUP = "(the group itself)"
THIS_SITE = "(this site)"
BEGINNING = "0" * 64


def record(
    submission: Submission,
    kind: str,
    *,
    by: "User | str",
    words: dict[str, Any] | None = None,
    listing: uuid.UUID | None = None,
    **line: Any,
) -> Decision:
    """Add a line about a submission. `line`: the criteria version and how many reviewers the rules asked for."""
    about = {"submission": submission.uuid, "listing": listing or _listing(submission), "version": submission.version}
    return _add(kind, by, words or {}, **about, **line)


def record_account(user: "User", kind: str, *, by: "User | str", words: dict[str, Any] | None = None) -> Decision:
    """Add a line about somebody's account: who could be two people must at least be seen."""
    return _add(kind, by, {"account": user.get_username(), **(words or {})})


def record_criteria(criteria: CriteriaSet, kind: str, *, by: "User", words: dict[str, Any] | None = None) -> Decision:
    """Add a line about a version of the criteria."""
    return _add(kind, by, words or {}, criteria_version=criteria.version)


def record_restored(made_at: str) -> Decision:
    """Add a line saying that everything before it comes from a backup, and of when: what happened since is not here."""
    return _add(RESTORED, THIS_SITE, {"words": made_at})


def record_forgotten(counts: dict[str, int]) -> None:
    """Add a line saying how much was erased, by the rule that said so. Called after it, in a transaction of its own."""
    with transaction.atomic():
        _add(FORGET, THIS_SITE, {"words": ", ".join(f"{code} {count}" for code, count in counts.items())})


def record_received(submissions: Sequence[Submission], *, by: "User | str", words: Sequence[dict[str, Any]]) -> None:
    """Add one line for each new submission, with its words: the same lines as one by one, in few queries."""
    with _head() as head:
        lines = [
            _line(head, RECEIVE, by, body, submission=submission.uuid, listing=_listing(submission), version=1)
            for submission, body in zip(submissions, words, strict=True)
        ]
        Decision.objects.bulk_create([decision for decision, _payload in lines])
        DecisionPayload.objects.bulk_create([payload for _decision, payload in lines])


def _listing(submission: Submission) -> uuid.UUID | None:
    return submission.organization.public_id if submission.organization else None


def _add(kind: str, by: "User | str", body: dict[str, Any], **line: Any) -> Decision:
    """Write the line. Called inside the transaction that does what the line says."""
    with _head() as head:
        decision, payload = _line(head, kind, by, body, **line)
        decision.save(force_insert=True)
        payload.save(force_insert=True)
    return decision


@contextmanager
def _head() -> Iterator[TrailHead]:
    """Hold the end of the trail while lines are added to it."""
    held = TrailHead.objects.select_for_update()
    # Of those who write the very first line at once, one makes the row, and the others wait for it.
    head = held.first() or held.get_or_create(pk=1, defaults={"seq": 0, "signature": BEGINNING})[0]
    yield head
    head.save()


def _line(
    head: TrailHead, kind: str, by: "User | str", body: dict[str, Any], **line: Any
) -> tuple[Decision, DecisionPayload]:
    """Make the line that follows `head`, and move `head` on to it."""
    salt = secrets.token_hex(16)
    decision = Decision(
        seq=head.seq + 1,
        kind=kind,
        at=timezone.now(),
        actor=by if isinstance(by, str) else by.get_username(),
        payload_digest=_digest(salt, body),
        previous=head.signature,
        **line,
    )
    decision.signature = _signature(decision)
    head.seq, head.signature = decision.seq, decision.signature
    return decision, DecisionPayload(decision=decision, salt=salt, body=body)


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: how many lines, how many had their words erased, and every fault as a sentence."""

    lines: int
    erased: int
    faults: list[str]


def verify() -> Verdict:
    """Read the whole trail and check every signature, link, digest and the end of it."""
    previous, expected, erased, faults = BEGINNING, 1, 0, []
    for decision in Decision.objects.select_related("payload").order_by("seq").iterator(chunk_size=500):
        if decision.seq != expected:
            faults.append(f"Line {expected} is missing.")
        if decision.previous != previous:
            faults.append(f"Line {decision.seq} does not follow from the line before it.")
        if decision.signature != _signature(decision):
            faults.append(
                f"Line {decision.seq} was changed after it was written, or the trail key is not the one used."
            )
        payload = getattr(decision, "payload", None)
        if payload is None:
            erased += 1
        elif _digest(payload.salt, payload.body) != decision.payload_digest:
            faults.append(f"The words of line {decision.seq} were changed.")
        previous, expected = decision.signature, decision.seq + 1
    head = TrailHead.objects.first()
    if (head.signature if head else BEGINNING) != previous:
        faults.append(f"The trail should end at line {head.seq if head else 0}, and ends at line {expected - 1}.")
    return Verdict(lines=expected - 1, erased=erased, faults=faults + _unexplained())


def _unexplained() -> list[str]:
    """List the listings that can be seen although the trail does not say so."""
    last = dict(Decision.objects.filter(kind__in=STANDING).order_by("seq").values_list("listing", "kind"))
    return [
        f"“{organization}” is listed, and the trail does not say so."
        for organization in Organization.objects.listed()
        if last.get(organization.public_id) not in {"publish", "found", "restore"}
    ]


def _signature(decision: Decision) -> str:
    at = decision.at.astimezone(UTC).isoformat(timespec="microseconds")
    parts = [decision.previous, decision.seq, decision.kind, at, decision.actor, decision.submission, decision.listing]
    parts += [decision.version, decision.criteria_version, decision.reviewers_required, decision.payload_digest]
    line = json.dumps([str(part) for part in parts], ensure_ascii=True)
    return hmac.new(settings.TRAIL_KEY.encode(), line.encode(), hashlib.sha256).hexdigest()


def _digest(salt: str, body: dict[str, Any]) -> str:
    words = json.dumps(body, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}{words}".encode()).hexdigest()
