"""Why a listing is listed, as the public reads it."""

import pytest

from curation import review, why_listed
from curation.models import Evidence
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return factories.submission()


def answered(submission, reader, grade="meets", **given):
    """Let `reader` answer every question, and the first one like this."""
    factories.assessed(submission, by=reader)
    review.assess(submission, by=reader, assessments=[factories.assessment(factories.criteria()[0], grade, **given)])
    review.release(submission, by=reader)


def evidence(**given):
    return {"kind": "own", "url": "", "quote": "", "seen_on": factories.SEEN, "is_public": True} | given


def test_the_more_careful_of_two_answers_is_told_to_the_public(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.assessed(submission, by=second, grade="partly")

    reasons = why_listed.reasons(submission.reviews.all())

    assert [r["answer"] for r in reasons] == [c.means_partly for c in factories.criteria()]


@pytest.mark.parametrize("is_first_careful", [True, False])
def test_the_public_reads_the_words_of_the_answer_it_is_told(submission, is_first_careful):
    told = [("partly", "They have a say."), ("meets", "All of its board.")]
    for reader, (grade, words) in zip(factories.pair(), told if is_first_careful else told[::-1], strict=True):
        answered(submission, reader, grade, public_summary=words)

    reason = why_listed.reasons(submission.reviews.all())[0]

    assert (reason["answer"], reason["summary"]) == (factories.criteria()[0].means_partly, "They have a say.")


@pytest.mark.parametrize("words", [["", "They have a say.", "They are asked."], ["They have a say.", "", "They sit."]])
def test_of_several_who_gave_the_answer_the_first_who_has_words_for_it_is_read(submission, words):
    for reader, summary in zip((factories.reviewer(), *factories.pair()), words, strict=True):
        answered(submission, reader, "partly", public_summary=summary)

    assert why_listed.reasons(submission.reviews.all())[0]["summary"] == "They have a say."


def test_without_words_for_the_answer_it_is_told_the_public_reads_none(submission):
    first, second = factories.pair()
    answered(submission, first, public_summary="All of its board.")
    answered(submission, second, "partly", public_summary=" ")

    assert why_listed.reasons(submission.reviews.all())[0]["summary"] == ""


def test_the_public_reads_the_evidence_that_may_be_shown_once_and_never_what_was_told(submission):
    first, second = factories.pair()
    site, quote = evidence(url="https://example.org/about"), evidence(quote="Members decide.")
    hidden = evidence(url="https://example.org/hidden", is_public=False)
    told = evidence(kind=Evidence.Kind.TOLD, quote="They told us.")
    question = factories.criteria()[0]
    for reader, seen, summary in ((first, [site, quote, told], " "), (second, [hidden, site], "Members decide.")):
        answered(submission, reader, evidence=seen, public_summary=summary)

    reason = why_listed.reasons(submission.reviews.order_by("id"))[0]

    shown = {"seen_on": factories.SEEN.isoformat()}
    assert (reason["code"], reason["grade"], reason["summary"]) == (question.code, "meets", "Members decide.")
    assert reason["evidence"] == [
        {"label": "", "url": "https://example.org/about"} | shown,
        {"label": "Members decide.", "url": ""} | shown,
    ]
