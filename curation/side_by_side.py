"""What each reviewer found, question by question, beside each other. Who may read it, `vetting.sees_others` says."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from curation import lineage, settling, vetting
from curation.models import Criterion, Evidence, Finding, Grade, Review, Submission, ThirdReading
from curation.states import State

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Reading:
    """One reviewer's answer to one question; none where they have not answered. `evidence`: each, and who else has it."""

    review: Review
    finding: Finding | None
    evidence: list[tuple[Evidence, bool]]
    is_own: bool
    counts: bool
    may_opine: bool = False

    @property
    def stands(self) -> bool:
        return self.counts and self.finding is not None and self.finding.reopened_at is None

    @property
    def meaning(self) -> str:
        return self.finding.criterion.meaning(self.finding.grade) if self.finding else ""


@dataclass(frozen=True)
class Row:
    """`settled`: whether the answer is good enough by the word of most, after a third reading; none without one."""

    criterion: Criterion
    readings: list[Reading]
    settled: bool | None = None

    @property
    def standing(self) -> list[tuple[str, str]]:
        """List who says what, of the answers that count."""
        return [(reading.review.author, reading.finding.grade) for reading in self.readings if reading.finding and reading.stands]  # fmt: skip

    @property
    def differs(self) -> bool:
        return len({grade for _who, grade in self.standing}) > 1

    @property
    def has_unclear(self) -> bool:
        return any(grade == Grade.UNCLEAR for _who, grade in self.standing)

    @property
    def sentence(self) -> str:
        """Say whether they differ, in words: a colour alone would tell not everybody."""
        if not self.standing[1:]:
            return _("There is nothing to compare yet: fewer than two answers stand.")
        if not self.differs:
            return _("They agree: “%(grade)s”.") % {"grade": Grade(self.standing[0][1]).label}
        told = [
            _("%(who)s says “%(grade)s”") % {"who": who, "grade": Grade(grade).label} for who, grade in self.standing
        ]
        return _("They differ: %(told)s.") % {"told": ", ".join(told)}


def rows(submission: Submission, user: "User") -> list[Row]:
    """List the questions that somebody has answered or has to, with every reader's answer, in the order they came."""
    counted = vetting.counting_reviews(submission)
    vote, counting = settling.vote(submission, counted), {review.pk for review in counted}
    reviews = [review for review in _reviews(submission) if review.findings.all()]
    asking = lineage.asking()
    answers = {review.pk: _by_question(review, asking) for review in reviews}
    # As it is asked now comes last and holds, for a version may only have put the same question more clearly.
    answered = [finding.criterion for found in answers.values() for finding in found.values()]
    questions = {asking.get(one.pk, one.pk): one for one in [*answered, *vetting.criteria_asked(submission)]}
    found = [
        (criterion, [(review, answers[review.pk].get(question)) for review in reviews])
        for question, criterion in questions.items()
    ]
    return [
        Row(criterion, [_reading(*one, given, user, counting) for one in given], vote.settles(criterion))
        for criterion, given in sorted(found, key=lambda one: (-one[0].criteria_id, one[0].position, one[0].pk))
    ]


@dataclass(frozen=True)
class Third:
    """How it stands with a third reader. `asked` is who asked, when and why, if somebody did."""

    asked: ThirdReading | None
    has_read: bool
    may_be_asked: bool


def third(submission: Submission, user: "User") -> Third:
    done = [review for review in vetting.counting_reviews(submission) if review.recommendation]
    asked = ThirdReading.objects.filter(submission=submission).select_related("asked_by").first()
    is_one_of_them = user in [review.reviewer for review in done]
    may_be_asked = asked is None and submission.state == State.IN_REVIEW and is_one_of_them
    has_read = bool(settling.vote(submission, done).done)
    return Third(asked, has_read, may_be_asked and settling.is_disputed(done))


def _reviews(submission: Submission) -> list[Review]:
    found = submission.reviews.filter(is_recused=False).select_related("reviewer", "submission")
    return list(found.prefetch_related("findings__evidence", "findings__criterion__criteria", "findings__opinions__by"))


Given = tuple[Review, Finding | None]


def _by_question(review: Review, asking: Mapping[int, str]) -> dict[str | int, Finding]:
    return {asking.get(finding.criterion_id, finding.criterion_id): finding for finding in review.findings.all()}


def _reading(review: Review, finding: Finding | None, given: list[Given], user: "User", counting: set[int]) -> Reading:
    cited = Counter(url for _review, one in given for url in {item.url for item in _evidence(one) if item.url})
    evidence = [(item, cited[item.url] > 1) for item in _evidence(finding)]
    may_opine = finding is not None and _may_opine(finding, user)
    return Reading(review, finding, evidence, review.reviewer_id == user.pk, review.pk in counting, may_opine)


def _may_opine(finding: Finding, user: "User") -> bool:
    """Whether to offer it: on a colleague's finding, once for each time it is saved. `review.opine` has the last word."""
    review = finding.review
    has_said = any(opinion.by == user and opinion.is_of_what_stands for opinion in finding.opinions.all())
    return review.submission.state == State.IN_REVIEW and review.reviewer_id not in {None, user.pk} and not has_said


def _evidence(finding: Finding | None) -> list[Evidence]:
    return list(finding.evidence.all()) if finding else []
