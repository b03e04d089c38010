"""What becomes of answers when the criteria change: clearer words cost nobody an answer, other questions do."""

import pytest
from django.urls import reverse

from curation import attention, lineage, rereviews, review, vetting
from curation.models import CriteriaSet, Decision
from curation.review import ReviewError
from tests import factories
from tests.curation.versions import new_version

pytestmark = pytest.mark.django_db


def clearer(draft):
    draft.criterion_set.filter(code="policy").update(question="Said more clearly?")


def stricter(draft):
    draft.criterion_set.filter(code="policy").update(question="Asked of something else?")
    draft.criterion_set.create(code="money", title="Money", question="Who pays?", why="It steers.", position=99)


def recommended_by_two():
    submission = factories.submission()
    for reader in factories.pair():
        factories.recommended(submission, by=reader)
    return submission


def recommend(submission, reader):
    checked = {"facts_checked_on": factories.SEEN, "facts_checked_how": "their website"}
    review.recommend(submission, by=reader, recommendation="publish", **checked)


def subjects(submission):
    return {obstacle.subject for obstacle in vetting.obstacles(submission)}


def test_clearer_words_cost_nobody_an_answer():
    submission = recommended_by_two()
    new_version("editorial", clearer)
    new_version("editorial", clearer)

    assert CriteriaSet.objects.current().version == "3"
    assert vetting.obstacles(submission) == []
    listing = review.publish(submission, by=factories.pair()[1]).organization

    assert listing.criteria_version == "1"
    assert [reason["question"] for reason in listing.reasons].count("Said more clearly?") == 0
    assert Decision.objects.get(kind="publish").criteria_version == "1"
    assert [due.listing for due in rereviews.waiting()] == []


def test_of_two_who_read_different_wordings_the_earlier_version_is_written_down():
    first, second = factories.pair()
    submission = factories.recommended(factories.submission(), by=first)
    new_version("editorial", clearer)
    factories.recommended(submission, by=second)

    listing = review.publish(submission, by=second).organization

    assert listing.criteria_version == "1"
    assert [reason["code"] for reason in listing.reasons] == [one.code for one in factories.criteria()]


def test_an_answer_saved_again_under_clearer_words_takes_the_place_of_the_first():
    first, _second = factories.pair()
    submission = factories.assessed(factories.submission(), by=first)
    new_version("editorial", clearer)
    policy = CriteriaSet.objects.current().criterion_set.get(code="policy")

    review.assess(submission, by=first, assessments=[factories.assessment(policy, "partly")])

    mine = submission.reviews.get()
    assert [finding.grade for finding in mine.findings.filter(criterion__code="policy")] == ["partly"]
    assert (vetting.unanswered(mine, factories.criteria(), lineage.asking()), mine.criteria.version) == ([], "2")


def test_other_questions_are_answered_again_and_only_those(client):
    first, second = factories.pair()
    submission = recommended_by_two()
    new_version("substantive", stricter)

    assert {"criteria", "policy", "money"} == subjects(submission)
    assert attention.reasons([submission], first)[submission.pk] != []
    client.force_login(first)
    page = client.get(reverse("admin:curation_submission_change", args=[submission.pk])).content.decode()
    assert page.count("This question has changed since you answered it.") == 1
    assert page.count("This question is new since you began.") == 1
    with pytest.raises(ReviewError, match=r"Still open: .*Money"):
        review.recommend(submission, by=first, recommendation="publish")

    anew = CriteriaSet.objects.current().criterion_set.filter(code__in=["policy", "money"])
    for reader in (first, second):
        review.claim(submission, by=reader)
        review.assess(submission, by=reader, assessments=[factories.assessment(criterion) for criterion in anew])
        recommend(submission, reader)
    listing = review.publish(submission, by=second).organization

    assert listing.criteria_version == "2"
    assert "Asked of something else?" in [reason["question"] for reason in listing.reasons]


def test_a_question_that_is_gone_needs_no_answer_but_a_new_recommendation():
    first, second = factories.pair()
    submission = recommended_by_two()
    new_version("substantive", lambda draft: draft.criterion_set.filter(code="policy").delete())

    assert subjects(submission) == {"criteria"}
    for reader in (first, second):
        recommend(submission, reader)
    listing = review.publish(submission, by=second).organization

    assert "policy" not in [reason["code"] for reason in listing.reasons]


def test_clearer_words_after_other_questions_do_not_bring_old_answers_back():
    submission = recommended_by_two()
    new_version("substantive", stricter)
    new_version("editorial", clearer)

    assert {"criteria", "policy", "money"} <= subjects(submission)


@pytest.mark.parametrize(
    "change",
    [
        stricter,
        lambda draft: draft.criterion_set.filter(code="policy").delete(),
        lambda draft: draft.criterion_set.filter(code="policy").update(partly_is_enough=False),
        lambda draft: draft.criterion_set.filter(code="policy").update(is_required=False),
        lambda draft: draft.criterion_set.filter(code="policy").update(concerns=[]),
    ],
)
def test_what_is_more_than_wording_is_not_called_editorial(change):
    with pytest.raises(ReviewError, match="called editorial"):
        new_version("editorial", change)

    assert CriteriaSet.objects.current().version == "1"
