"""Who may move a submission, when, and what each move leaves behind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from curation import review, trail
from curation.models import Decision, Message, Review, Submission
from curation.states import State
from directory.models import Organization
from directory.record import facts_of
from tests import factories


def kinds(submission):
    return list(Decision.objects.filter(submission=submission.uuid).values_list("kind", flat=True))


def test_nobody_moves_anything_without_the_permission(db):
    submission = factories.submission()
    listing = factories.organization()
    outsider = factories.user("Coalition")
    verbs = [
        lambda: review.claim(submission, by=outsider),
        lambda: review.release(submission, by=outsider),
        lambda: review.declare(submission, by=outsider, has_conflict=False),
        lambda: review.assess(submission, by=outsider, assessments=[]),
        lambda: review.recommend(submission, by=outsider, recommendation="publish"),
        lambda: review.revise(submission, factories.facts(), by=outsider),
        lambda: review.clear(submission, by=outsider, subject="hold", digest="", reason="Fine."),
        lambda: review.ask(submission, by=outsider, question="Who decides?"),
        lambda: review.decline(submission, by=outsider, reason="spam", words="Spam."),
        lambda: review.reopen(submission, by=outsider, words="Again."),
        lambda: review.publish(submission, by=outsider),
        lambda: review.withdraw(listing, by=outsider, reason="safety"),
        lambda: review.ask_restore(listing, by=outsider, words="Again."),
        lambda: review.restore(listing, by=outsider),
        lambda: review.refuse_restore(listing, by=outsider, words="No."),
    ]

    for verb in verbs:
        with pytest.raises(PermissionDenied):
            verb()

    assert kinds(submission) == ["receive"]


def test_a_reviewer_alone_cannot_publish_or_decline(db):
    submission = factories.submission()
    reader = factories.reviewer()
    factories.recommended(submission, by=reader)

    for verb in (
        lambda: review.publish(submission, by=reader),
        lambda: review.decline(submission, by=reader, reason="spam", words="Spam."),
    ):
        with pytest.raises(PermissionDenied):
            verb()

    assert not Organization.objects.exists()


def test_one_recommendation_is_not_enough_and_nothing_is_half_published(db):
    submission = factories.submission()
    first, _second = factories.pair()
    factories.recommended(submission, by=first)
    before = kinds(submission)

    with pytest.raises(review.NotReady) as raised:
        review.publish(submission, by=first)

    assert [obstacle.reason for obstacle in raised.value.obstacles] == ["One more reviewer must recommend publishing."]
    assert kinds(submission) == before
    assert not Organization.objects.exists()


def test_somebody_with_every_role_still_cannot_publish_alone(db):
    submission = factories.submission()
    everyone = factories.user("Reviewer", "Publisher", "Administrator")
    everyone.is_superuser = True
    everyone.save()
    factories.recommended(submission, by=everyone)

    with pytest.raises(review.NotReady):
        review.publish(submission, by=everyone)

    assert not Organization.objects.exists()


def test_who_sent_it_can_neither_review_nor_publish_nor_decline_it(db):
    sender, (first, second) = factories.publisher(), factories.pair()
    submission = factories.submission(source="curator", by=sender)
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)

    for verb in (
        lambda: review.claim(submission, by=sender),
        lambda: review.declare(submission, by=sender, has_conflict=False),
        lambda: review.revise(submission, factories.facts(), by=sender),
        lambda: review.ask(submission, by=sender, question="Who decides?"),
        lambda: review.decline(submission, by=sender, reason="spam", words="Spam."),
        lambda: review.publish(submission, by=sender),
    ):
        with pytest.raises(review.ReviewError, match="somebody else has to review it"):
            verb()

    assert not Organization.objects.exists()


def test_a_conflict_of_interest_closes_the_submission_for_good(db):
    submission = factories.submission()
    reader = factories.reviewer()
    factories.recommended(submission, by=reader)

    review.declare(submission, by=reader, has_conflict=True)

    assert Review.objects.get(submission=submission, reviewer=reader).recommendation == ""
    for verb in (
        lambda: review.claim(submission, by=reader),
        lambda: review.declare(submission, by=reader, has_conflict=False),
        lambda: review.ask(submission, by=reader, question="Who decides?"),
    ):
        with pytest.raises(PermissionDenied, match="conflict of interest"):
            verb()


def test_a_claim_keeps_colleagues_out_until_it_runs_out(db):
    submission = factories.submission()
    first, second = factories.pair()
    review.claim(submission, by=first)

    with pytest.raises(review.ReviewError, match="first-reader is working on"):
        review.claim(submission, by=second)
    Submission.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    claimed = review.claim(submission, by=second)

    assert claimed.claimed_by == second


def test_findings_come_after_the_declaration(db):
    submission = factories.submission()
    reader = factories.reviewer()
    review.claim(submission, by=reader)

    with pytest.raises(review.ReviewError, match="conflict of interest"):
        review.assess(submission, by=reader, assessments=[])

    assert kinds(submission) == ["receive", "claim"]


def test_a_recommendation_needs_every_question_answered(db):
    submission = factories.submission()
    reader = factories.reviewer()
    review.claim(submission, by=reader)
    review.declare(submission, by=reader, has_conflict=False)
    review.assess(submission, by=reader, assessments=[factories.assessment(factories.criteria()[0])])

    with pytest.raises(review.ReviewError, match="Still open: Laws and policies, Language and pictures"):
        review.recommend(submission, by=reader, recommendation="publish")

    assert Review.objects.get().recommendation == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"grade": "unclear"}, "The finding is “Not clear"),
        ({"grade": "does-not"}, "The finding is “No: people with lived experience"),
        ({"sentence": " "}, "no sentence that says why"),
        ({"evidence": [{"kind": "others", "url": "https://example.org", "seen_on": factories.SEEN}]}, "A, B or C"),
        ({"evidence": []}, "A, B or C"),
        ({"evidence": [{"kind": "own", "url": "https://example.org", "seen_on": None}]}, "no date"),
    ],
)
def test_a_weak_finding_cannot_carry_a_recommendation_to_publish(db, given, sentence):
    submission = factories.submission()
    reader = factories.reviewer()
    factories.assessed(submission, by=reader)
    review.assess(submission, by=reader, assessments=[factories.assessment(factories.criteria()[0], **given)])

    with pytest.raises(review.ReviewError, match=sentence):
        review.recommend(submission, by=reader, recommendation="publish")

    assert Review.objects.get().recommendation == ""


def test_the_founding_document_s_grade_is_offered_to_nobody(db):
    submission = factories.submission()
    reader = factories.reviewer()
    factories.assessed(submission, by=reader)

    with pytest.raises(review.ReviewError, match="choose one of the four findings"):
        review.assess(submission, by=reader, assessments=[factories.assessment(factories.criteria()[0], "named")])

    assert Review.objects.get().findings.filter(grade="named").count() == 0


def test_changed_facts_reopen_the_findings_that_judge_them_and_take_back_every_recommendation(db):
    submission = factories.submission()
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)
    submission.refresh_from_db()

    reopened = review.revise(submission, facts_of(submission) | {"other_names": "The Lamp"}, by=first)

    assert [criterion.code for criterion in reopened] == ["language"]
    assert [r.recommendation for r in submission.reviews.all()] == ["", ""]
    assert {f.criterion.code for r in submission.reviews.all() for f in r.findings.exclude(reopened_at=None)} == {
        "language"
    }


def test_a_new_phone_number_touches_no_question_but_takes_back_every_recommendation(db):
    submission = factories.submission()
    first, _second = factories.pair()
    factories.recommended(submission, by=first)
    submission.refresh_from_db()

    reopened = review.revise(submission, facts_of(submission) | {"phone": "+1 775 555 0100"}, by=first)

    assert reopened == []
    assert Review.objects.get().recommendation == ""


def test_facts_that_break_a_rule_are_refused_whole(db):
    submission = factories.submission(name="As It Was")
    reader = factories.reviewer()
    review.claim(submission, by=reader)
    submission.refresh_from_db()

    with pytest.raises(ValidationError) as raised:
        review.revise(submission, facts_of(submission) | {"name": "Changed", "website": "not a link"}, by=reader)

    assert raised.value.message_dict == {"website": ["Enter a valid URL."]}
    assert Submission.objects.get().name == "As It Was"


def test_the_second_of_two_curators_is_told_who_changed_what(db):
    submission = factories.submission()
    first, second = factories.pair()
    review.claim(submission, by=first)
    submission.refresh_from_db()
    seen = submission.version
    review.revise(submission, facts_of(submission) | {"city": "Sparks"}, by=first, seen=seen)
    review.release(submission, by=first)

    with pytest.raises(review.Stale, match="first-reader changed") as raised:
        review.revise(submission, facts_of(submission) | {"city": "Elko"}, by=second, seen=seen)

    assert Submission.objects.get().city == "Sparks"
    assert [line.payload.body for line in raised.value.since if line.kind == "revise"] == [
        {"changes": [{"fact": "city", "from": "Reno", "to": "Sparks"}]}
    ]


def test_a_question_goes_back_and_the_answer_comes_in(db):
    submission = factories.submission()
    reader = factories.reviewer()
    review.claim(submission, by=reader)

    review.ask(submission, by=reader, question="Who decides about money?")
    asked = Submission.objects.get().state
    review.reply(submission, text="The members’ meeting.")

    assert (asked, Submission.objects.get().state) == (State.NEEDS_INFO, State.IN_REVIEW)
    assert list(Message.objects.values_list("text", "is_from_submitter")) == [
        ("Who decides about money?", False),
        ("The members’ meeting.", True),
    ]


def test_an_answer_comes_in_though_a_reviewer_went_on_without_it_until_it_is_decided(db):
    submission, (first, second) = factories.submission(), factories.pair()
    review.claim(submission, by=first)
    with pytest.raises(review.ReviewError, match="No question waits"):
        review.reply(submission, text="Hello?")
    review.ask(submission, by=first, question="Who decides about money?")
    seen = factories.assessed(submission, by=second).version

    review.reply(submission, text="The members’ meeting.")

    submission.refresh_from_db()
    assert (submission.state, submission.claimed_by) == (State.IN_REVIEW, second)
    with pytest.raises(review.Stale):
        review.decline(submission, by=second, reason="not-enough", words="No answer.", seen=seen)
    with pytest.raises(review.ReviewError, match="No question waits"):
        review.reply(submission, text="And one more thing.")
    review.decline(submission, by=second, reason="not-enough", words="It is too little.")
    review.reopen(submission, by=first, words="Too fast.")
    with pytest.raises(review.ReviewError, match="No question waits"):
        review.reply(submission, text="To your letter:")


def test_who_sent_it_signed_in_may_answer_and_nobody_else_signed_in(db):
    sender, reader = factories.user("Coalition"), factories.reviewer()
    submission = factories.submission(source="curator", by=sender)
    review.claim(submission, by=reader)
    review.ask(submission, by=reader, question="Who decides about money?")

    with pytest.raises(PermissionDenied):
        review.reply(submission, text="I do.", by=reader)
    review.reply(submission, text="The members’ meeting.", by=sender)

    assert Message.objects.last().text == "The members’ meeting."
    assert Decision.objects.last().actor == sender.username


def test_something_declined_is_looked_at_again_by_somebody_else(db):
    submission = factories.submission()
    first, second = factories.pair()
    review.claim(submission, by=first)
    review.decline(submission, by=first, reason="not-enough", words="Tell us who decides.")

    with pytest.raises(review.ReviewError, match="You declined it"):
        review.reopen(submission, by=first, words="Again.")
    review.reopen(submission, by=second, words="They wrote to us.")

    assert Submission.objects.get().state == State.IN_REVIEW


def test_the_whole_way_is_in_the_trail_and_the_trail_is_whole(db):
    submission, readers = factories.submission(), factories.pair()
    for reader in readers:
        factories.recommended(submission, by=reader)

    review.publish(submission, by=readers[-1])

    reading = ["claim", "declare", "assess", "recommend"]
    assert kinds(submission) == ["receive", *reading, *reading, "publish"]
    published = Decision.objects.get(kind="publish")
    assert (published.criteria_version, published.reviewers_required) == ("1", 2)
    assert {(f["by"], f["grade"]) for f in published.payload.body["findings"]} == {
        ("first-reader", "meets"),
        ("second-reader", "meets"),
    }
    assert trail.verify().faults == []
