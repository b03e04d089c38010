"""A reviewer's findings and what they recommend."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import lineage, vetting
from curation.models import OFFERED, CriteriaSet, Criterion, Evidence, Finding, Recommendation, Review, Submission
from curation.review.desk import own_review
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, hold, let_go, record, take
from curation.states import Move

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Assessment:
    """One reviewer's answer to one question. `evidence`: dicts of kind, url, quote, seen_on, is_public."""

    criterion: Criterion
    grade: str
    sentence: str
    public_summary: str = ""
    private_note: str = ""
    evidence: Sequence[dict[str, Any]] = ()


def assess(submission: Submission, *, by: "User", assessments: Sequence[Assessment], seen: int | None = None) -> Review:
    """Save answers to some or all questions. It takes back one's recommendation, for it rested on the old ones."""
    with transaction.atomic():
        submission = take(submission, Move.ASSESS, by, REVIEW, seen=seen)
        review = own_review(submission, by)
        review.criteria = CriteriaSet.objects.current()
        review.recommendation, review.recommended_at = "", None
        review.save()
        for assessment in assessments:
            _write(review, assessment)
        hold(submission, by)
        words = {"findings": [_words(assessment) for assessment in assessments]}
        record(submission, Move.ASSESS, by, words)
        return review


def recommend(
    submission: Submission,
    *,
    by: "User",
    recommendation: str,
    facts_checked_on: date | None = None,
    facts_checked_how: str = "",
    seen: int | None = None,
) -> Review:
    """Recommend publishing or declining, having answered every required question; it lets the submission go."""
    with transaction.atomic():
        submission = take(submission, Move.RECOMMEND, by, REVIEW, seen=seen)
        review = own_review(submission, by)
        _check_recommendation(submission, review, recommendation)
        if facts_checked_on and facts_checked_on > timezone.localdate():
            raise ReviewError(_("The day the facts were checked is in the future. Use today or an earlier day."))
        if facts_checked_on and not facts_checked_how.strip():
            raise ReviewError(_("Say how the facts were checked, for example “their own website”."))
        if vetting.names_someone(facts_checked_how, submission):
            raise ReviewError(
                _("The public reads how the facts were checked. Leave out any name, number or other private detail.")
            )
        review.recommendation, review.recommended_at = recommendation, timezone.now()
        review.criteria = CriteriaSet.objects.current()
        review.facts_checked_on, review.facts_checked_how = facts_checked_on, facts_checked_how
        review.save()
        let_go(submission)
        record(submission, Move.RECOMMEND, by, {"recommendation": recommendation})
        return review


def _check_recommendation(submission: Submission, review: Review, recommendation: str) -> None:
    if recommendation not in Recommendation.values:
        raise ReviewError(_("Recommend publishing or declining."))
    asked, asked_by = vetting.criteria_asked(submission), lineage.asking()
    prefetch_related_objects([review], "findings__evidence", "findings__criterion")
    if missing := vetting.unanswered(review, asked, asked_by):
        titles = ", ".join(criterion.told["title"] for criterion in missing)
        raise ReviewError(_("Answer every question first. Still open: %(titles)s.") % {"titles": titles})
    if recommendation == Recommendation.DECLINE:
        return
    found = [
        f"{finding.criterion.told['title']}: {' '.join(short)}"
        for finding in vetting.standing(review, asked, asked_by)
        if (short := vetting.shortcomings(finding))
    ]
    if found:
        raise ReviewError(_("You cannot recommend publishing yet. %(found)s") % {"found": " ".join(found)})


def _write(review: Review, assessment: Assessment) -> None:
    if assessment.grade not in dict(OFFERED):
        raise ReviewError(
            _("%(title)s: choose one of the four findings.") % {"title": assessment.criterion.told["title"]}
        )
    # One answer to a question, whichever version of the criteria asked it before.
    same = review.findings.filter(criterion__code=assessment.criterion.code).order_by("saved_at", "id")
    finding = same.last() or Finding(review=review)
    finding.criterion = assessment.criterion
    finding.grade, finding.sentence = assessment.grade, assessment.sentence
    finding.public_summary, finding.private_note = assessment.public_summary, assessment.private_note
    finding.saved_at, finding.reopened_at = timezone.now(), None
    finding.save()
    finding.evidence.all().delete()
    for item in assessment.evidence:
        evidence = Evidence(finding=finding, **item)
        evidence.full_clean(exclude=["finding"])
        evidence.save()


def _words(assessment: Assessment) -> dict[str, Any]:
    evidence = [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in item.items()}
        for item in assessment.evidence
    ]
    return {
        "criterion": assessment.criterion.code,
        "grade": assessment.grade,
        "sentence": assessment.sentence,
        "public_summary": assessment.public_summary,
        "private_note": assessment.private_note,
        "evidence": evidence,
    }
