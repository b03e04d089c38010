"""Two curators, two browsers, one submission: the second is told, sees both, and loses nothing."""

import pytest
from django.urls import reverse

from curation import review
from curation.models import Review, Submission
from curation.states import State
from directory.record import facts_of
from tests import factories
from tests.curation.admin import desk
from tests.filling import filled


@pytest.fixture
def submission(db):
    return factories.submission(city="Reno", phone="")


def colleague_changes(submission, colleague, **changed):
    """Let a colleague take over a claim that ran out, change facts, and put it down again."""
    Submission.objects.filter(pk=submission.pk).update(claimed_until=None)
    review.revise(submission, facts_of(submission) | changed, by=colleague)
    review.release(submission, by=colleague)


def test_the_second_to_save_is_told_who_changed_what_and_keeps_what_was_typed(submission):
    first, second = factories.pair()
    client = desk.begun(submission, second)
    submission.refresh_from_db()
    seen = submission.version
    colleague_changes(submission, first, other_names="The Lamp")

    shown = desk.press(client, submission, "save", **desk.answers(sentence="My own reading."), seen=seen)

    text = desk.words(shown)
    assert "first-reader changed" in desk.said(shown)[0]
    assert "Other names: nothing → The Lamp" in text
    assert text.count("My own reading.") == 3
    assert Review.objects.get(reviewer=second).findings.count() == 0


def test_saving_again_from_the_page_that_came_back_works(submission):
    first, second = factories.pair()
    client = desk.begun(submission, second)
    submission.refresh_from_db()
    seen = submission.version
    colleague_changes(submission, first, other_names="The Lamp")
    came_back = desk.press(client, submission, "save", **desk.answers(), seen=seen)

    desk.press(client, submission, "save", **desk.answers(), seen=came_back.context["submission"].version)

    assert Review.objects.get(reviewer=second).findings.count() == 3


def test_what_was_typed_is_still_there_when_a_colleague_declined_meanwhile(submission):
    first, second = factories.pair()
    client = desk.begun(submission, second)
    submission.refresh_from_db()
    seen = submission.version
    Submission.objects.filter(pk=submission.pk).update(claimed_until=None)
    review.decline(submission, by=first, reason="closed", words="It is gone.")

    shown = desk.press(client, submission, "save", **desk.answers(sentence="My own reading."), seen=seen)

    submission.refresh_from_db()
    assert submission.state == State.DECLINED
    assert desk.words(shown).count("My own reading.") == 3


def test_a_reopened_answer_counts_again_only_after_another_look(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=second)
    colleague_changes(submission, first, other_names="The Lamp")
    client = desk.signed_in(second)
    desk.press(client, submission, "claim")
    kept = {"language-evidence-INITIAL_FORMS": "1"}
    typed = {name: value for name, value in desk.answers().items() if name.startswith("language-")} | kept
    finding = Review.objects.get(reviewer=second).findings.get(criterion__code="language")
    typed["language-public_summary"] = finding.public_summary

    desk.press(client, submission, "save", **typed)
    without_a_look = Review.objects.get(reviewer=second).findings.exclude(reopened_at=None).count()
    desk.press(client, submission, "save", **typed, **{"language-still_holds": "on"})

    assert without_a_look == 1
    assert Review.objects.get(reviewer=second).findings.exclude(reopened_at=None).count() == 0


def test_editing_facts_at_the_same_time_keeps_both_changes_and_shows_the_conflict(submission):
    first, second = factories.pair()
    client = desk.begun(submission, second)
    submission.refresh_from_db()
    address = reverse("admin:curation_submission_facts", args=[submission.pk])
    typed = filled(client.get(address), city="Elko")
    colleague_changes(submission, first, city="Sparks", phone="+1 775 555 0100")

    came_back = client.post(address, typed)
    both = {row["label"]: row for row in came_back.context["stale"]}
    client.post(address, filled(came_back))

    submission.refresh_from_db()
    assert (both["Town"]["theirs"], both["Town"]["mine"]) == (["Sparks"], ["Elko"])
    assert both["Phone"]["mine"] is None
    assert (submission.city, submission.phone) == ("Elko", "+1 775 555 0100")
