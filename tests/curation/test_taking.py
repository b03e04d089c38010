"""How every move begins and ends: who may make it, in whose hands it is, and in what state it is left."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from curation import reports, review, translations
from curation.models import Decision, Submission
from curation.review.taking import claimant
from curation.states import State
from directory.record import facts_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    # It is never the only one.
    factories.submission()
    return factories.submission()


def lines(submission):
    return list(Decision.objects.filter(submission=submission.uuid).values_list("kind", flat=True))


def test_taking_up_what_one_has_in_hand_only_keeps_it_for_longer(submission, settings):
    settings.CLAIM_MINUTES = 30
    reader = factories.reviewer()
    review.claim(submission, by=reader)
    Submission.objects.filter(pk=submission.pk).update(claimed_until=timezone.now() + timedelta(minutes=1))

    again = review.claim(submission, by=reader)

    again.refresh_from_db()
    assert timedelta(minutes=29) < again.claimed_until - timezone.now() <= timedelta(minutes=30)
    assert lines(submission) == ["receive", "claim"]


def test_it_is_in_nobodys_hands_once_it_is_put_down_recommended_or_decided(submission):
    first, second = factories.pair()

    def holder():
        return claimant(Submission.objects.get(pk=submission.pk))

    review.claim(submission, by=first)
    taken = holder()
    review.release(submission, by=first)
    put_down = holder()
    factories.recommended(submission, by=first)
    recommended = holder()
    review.claim(submission, by=second)
    review.decline(submission, by=second, reason="spam", words="Spam.")

    assert (taken, put_down, recommended, holder()) == (first, None, None, None)


def test_a_conflict_puts_down_what_one_had_in_hand_and_nothing_of_a_colleague(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)

    review.declare(submission, by=second, has_conflict=True)
    kept = claimant(Submission.objects.get(pk=submission.pk))
    review.declare(submission, by=first, has_conflict=True)

    assert (kept, claimant(Submission.objects.get(pk=submission.pk))) == (first, None)


def test_each_move_to_another_state_is_one_version_and_says_when(submission):
    submission.refresh_from_db()
    versions, before = [submission.version], timezone.now()

    for move in (review.claim, review.release):
        move(submission, by=factories.pair()[0])
        versions.append(Submission.objects.get(pk=submission.pk).version)

    assert versions == [1, 2, 2]
    assert Submission.objects.get(pk=submission.pk).moved_at >= before
    assert {line.criteria_version for line in Decision.objects.exclude(kind="receive")} == {"1"}


def test_who_sent_it_takes_it_back_until_somebody_begins_to_review_it(submission):
    sender, reader = factories.user("Coalition"), factories.reviewer()
    mine, begun = (factories.submission(source="spreadsheet", by=sender) for _ in range(2))
    review.declare(begun, by=reader, has_conflict=False)

    assert review.take_back(mine, by=sender).state == State.TAKEN_BACK
    with pytest.raises(review.ReviewError, match="has begun to review it"):
        review.take_back(begun, by=sender)
    with pytest.raises(PermissionDenied):
        review.take_back(submission, by=sender)


def test_what_the_document_found_is_nobody_reviewing_it():
    sender = factories.user("Coalition")
    mine = factories.submission(source="spreadsheet", by=sender)
    mine.reviews.create(reviewer=None, criteria=factories.criteria()[0].criteria)

    assert review.take_back(mine, by=sender).state == State.TAKEN_BACK


def test_who_sent_in_an_entry_may_translate_it_and_take_it_down_but_not_dismiss_a_report():
    sender, (first, second) = factories.publisher(), factories.pair()
    listing = factories.published(factories.submission(source="curator", by=sender)).organization
    report = factories.report(listing, kind="wrong")

    with pytest.raises(review.ReviewError, match="sent this in yourself"):
        reports.dismiss(report, by=sender, because="It is right.")
    translations.propose(listing, "es", {listing.description: "Apoyo."}, by=sender, seen=listing.version)
    reports.take_down(report, by=sender)
    review.ask_restore(listing, by=first, words="It was right.")
    review.refuse_restore(listing, by=sender, words="It was not.")
    review.ask_restore(listing, by=sender, words="It was, after all.")
    review.restore(listing, by=second)

    listing.refresh_from_db()
    assert listing.is_listed


def test_only_changes_make_a_page_stale_and_claims_alone_are_told_if_nothing_else_happened(submission):
    first, _second = factories.pair()
    submission.refresh_from_db()
    seen = submission.version
    review.claim(submission, by=first)

    def told():
        with pytest.raises(review.Stale) as raised:
            review.ask(submission, by=first, question="Who decides?", seen=seen)
        return [line.kind for line in raised.value.since], raised.value.submission

    alone = told()
    review.declare(submission, by=first, has_conflict=False)
    review.assess(submission, by=first, assessments=[factories.assessment(factories.criteria()[0])])
    review.revise(submission, facts_of(submission) | {"city": "Sparks"}, by=first)

    assert alone == (["claim"], submission)
    assert told() == (["revise"], submission)


def test_a_page_that_is_not_stale_changes_what_it_shows(submission):
    reader = factories.reviewer()
    claimed = review.claim(submission, by=reader)

    review.ask(submission, by=reader, question="Who decides?", seen=claimed.version)

    assert Submission.objects.get(pk=submission.pk).state == State.NEEDS_INFO


def test_words_too_long_to_keep_are_refused_and_what_no_database_keeps_is_left_out(submission):
    reader = factories.reviewer()
    review.claim(submission, by=reader)

    with pytest.raises(review.ReviewError, match="at most 4000 letters"):
        review.ask(submission, by=reader, question="?" * 4001)
    review.ask(submission, by=reader, question="\0" + "?" * 4000 + " ")

    assert submission.messages.get().text == "?" * 4000


def test_a_conflict_closes_what_it_is_about_and_nothing_else(submission):
    reader, other = factories.reviewer(), factories.submission()
    review.declare(other, by=reader, has_conflict=True)

    with pytest.raises(PermissionDenied, match="conflict of interest"):
        review.claim(other, by=reader)
    review.claim(submission, by=reader)

    assert lines(submission) == ["receive", "claim"]


def test_what_happened_elsewhere_or_beside_it_is_not_said_to_have_changed_it(submission):
    first, second = factories.pair()
    other = review.claim(factories.submission(), by=second)
    Submission.objects.filter(pk=submission.pk).update(held_because=["links"])
    seen = review.claim(submission, by=first).version
    review.clear(submission, by=first, subject="hold", digest="", reason="It is a real group.")
    review.revise(submission, facts_of(submission) | {"city": "Sparks"}, by=first)
    for city in ("Elko", "Ely", "Fallon"):
        review.revise(other, facts_of(other) | {"city": city}, by=second)

    with pytest.raises(review.Stale) as raised:
        review.ask(submission, by=first, question="Who decides?", seen=seen)

    assert [(line.submission, line.kind) for line in raised.value.since] == [(submission.uuid, "revise")]
