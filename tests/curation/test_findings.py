"""A reviewer's answers and what they recommend: the last ones count, and a recommendation rests on them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from curation import review
from curation.models import Decision, Review
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return factories.submission()


def test_new_answers_take_back_what_one_recommended_on_the_old_ones_and_nothing_of_a_colleague(submission):
    first, second = factories.pair()
    for reader in (first, second):
        factories.recommended(submission, by=reader)

    review.claim(submission, by=first)
    review.assess(submission, by=first, assessments=[factories.assessment(factories.criteria()[0], "partly")])

    recommended = {each.reviewer: (each.recommendation, each.recommended_at) for each in Review.objects.all()}
    assert recommended[first] == ("", None)
    assert recommended[second][0] == "publish"


def test_an_answer_takes_the_place_of_the_one_before_with_all_its_evidence(submission):
    reader = factories.reviewer()
    factories.assessed(submission, by=reader)
    question = factories.criteria()[0]
    seen = {"kind": "own", "url": "https://example.org/new", "quote": "", "seen_on": factories.SEEN}

    review.assess(submission, by=reader, assessments=[factories.assessment(question, "partly", evidence=[seen])])

    found = Review.objects.get().findings
    assert sorted(found.values_list("criterion__code", "grade")) == [
        ("language", "meets"),
        ("policy", "meets"),
        ("representation", "partly"),
    ]
    assert list(found.get(criterion=question).evidence.values_list("url", flat=True)) == ["https://example.org/new"]


def test_evidence_that_breaks_a_rule_is_refused_with_all_that_came_with_it(submission):
    reader = factories.reviewer()
    review.claim(submission, by=reader)
    review.declare(submission, by=reader, has_conflict=False)
    wrong = {"kind": "own", "url": "nowhere", "quote": "", "seen_on": factories.SEEN}

    with pytest.raises(ValidationError):
        review.assess(
            submission, by=reader, assessments=[factories.assessment(factories.criteria()[0], evidence=[wrong])]
        )

    assert not Review.objects.get().findings.exists()


def test_the_trail_has_every_word_of_an_answer(submission):
    reader = factories.reviewer()
    factories.assessed(submission, by=reader)

    [told, *_others] = Decision.objects.get(kind="assess").payload.body["findings"]

    assert (told["criterion"], told["grade"]) == ("representation", "meets")
    assert told["evidence"] == [
        {"kind": "own", "url": "https://example.org/about", "quote": "", "seen_on": factories.SEEN.isoformat()}
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"recommendation": "perhaps"}, "Recommend publishing or declining"),
        (
            {"facts_checked_on": timezone.localdate() + timedelta(days=1), "facts_checked_how": "a call"},
            "in the future",
        ),
        ({"facts_checked_on": timezone.localdate(), "facts_checked_how": " "}, "Say how the facts were checked"),
        ({"facts_checked_how": "I phoned Maria Gonzalez."}, "The public reads how the facts were checked"),
        ({"facts_checked_how": "a call: her cell is 775-555-0142"}, "The public reads how the facts were checked"),
    ],
)
def test_a_recommendation_that_cannot_be_is_refused_in_a_sentence(submission, given, sentence):
    reader = factories.reviewer()
    factories.assessed(submission, by=reader)

    with pytest.raises(review.ReviewError, match=sentence):
        review.recommend(submission, by=reader, **({"recommendation": "publish"} | given))

    assert Review.objects.get().recommendation == ""


def test_what_falls_short_can_be_recommended_for_declining_and_facts_be_checked_today(submission):
    reader, today = factories.reviewer(), timezone.localdate()
    factories.assessed(submission, by=reader, grade="does-not")

    review.recommend(
        submission, by=reader, recommendation="decline", facts_checked_on=today, facts_checked_how="a call"
    )

    made = Review.objects.get()
    assert (made.recommendation, made.facts_checked_on, made.facts_checked_how) == ("decline", today, "a call")
    assert Decision.objects.last().payload.body == {"recommendation": "decline"}
