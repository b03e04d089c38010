"""What counts when reviewers disagree and a third has read it: the one place that says so.

Two who saw no harm do not outweigh the one who did and shows where. On a question whose good answer is no, “does not meet”
stands until whoever found it says otherwise. Anything else is as most of those who are done have found it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from curation.models import Criterion, Grade, Recommendation, Review, Submission, ThirdReading


@dataclass(frozen=True)
class Vote:
    """The reviews that are `done`, once a third reader was asked for and is among them; before, none."""

    done: Sequence[Review] = ()

    def outvotes(self, review: Review) -> bool:
        """Whether it recommends declining, and more than half recommend publishing."""
        against = [one for one in self.done if one.recommendation == Recommendation.DECLINE]
        return review in against and 2 * len(against) < len(self.done)

    def settles(self, criterion: Criterion) -> bool | None:
        """Whether most find the answer good enough. None: there is no vote, or none that could settle it."""
        grades = [
            finding.grade
            for review in self.done
            for finding in review.findings.all()
            if finding.criterion_id == criterion.pk and finding.reopened_at is None
        ]
        good = sum(criterion.passes(grade) for grade in grades)
        is_harm_found = Grade.FAILS in grades and not criterion.good_answer_is_yes
        return None if is_harm_found or 2 * good == len(grades) else 2 * good > len(grades)


def vote(submission: Submission, reviews: Sequence[Review]) -> Vote:
    """Return the vote among `reviews`, those that count."""
    third = ThirdReading.objects.filter(submission=submission).first()
    done = [review for review in reviews if review.recommendation]
    return Vote(done) if third is not None and len(done) >= third.readers else Vote()


def is_disputed(reviews: Sequence[Review]) -> bool:
    """Whether some recommend publishing and some declining."""
    return {Recommendation.PUBLISH, Recommendation.DECLINE} <= {review.recommendation for review in reviews}
