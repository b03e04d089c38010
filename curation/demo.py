"""A site to try things on: invented organizations and reviewers, by the same doors as real ones.

Every name says that it is invented. It is made only where there is nothing yet.
"""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from curation import intake, review, startup
from curation.models import Coalition, CriteriaSet, Evidence, Recommendation, Source, Submission
from directory.models import Organization
from directory.record import facts_of

FILE = Path(settings.BASE_DIR) / "fixtures" / "demo.json"
REVIEWERS, SENDER = ("demo-heron", "demo-marten"), "demo-otter"


@dataclass(frozen=True)
class Demo:
    """Who can sign in, as handle → password, and how much was made."""

    passwords: dict[str, str]
    listed: int
    waiting: int


def make() -> Demo | None:
    """Fill an empty site with invented records; None on a site that has any."""
    if Submission.objects.exists() or Organization.objects.exists():
        return None
    told = json.loads(FILE.read_text(encoding="utf-8"))
    with transaction.atomic():
        passwords = {handle: secrets.token_urlsafe(12) for handle in (*REVIEWERS, SENDER)}
        reviewers = [_reviewer(handle, passwords[handle]) for handle in REVIEWERS]
        _coalition(passwords[SENDER])
        for facts in told["listed"]:
            _list(facts, reviewers)
        for facts in told["queue"]:
            intake.receive(facts, source=Source.FORM)
        _leave_work_undone(reviewers)
    return Demo(passwords, Organization.objects.listed().count(), Submission.objects.open().count())


def is_one() -> bool:
    """Whether the site was filled by `make`."""
    return User.objects.filter(username__in=REVIEWERS).exists()


def _reviewer(handle: str, password: str) -> User:
    reviewer = User.objects.create_user(handle, password=password, is_staff=True)
    startup.give_every_role(reviewer)
    return reviewer


def _coalition(password: str) -> None:
    sender = User.objects.create_user(SENDER, password=password, is_staff=True)
    sender.groups.add(Group.objects.get(name="Coalition"))
    Coalition.objects.create(name="Valley Network (invented)").members.add(sender)


def _list(facts: dict[str, Any], reviewers: list[User]) -> None:
    submission = intake.receive(facts, source=Source.FORM).submission
    for reviewer in reviewers:
        recommend(submission, reviewer)
    review.publish(submission, by=reviewers[0])


def recommend(submission: Submission, reviewer: User) -> None:
    today = timezone.localdate()
    review.claim(submission, by=reviewer)
    review.declare(submission, by=reviewer, has_conflict=False)
    findings = [
        review.Assessment(
            criterion=criterion,
            grade="meets",
            sentence="Invented for the demo: their own pages say so.",
            public_summary=f"Invented for the demo. We read their pages on “{criterion.title.lower()}”.",
            evidence=[{"kind": Evidence.Kind.OWN, "url": submission.website, "quote": "", "seen_on": today}],
        )
        for criterion in CriteriaSet.objects.current().criterion_set.all()
    ]
    review.assess(submission, by=reviewer, assessments=findings)
    review.recommend(
        submission,
        by=reviewer,
        recommendation=Recommendation.PUBLISH,
        facts_checked_on=today,
        facts_checked_how="their website (invented)",
    )


def _leave_work_undone(reviewers: list[User]) -> None:
    """Leave the desk as it looks on an ordinary day: half-read, changed, and taken down."""
    first, second = reviewers
    recommend(Submission.objects.open().get(name="Union of Night Workers (invented)"), first)
    lantern = Organization.objects.get(name="Lantern Collective (invented)")
    intake.receive(
        facts_of(lantern) | {"phone": "+1 775 555 0199", "city": "Sparks"},
        source=Source.FORM,
        purpose=Submission.Purpose.CHANGE,
        organization=lantern,
        sender=intake.Sender(relationship="member", note="We have a new number."),
    )
    red_thread = Organization.objects.get(name="Red Thread Fund (invented)")
    review.withdraw(red_thread, by=second, reason="closed", words="Their site is gone (invented).")
    review.ask_restore(red_thread, by=second, words="It was only down for a day (invented).")
