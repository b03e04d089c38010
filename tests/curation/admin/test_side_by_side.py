"""Findings side by side: for those whose own answers are saved, with what differs said in words."""

import pytest
from django.urls import reverse

from curation import review
from curation.models import Evidence
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
SECRET = "They march with the police chief."
SHARED = "https://example.org/about"


def address(submission):
    return reverse("admin:curation_submission_compare", args=[submission.pk])


def read(submission, by, *, grades=None, sentence="Their own pages say so.", url=SHARED):
    """Let `by` answer everything, with these grades by question, and “meets” for the others."""
    review.claim(submission, by=by)
    review.declare(submission, by=by, has_conflict=False)
    evidence = [{"kind": Evidence.Kind.OWN, "url": url, "quote": "", "seen_on": factories.SEEN}]
    answers = [
        factories.assessment(one, (grades or {}).get(one.code, "meets"), sentence=sentence, evidence=evidence)
        for one in factories.criteria()
    ]
    review.assess(submission, by=by, assessments=answers)
    review.release(submission, by=by)


@pytest.fixture
def submission(db):
    return factories.submission()


def sentences(page):
    return [row.sentence for row in page.context["rows"]]


def test_it_opens_only_once_the_own_answers_are_saved(submission):
    first, second = factories.pair()
    read(submission, first, sentence=SECRET)
    client = desk.signed_in(second)

    before = client.get(address(submission), follow=True)
    review.claim(submission, by=second)
    review.declare(submission, by=second, has_conflict=False)
    review.assess(submission, by=second, assessments=[factories.assessment(factories.criteria()[0])])
    halfway = client.get(address(submission), follow=True)
    review.release(submission, by=second)
    read(submission, second)
    after = client.get(address(submission), follow=True)

    assert [SECRET in desk.words(page) for page in (before, halfway, after)] == [False, False, True]
    assert desk.said(before) == ["What colleagues found is shown once you have saved your own answers."]
    assert "side-by-side" not in desk.words(before)
    assert address(submission) in desk.words(client.get(desk.page(submission)))


def test_each_question_says_in_words_whether_the_readers_differ(submission):
    first, second = factories.pair()
    read(submission, first, grades={"policy": "does-not", "language": "unclear"})
    read(submission, second, grades={"language": "unclear"}, url="https://example.org/statutes")

    page = desk.signed_in(first).get(address(submission))

    assert sentences(page) == [
        "They agree: “Meets”.",
        "They differ: first-reader says “Does not meet”, second-reader says “Meets”.",
        "They agree: “Unclear”.",
    ]
    assert [row.has_unclear for row in page.context["rows"]] == [False, False, True]
    assert "“Unclear” is not a no" in desk.words(page)
    assert desk.words(page).count("only here") == 6


def test_a_link_that_both_give_is_said_to_be_shared_and_who_is_who_can_be_told(submission):
    first, second = factories.pair()
    read(submission, first)
    read(submission, second)

    page = desk.words(desk.signed_in(second).get(address(submission)))

    assert page.count("a colleague has this link too") == 6
    assert "second-reader <small>you</small>" in page


def test_what_is_reopened_or_said_by_somebody_who_left_makes_no_difference(submission):
    first, second = factories.pair()
    read(submission, first, grades={"policy": "does-not"})
    read(submission, second)
    first.is_active = False
    first.save()

    page = desk.signed_in(second).get(address(submission))

    assert set(sentences(page)) == {"There is nothing to compare yet: fewer than two answers stand."}
    assert "no longer counts" in desk.words(page)


def test_a_conflict_of_interest_and_having_sent_it_close_the_page(submission):
    first, second = factories.pair()
    read(submission, first, sentence=SECRET)
    review.declare(submission, by=second, has_conflict=True)
    own = factories.submission(source="curator", by=second)
    read(own, first, sentence=SECRET)
    client = desk.signed_in(second)

    assert client.get(address(submission)).status_code == 403
    assert SECRET not in desk.words(client.get(address(own), follow=True))


def test_the_queue_leads_to_what_one_has_finished(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    queue = reverse("admin:curation_submission_changelist")

    alone = desk.words(desk.signed_in(first).get(queue))
    factories.recommended(submission, by=second, recommendation="decline")
    both = desk.words(desk.signed_in(first).get(queue))
    third = desk.words(desk.signed_in(factories.reviewer()).get(queue))

    assert [address(submission) in page for page in (alone, both, third)] == [False, True, False]
