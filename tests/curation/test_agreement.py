"""Agreement is counted from what everybody first answered alone, and told of questions, never of people."""

import pytest
from django.urls import reverse

from curation import agreement, retention, review
from tests import factories
from tests.curation.admin import desk
from tests.curation.admin.test_side_by_side import read

pytestmark = pytest.mark.django_db
PAGE = "admin:agreement"


def declined(submission, *readers):
    """Let each reader answer by their grades, and a publisher decline it, so that it is decided."""
    for by, grades in readers:
        read(submission, by, grades=grades)
    review.claim(submission, by=factories.pair()[1])
    review.decline(submission, by=factories.pair()[1], reason="not-enough", words="Not clear.")
    submission.refresh_from_db()
    return submission


def counted(code="policy", user=None):
    found = {one.code: one for one in agreement.of(user or factories.reviewer()).questions}
    return found.get(code)


def test_the_first_answers_count_not_what_became_of_them_after_reading_the_others():
    first, second = factories.pair()
    submission = factories.submission()
    read(submission, first, grades={"policy": "does-not"})
    read(submission, second, grades={"policy": "unclear"})
    read(submission, first, grades={"policy": "unclear"})

    declined(submission)

    assert counted().items == [("does-not", "unclear")]
    assert (counted().pairs, counted().same, counted().unclear, counted().answers) == (1, 0, 1, 2)
    assert counted("language").items == [("meets", "meets")]


def test_what_is_still_open_is_not_counted_for_it_would_tell_what_a_colleague_found():
    first, _second = factories.pair()
    submission = factories.submission()
    read(submission, first, grades={"policy": "unclear"})

    while_open = counted()
    declined(submission)
    after = counted()
    review.reopen(submission, by=first, words="They wrote.")

    assert (while_open, after.answers, counted()) == (None, 1, None)


def test_who_reads_after_it_was_decided_once_does_not_read_alone():
    first, _second = factories.pair()
    submission = declined(factories.submission(), (first, {"policy": "does-not"}))
    review.reopen(submission, by=first, words="They wrote.")

    declined(submission, (factories.reviewer(), {"policy": "does-not"}))

    assert (counted().items, counted().answers) == ([], 1)


def test_a_conflict_of_interest_is_counted_neither_by_nor_for_who_has_it():
    first, second = factories.pair()
    third = factories.reviewer()
    submission = factories.submission()
    read(submission, third)
    review.declare(submission, by=third, has_conflict=True)

    declined(submission, (first, {}), (second, {}))

    assert counted().answers == 2
    assert counted(user=third) is None


def test_what_was_erased_is_said_to_be_missing():
    first, second = factories.pair()
    submission = declined(factories.submission(), (first, {}), (second, {}))

    retention.erasing.erase_submission(submission)
    shown = desk.signed_in(first).get(reverse(PAGE))

    assert (shown.context["questions"], shown.context["erased"]) == ([], 2)
    assert "Of 2 savings of answers the words are erased." in desk.words(shown)


def test_few_are_told_as_they_are_without_a_kappa():
    first, second = factories.pair()
    declined(factories.submission(), (first, {"policy": "unclear"}), (second, {}))

    told = words_on("policy", first)

    assert told == [
        "1 submission; pairs of answers: 1",
        "0 of 1 pairs",
        "Too few to say anything: from 10 submissions on.",
        "1 of 2 answers",
    ]


def words_on(code, user):
    page = desk.signed_in(user).get(reverse(PAGE))
    return next(
        [words for _what, words in told] for question, told in page.context["questions"] if question.code == code
    )


@pytest.fixture
def ten():
    """Ten that the same two read: they differ on the laws in one of the ten, and on nothing else."""
    first, second = factories.pair()
    for number in range(10):
        on_the_laws = ("does-not" if number < 4 else "meets", "does-not" if number < 5 else "meets")
        readers = [(by, {"policy": grade}) for by, grade in zip((first, second), on_the_laws, strict=True)]
        declined(factories.submission(), *readers)
    return first


def test_from_ten_on_there_are_shares_kappa_and_intervals(ten):
    told = words_on("policy", ten)

    assert told[1:3] == [
        "90% (probably between 60% and 98%)",
        "0.80 (probably between 0.40 and 1.00); Cohen’s, of the same two readers",
    ]
    assert words_on("language", ten)[2].startswith("Cannot be told: everybody always gave the same answer")

    declined(factories.submission(), (factories.reviewer(), {"policy": "partly"}), (ten, {}))

    assert words_on("policy", ten)[2].endswith("Fleiss’, of different readers")


def test_the_page_blames_the_question_and_names_nobody(ten):
    page = desk.words(desk.signed_in(factories.reviewer()).get(reverse(PAGE)))
    figures = desk.words(desk.signed_in(ten).get(reverse("admin:figures")))

    assert "the question may be at fault, not the reviewer" in page
    assert [name for name in ("first-reader", "second-reader") if name in page] == []
    assert reverse(PAGE) in figures
