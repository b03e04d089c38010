"""What becomes of a submission: a question back, a refusal, a second look, or a listing."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import agreements, appeals, asking, changes, earlier, letters, lineage, publishing, trail, vetting
from curation.models import Appeal, DeclineReason, Message, Review, Source, Submission, WithdrawReason
from curation.review import appealing, revision, standing
from curation.review.errors import NotReady, ReviewError
from curation.review.taking import DECIDE, REVIEW, check_state, entry_in_hand, record, said, take
from curation.states import Move, State
from directory.record import Change, facts_of, load

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def ask(submission: Submission, *, by: "User", question: str, seen: int | None = None) -> Submission:
    """Put a question to whoever sent it; they read it by their private reference."""
    question = said(question, _("Write the question you want to ask."))
    with transaction.atomic():
        submission = take(submission, Move.ASK, by, REVIEW, seen=seen)
        Message.objects.create(submission=submission, text=question)
        record(submission, Move.ASK, by)
        return submission


def reply(submission: Submission, *, text: str, by: "User | None" = None) -> Submission:
    """Take the answer of whoever sent it: holding its private reference allows this, or having sent it signed in."""
    if by is not None and submission.submitted_by != by:
        raise PermissionDenied
    text = said(text, _("Write your answer first."))
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        check_state(submission, Move.REPLY)
        if not asking.is_asked(submission):
            raise ReviewError(_("No question waits for an answer."))
        if submission.state == State.IN_REVIEW:
            # Whoever is reviewing it now is to read the answer before they go on.
            submission.version += 1
        Message.objects.create(submission=submission, text=text, is_from_submitter=True)
        record(submission, Move.REPLY, by or trail.THE_PUBLIC)
        return submission


def decline(
    submission: Submission,
    *,
    by: "User",
    reason: str | Sequence[str],
    words: str,
    language: str = "",
    takes_listing_down: bool = False,
    seen: int | None = None,
) -> Submission:
    """Turn it down with one reason or several, the main one first, and words for whoever sent it; they get one letter.

    A re-review that fails says with `takes_listing_down` what becomes of the listing.
    """
    with transaction.atomic():
        if takes_listing_down and submission.organization:
            # What is done to the listing holds its entry first, and so does everything else that is.
            entry_in_hand(submission.organization)
        submission = take(submission, Move.DECLINE, by, DECIDE, seen=seen)
        text = letter(submission, reason=reason, words=words, language=language)
        main, *also = _reasons(reason)
        Message.objects.create(submission=submission, text=text)
        findings = snapshot(vetting.counting_reviews(submission))
        why = {"reason": main, "also": also, "words": said(words, "")}
        record(submission, Move.DECLINE, by, why | {"findings": findings})
        appealing.settle(submission, Appeal.Outcome.UPHELD)
        if takes_listing_down and submission.organization:
            standing.withdraw(submission.organization, by=by, reason=WithdrawReason.FAILED_REVIEW, words=words)
        return submission


def letter(submission: Submission, *, reason: str | Sequence[str], words: str, language: str = "") -> str:
    """Write the letter that a decline would send. Raises `ReviewError` without a reason or words."""
    missing = _("Choose a reason, and say in your own words what would have to be different.")
    reasons = _reasons(reason)
    words = said(words if reasons else "", missing)
    last_day = None if appeals.of(submission) else timezone.localdate() + appeals.OPEN_FOR
    if language not in dict(settings.LANGUAGES):
        language = letters.tongue(submission)
    return letters.refusal(submission, reasons, words, language=language, appeal_until=last_day)


def _reasons(given: str | Sequence[str]) -> list[str]:
    """Return the reasons in their order, each once; none if the main one is none of ours."""
    reasons = list(dict.fromkeys([given] if isinstance(given, str) else given))
    known = [reason for reason in reasons if reason in DeclineReason.values]
    return known if known[:1] == reasons[:1] else []


def reopen(submission: Submission, *, by: "User", words: str) -> Submission:
    """Look again at something declined; never by whoever declined it. Recommendations start anew."""
    words = said(words, _("Say why it should be looked at again."))
    with transaction.atomic():
        submission = take(submission, Move.REOPEN, by, REVIEW)
        if earlier.who_declined(submission) == by.get_username():
            raise ReviewError(_("You declined it, so somebody else has to look at it again."))
        if appeals.of(submission):
            raise ReviewError(_("This was decided on appeal, which is final. It can be suggested anew."))
        revision.take_back_recommendations(submission)
        record(submission, Move.REOPEN, by, {"words": words})
        return submission


def publish(submission: Submission, *, by: "User", seen: int | None = None) -> Submission:
    """Make or change the listing. Raises `NotReady` with every obstacle, and then nothing has happened."""
    with transaction.atomic():
        submission = take(submission, Move.PUBLISH, by, DECIDE, seen=seen)
        load(submission)
        reviews = vetting.counting_reviews(submission)
        if obstacles := vetting.obstacles(submission, reviews):
            raise NotReady(obstacles)
        listing = submission.organization.public_id if submission.organization else uuid.uuid4()

        def act() -> None:
            submission.organization = publishing.apply(submission, listing=listing, carried=carried)
            if submission.source == Source.GROUP:
                agreements.give_again(submission.organization, {change["fact"] for change in changed})

        changed, carried = _changed(submission), vetting.in_favour(reviews)
        record(
            submission,
            Move.PUBLISH,
            by,
            {"findings": snapshot(reviews), "changes": changed},
            act=act,
            listing=listing,
            reviewers_required=settings.REVIEWERS_TO_PUBLISH,
            criteria_version=publishing.made_under(carried).version,
        )
        appealing.settle(submission, Appeal.Outcome.CHANGED)
        return submission


def snapshot(reviews: list[Review]) -> list[dict[str, Any]]:
    """Write down what was found, by whom and when, as it stood at the decision."""
    asked_by = lineage.asking()
    return [
        {
            "by": review.author,
            "recommendation": review.recommendation,
            "criterion": finding.criterion.code,
            "grade": finding.grade,
            "sentence": finding.sentence,
            "saved_at": finding.saved_at.isoformat(),
        }
        for review in reviews
        for finding in lineage.answers(review, asked_by).values()
    ]


def _changed(submission: Submission) -> list[dict[str, Any]]:
    if submission.organization is None:
        return []
    proposed = [Change(p.name, p.live, p.proposed) for p in changes.proposals(submission)]
    return revision.told(facts_of(submission.organization), proposed)
