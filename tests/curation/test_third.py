"""Where two disagree a third reads blind, and most of them count; but harm that somebody found is not outvoted."""

import pytest
from django.urls import reverse

from curation import attention, retention, review, trail, vetting
from curation.models import Decision, Submission, ThirdReading
from tests import factories
from tests.curation.admin import desk
from tests.curation.admin.test_side_by_side import address, read

pytestmark = pytest.mark.django_db
WHY = "We read the board page differently."


def recommends(submission, by, recommendation, **grades):
    read(submission, by, grades=grades)
    review.claim(submission, by=by)
    checked = {"facts_checked_on": factories.SEEN, "facts_checked_how": "their website"}
    review.recommend(submission, by=by, recommendation=recommendation, **checked)


@pytest.fixture
def submission(db):
    return factories.submission()


def disputed(submission, code="representation"):
    """One finds against it on this question, another finds everything in order, and they ask for a third."""
    first, second = factories.pair()
    recommends(submission, first, "decline", **{code: "does-not"})
    recommends(submission, second, "publish")
    review.ask_third(submission, by=first, because=WHY)
    return first, second


def in_the_way(submission):
    return [obstacle.reason for obstacle in vetting.obstacles(Submission.objects.get(pk=submission.pk))]


def needs(submission, user):
    return {need.code for need in attention.NEEDS if Submission.objects.filter(need.of(user), pk=submission.pk)}


def refusal(submission, by, because=WHY):
    with pytest.raises(review.ReviewError) as refused:
        review.ask_third(submission, by=by, because=because)
    return str(refused.value)


def test_only_those_who_disagree_may_ask_and_once(submission):
    first, second = factories.pair()
    recommends(submission, first, "decline", representation="does-not")
    alone = refusal(submission, first)
    recommends(submission, second, "publish")

    assert alone == "A third reader is for where one recommends publishing and another declining."
    assert refusal(submission, factories.reviewer()) == "Recommend something yourself first."
    assert "looks like a person’s details" in refusal(submission, first, "Ask for Dana Whitfield.")
    review.claim(submission, by=first)
    review.ask_third(submission, by=second, because=WHY)
    assert refusal(submission, first) == "A third reader was asked for already."
    assert Decision.objects.get(kind="ask-third").payload.body == {"words": WHY}
    assert trail.verify().faults == []


def test_it_then_needs_everybody_who_has_not_read_it(submission):
    first, second = factories.pair()
    third, other = factories.reviewer(), factories.reviewer()
    recommends(submission, first, "decline", representation="does-not")
    recommends(submission, second, "publish")
    before = needs(submission, third)

    review.ask_third(submission, by=first, because=WHY)
    asked = [needs(submission, user) for user in (third, first)]
    recommends(submission, third, "publish")
    after = [needs(submission, user) for user in (other, first, second)]

    assert before == set()
    assert asked == [{"third"}, {"disagreement"}]
    assert after == [set(), {"ready"}, {"ready"}]


def test_the_third_reads_blind(submission):
    disputed(submission)
    third = factories.reviewer()
    client = desk.begun(submission, third)
    pages = [desk.page(submission), address(submission), reverse("admin:curation_submission_changelist")]

    before = "".join(desk.words(client.get(page, follow=True)) for page in pages)
    review.release(submission, by=third)
    read(submission, third)
    after = desk.words(client.get(address(submission)))

    secrets = (WHY, "recommends declining", 'class="reading"', 'class="finding"', "They differ")
    assert [secret for secret in secrets if secret in before] == []
    assert WHY in after


def test_most_of_them_count_and_it_can_be_published(submission):
    _first, second = disputed(submission)
    before = in_the_way(submission)
    recommends(submission, factories.reviewer(), "publish")

    shown = desk.signed_in(second).get(address(submission))

    assert "first-reader recommends declining it." in before
    assert in_the_way(submission) == []
    assert [row.settled for row in shown.context["rows"]] == [True, True, True]
    assert "Settled by the third reading: most find it good enough." in desk.words(shown)
    assert review.publish(submission, by=second).organization.is_listed


@pytest.mark.parametrize("code", ["policy", "language"])
def test_who_found_harm_is_not_outvoted(submission, code):
    first, second = disputed(submission, code)
    recommends(submission, factories.reviewer(), "publish")

    stands = in_the_way(submission)
    shown = desk.words(desk.signed_in(second).get(address(submission)))

    assert [sentence.split("“")[0] for sentence in stands] == ["first-reader found "]
    assert "whoever found harm is not outvoted" in shown
    assert "disagreement" in needs(submission, first)
    with pytest.raises(review.NotReady):
        review.publish(submission, by=second)


def test_a_third_who_sides_with_declining_keeps_it_unpublished(submission):
    first, _second = disputed(submission)
    recommends(submission, factories.reviewer("third-reader"), "decline", representation="unclear")

    sentences = in_the_way(submission)

    assert "One more reviewer must recommend publishing." in sentences
    assert "third-reader recommends declining it." in sentences
    assert needs(submission, first) == {"disagreement", "to-decline"}


def test_three_who_read_without_being_asked_do_not_outvote_anybody(submission):
    first, second = factories.pair()
    recommends(submission, first, "decline", representation="does-not")
    recommends(submission, second, "publish")
    recommends(submission, factories.reviewer(), "publish")

    assert "first-reader recommends declining it." in in_the_way(submission)


def test_whoever_is_not_done_is_not_outvoted(submission):
    disputed(submission)
    recommends(submission, factories.reviewer(), "publish")
    read(submission, factories.reviewer("fourth-reader"), grades={"representation": "does-not"})

    assert [sentence.split(" found")[0] for sentence in in_the_way(submission)] == ["fourth-reader"]


def test_a_third_is_asked_for_on_the_page_and_a_fault_loses_no_word(submission):
    first, second = factories.pair()
    recommends(submission, first, "decline", representation="does-not")
    recommends(submission, second, "publish")
    client = desk.signed_in(first)

    refused = client.post(address(submission), {"do": "ask-third", "why-third": "Ask for Dana Whitfield."})
    asked = client.post(address(submission), {"do": "ask-third", "why-third": WHY}, follow=True)

    assert "Ask for Dana Whitfield.</textarea>" in desk.words(refused)
    assert WHY in desk.words(asked)
    assert ThirdReading.objects.get().readers == 3
    assert 'value="ask-third"' not in desk.words(asked)


def test_the_request_is_erased_with_the_submission(submission):
    _first, second = disputed(submission)
    review.decline(submission, by=second, reason="not-enough", words="Not clear.")

    retention.erasing.erase_submission(Submission.objects.get())

    assert ThirdReading.objects.count() == 0
