"""Editing what is under review, and setting notes on it aside: what is reopened, what is written down, and what never is."""

import pytest
from django.utils import timezone

from curation import intake, notes, review
from curation.models import Clearance, CriteriaSet, Decision, Review, Submission
from curation.review.revision import take_back_recommendations
from directory.record import facts_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return factories.pair()[0]


def taken_up(by, **given):
    submission = factories.submission(**given)
    # It is never the only one.
    factories.submission()
    return review.claim(submission, by=by)


def last_words():
    return Decision.objects.last().payload.body


def test_an_edit_is_a_version_and_a_line_that_says_what_was_and_what_is(reader):
    submission = taken_up(reader, city="Reno")
    before = submission.version

    review.revise(submission, facts_of(submission) | {"city": "Sparks"}, by=reader)

    now = Submission.objects.get(pk=submission.pk)
    assert (now.city, now.version, now.claimed_by) == ("Sparks", before + 1, reader)
    assert last_words() == {"changes": [{"fact": "city", "from": "Reno", "to": "Sparks"}]}


def test_saving_what_did_not_change_is_no_edit(reader):
    submission = factories.submission()
    factories.recommended(submission, by=reader)
    before = Decision.objects.count()

    assert review.revise(submission, facts_of(submission), by=reader) == []

    assert Decision.objects.count() == before
    assert Review.objects.get().recommendation == "publish"


def test_a_person_who_is_taken_out_is_not_kept_in_the_trail(reader):
    submission = taken_up(reader, description="Ask for Dana Whitfield. We cook.", city="Reno")

    review.revise(submission, facts_of(submission) | {"description": "We cook.", "city": "Sparks"}, by=reader)

    told = {change["fact"]: change for change in last_words()["changes"]}
    assert told["description"] == {"fact": "description", "to": "We cook."}
    assert told["city"]["from"] == "Reno"


def test_nor_is_what_a_first_edit_leaves_of_a_person(reader):
    submission = taken_up(reader, description="Ask for Ana Lopez or Dana Whitfield. We cook.")
    facts = facts_of(submission)

    review.revise(submission, facts | {"description": "Ask for Dana Whitfield. We cook."}, by=reader)
    first = last_words()
    review.revise(submission, facts | {"description": "We cook."}, by=reader)

    assert first == {"changes": [{"fact": "description"}]}
    assert last_words() == {"changes": [{"fact": "description", "to": "We cook."}]}


def test_a_re_review_judges_the_listing_as_it_is(reader):
    again = intake.receive_for_review(factories.organization(), by=reader)
    again = review.claim(again, by=reader)

    with pytest.raises(review.ReviewError, match="Propose a change"):
        review.revise(again, facts_of(again) | {"city": "Sparks"}, by=reader)


@pytest.mark.parametrize(
    ("subject", "remarks", "given"),
    [
        ("language", notes.language_remarks, {"description": "We rescue victims."}),
        ("personal", notes.personal_remarks, {"description": "Ask for Dana Whitfield."}),
        ("duplicate", notes.duplicate_remarks, {"name": "Lantern Union", "website": "https://other.example.org/"}),
        ("look-alike", notes.lookalike_remarks, {"name": "Lantren Union"}),
    ],
)
def test_a_note_is_set_aside_once_with_a_reason_that_is_in_the_trail(reader, subject, remarks, given):
    factories.organization(name="Lantern Union")
    submission = taken_up(reader, **given)
    digests = [remark.note.digest for remark in remarks(submission)]
    said = {"subject": subject, "reason": "It is right so."}

    review.clear(submission, by=reader, digest=digests[0], **said)

    assert last_words() == said | {"digest": digests[0]}
    assert [remark.clearance.reason for remark in remarks(submission) if remark.clearance] == ["It is right so."]
    for digest in (digests[0], "unknown"):
        with pytest.raises(review.ReviewError, match="no longer there"):
            review.clear(submission, by=reader, digest=digest, **said)
    assert Clearance.objects.count() == 1


@pytest.mark.parametrize(("subject", "reason"), [("anything", "It is right so."), ("hold", " "), ("hold", "x" * 301)])
def test_only_notes_there_are_can_be_set_aside_and_only_with_a_short_reason(reader, subject, reason):
    submission = taken_up(reader)

    with pytest.raises(review.ReviewError):
        review.clear(submission, by=reader, subject=subject, digest="", reason=reason)

    assert not Clearance.objects.exists()


def test_a_note_of_no_kind_cannot_be_set_aside(reader):
    submission = taken_up(reader)

    with pytest.raises(review.ReviewError, match="no longer there"):
        review.clear(submission, by=reader, subject="nonsense", digest="", reason="I say so.")

    assert not Clearance.objects.exists()


def test_an_edit_takes_back_what_people_recommended_and_not_what_the_document_said(reader):
    submission = taken_up(reader)
    said = {"submission": submission, "recommendation": "publish", "recommended_at": timezone.now()}
    for reviewer in (None, reader):
        Review.objects.update_or_create(
            submission=submission, reviewer=reviewer, criteria=CriteriaSet.objects.current(), defaults=said
        )

    take_back_recommendations(submission)

    assert dict(submission.reviews.values_list("reviewer", "recommendation")) == {None: "publish", reader.pk: ""}
