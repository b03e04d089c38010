"""What counts when reviewers disagree and a third has read it: the one place that says so.

Two who saw no harm do not outweigh the one who did and shows where. On a question whose good answer is no, “does not meet”
stands until whoever found it says otherwise. Anything else is as most of those who are done have found it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from curation import lineage
from curation.models import Criterion, Grade, Recommendation, Review, Submission, ThirdReading


@dataclass(frozen=True)
class Vote:
    """The reviews that are `done`, once a third reader was asked for and is among them; before, none.

    `asking`: see `lineage.asking`. They may have answered the same question under an earlier version.
    """

    done: Sequence[Review] = ()
    asking: Mapping[int, str] = field(default_factory=dict)

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
            if self._asks(finding.criterion_id) == self._asks(criterion.pk) and finding.reopened_at is None
        ]
        good = sum(criterion.passes(grade) for grade in grades)
        is_harm_found = Grade.FAILS in grades and not criterion.good_answer_is_yes
        return None if is_harm_found or 2 * good == len(grades) else 2 * good > len(grades)

    def _asks(self, criterion: int) -> str | int:
        return self.asking.get(criterion, criterion)


def vote(submission: Submission, reviews: Sequence[Review]) -> Vote:
    """Return the vote among `reviews`, those that count."""
    third = ThirdReading.objects.filter(submission=submission).first()
    done = [review for review in reviews if review.recommendation]
    return Vote(done, lineage.asking()) if third is not None and len(done) >= third.readers else Vote()


def is_disputed(reviews: Sequence[Review]) -> bool:
    """Whether some recommend publishing and some declining."""
    return {Recommendation.PUBLISH, Recommendation.DECLINE} <= {review.recommendation for review in reviews}
