"""One submission on the desk of one curator: begin, answer, recommend, ask, decline, publish."""

import pytest
from django.db import connection
from django.urls import reverse

from curation import review
from curation.models import Clearance, Decision, Message, Review
from curation.states import State
from directory.models import Organization
from tests import factories
from tests.curation.admin import desk


@pytest.fixture
def submission(db):
    return factories.submission()


def test_opening_a_submission_does_not_take_it_up(submission):
    client = desk.signed_in(factories.reviewer())

    shown = client.get(desk.page(submission))

    submission.refresh_from_db()
    assert shown.status_code == 200
    assert (submission.state, submission.claimed_by) == (State.WAITING, None)


def test_what_was_sent_is_read_once_however_many_look_at_it(submission):
    reader, asked = factories.reviewer(), []
    client = desk.signed_in(reader)
    desk.press(client, submission, "begin")

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        client.get(desk.page(submission))

    assert sum('FROM "curation_submittedway"' in sql for sql in asked) == 1
    # What needs whoever looks is asked of all submissions, and by their reviews.
    read = [sql for sql in asked if not sql.startswith('SELECT "curation_submission"."id"')]
    assert sum('FROM "curation_review"' in sql and "is_active" in sql for sql in read) == 1


def test_saying_that_one_is_free_opens_the_questions_and_takes_it_up(submission):
    reader = factories.reviewer()

    shown = desk.press(desk.signed_in(reader), submission, "begin")

    submission.refresh_from_db()
    assert (submission.state, submission.claimed_by) == (State.IN_REVIEW, reader)
    assert "The good answer here is NO" in desk.words(shown)


def test_what_closes_it_for_good_is_said_before_it_is_pressed_and_is_not_beside_the_way_on(submission):
    shown = desk.words(desk.signed_in(factories.reviewer()).get(desk.page(submission)))

    folded = shown[shown.index("I am not free to judge this") :].split("</details>")[0]
    assert shown.count('value="recuse"') == folded.count('value="recuse"') == 1
    assert folded.index("It closes to you for good.") < folded.index('value="recuse"')


def test_a_conflict_of_interest_closes_the_page_with_a_sentence(submission):
    client = desk.signed_in(factories.reviewer())
    desk.press(client, submission, "recuse")

    shown = client.get(desk.page(submission))

    assert shown.status_code == 403
    assert "You declared a conflict of interest here, so it is closed to you." in desk.words(shown)


def test_who_sent_it_can_read_it_and_is_told_why_no_more(db):
    sender = factories.reviewer()
    submission = factories.submission(source="curator", by=sender)
    client = desk.signed_in(sender)

    shown = client.get(desk.page(submission))
    desk.press(client, submission, "begin")

    submission.refresh_from_db()
    assert "You sent this in yourself, so colleagues review it." in desk.words(shown)
    assert (submission.state, submission.claimed_by) == (State.WAITING, None)


def test_each_grade_comes_with_what_it_means_for_this_question(submission):
    client = desk.begun(submission, factories.reviewer())

    shown = desk.words(client.get(desk.page(submission)))

    meanings = [
        m for c in factories.criteria() for m in (c.means_meets, c.means_partly, c.means_fails, c.means_unclear)
    ]
    assert [meaning for meaning in meanings if meaning not in shown] == []


def test_answers_are_saved_with_their_evidence(submission):
    client = desk.begun(submission, factories.reviewer())

    desk.press(client, submission, "save", **desk.answers())

    findings = Review.objects.get().findings.all()
    assert {finding.grade for finding in findings} == {"meets"}
    assert [finding.evidence.get().url for finding in findings] == ["https://example.org/about"] * 3


def test_saving_again_what_did_not_change_writes_no_line(submission):
    client = desk.begun(submission, factories.reviewer())
    desk.press(client, submission, "save", **desk.answers())
    before = Decision.objects.count()
    kept = {f"{c.code}-evidence-INITIAL_FORMS": "1" for c in factories.criteria()}

    shown = desk.press(client, submission, "save", **desk.answers(**kept))

    assert desk.said(shown) == ["There was nothing new to save."]
    assert Decision.objects.count() == before


def test_an_answer_without_a_grade_comes_back_with_all_that_was_typed(submission):
    client = desk.begun(submission, factories.reviewer())
    typed = desk.answers(**{"policy-grade": "", "policy-sentence": "A sentence I do not want to lose."})

    shown = desk.press(client, submission, "save", **typed)

    assert "Choose a finding, or empty everything you wrote under this question." in desk.words(shown)
    assert "A sentence I do not want to lose." in desk.words(shown)
    assert Review.objects.get().findings.count() == 2


def test_add_a_line_keeps_everything_typed_and_needs_no_script(submission):
    client = desk.begun(submission, factories.reviewer())
    typed = desk.answers(sentence="Not saved yet, and still here.")

    shown = client.post(desk.page(submission), {"seen": 1, "add_row": "policy"} | typed)

    assert 'name="policy-evidence-1-url"' in desk.words(shown)
    assert 'name="language-evidence-1-url"' not in desk.words(shown)
    assert desk.words(shown).count("Not saved yet, and still here.") == 3


def test_setting_a_note_aside_does_not_lose_what_was_typed(db):
    submission = factories.submission(description="Write to maria.lopez@gmail.com, she runs it.")
    client = desk.begun(submission, factories.reviewer())
    remark = client.get(desk.page(submission)).context["desk"].personal[0]
    typed = desk.answers(sentence="Half a review.") | {f"because-{remark.note.digest}": "It is the group’s own box."}

    shown = desk.press(client, submission, f"clear personal {remark.note.digest}", **typed)

    assert Clearance.objects.get().reason == "It is the group’s own box."
    assert desk.words(shown).count("Half a review.") == 3
    assert "Your answers are not saved yet: they are still in the boxes." in desk.said(shown)


def test_recommending_saves_the_answers_too(submission):
    client = desk.begun(submission, factories.reviewer())
    checked = {"facts_checked_on": "2026-10-01", "facts_checked_how": "their website"}

    desk.press(client, submission, "recommend-publish", **desk.answers(), **checked)

    done = Review.objects.get()
    assert (done.recommendation, done.findings.count(), str(done.facts_checked_on)) == ("publish", 3, "2026-10-01")


def test_asking_saves_the_answers_so_far(submission):
    client = desk.begun(submission, factories.reviewer())

    desk.press(client, submission, "ask", question="Who decides about money?", **desk.answers())

    submission.refresh_from_db()
    assert submission.state == State.NEEDS_INFO
    assert Message.objects.get().text == "Who decides about money?"
    assert Review.objects.get().findings.count() == 3


def test_what_stands_in_the_way_is_said_and_publish_is_off(submission):
    first, _second = factories.pair()
    factories.recommended(submission, by=first)

    shown = desk.words(desk.signed_in(first).get(desk.page(submission)))

    assert "One more reviewer must recommend publishing." in shown
    assert 'value="publish" disabled' in shown


def test_two_reviewers_recommend_and_one_publishes(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)

    desk.press(desk.signed_in(second), submission, "publish")

    assert [listing.name for listing in Organization.objects.listed()] == [submission.name]


def test_a_reviewer_who_may_not_decide_is_offered_neither_publish_nor_decline(submission):
    reader = factories.reviewer()
    client = desk.begun(submission, reader)

    shown = desk.words(client.get(desk.page(submission)))

    assert [value for value in ('value="publish"', 'value="decline"') if value in shown] == []
    assert 'value="recommend-publish"' in shown


def test_declining_needs_a_reason_and_keeps_the_words(submission):
    client = desk.begun(submission, factories.publisher())

    shown = desk.press(client, submission, "decline", reason="", words="Their page is empty.")

    submission.refresh_from_db()
    assert submission.state == State.IN_REVIEW
    assert "Their page is empty." in desk.words(shown)


@pytest.mark.parametrize(("pressed", "label"), [("ask", "Ask whoever sent it"), ("decline", "Decline")])
def test_what_was_pressed_without_words_comes_back_open(submission, pressed, label):
    client = desk.begun(submission, factories.publisher())

    before, after = client.get(desk.page(submission)), desk.press(client, submission, pressed)

    box = f'<details class="sheet" open><summary>{label}</summary>'
    assert [box in shown.content.decode() for shown in (before, after)] == [False, True]


def test_a_fault_is_said_first_of_all_in_the_title(submission):
    client = desk.begun(submission, factories.reviewer())

    before, after = client.get(desk.page(submission)), desk.press(client, submission, "ask", question="")

    titles = [shown.content.decode().split("<title>")[1].split("</title>")[0] for shown in (before, after)]
    assert titles == [f"{submission.name} – By &amp; For", f"Error: {submission.name} – By &amp; For"]


@pytest.mark.parametrize(("chosen", "is_listed"), [("down", False), ("keep", True)])
def test_a_failed_re_review_leaves_the_listing_as_the_reviewer_says(db, chosen, is_listed):
    organization = factories.organization()
    client = desk.signed_in(factories.publisher())
    client.post(reverse("admin:directory_organization_change", args=[organization.pk]), {"do": "look-again"})
    again = organization.submissions.get(purpose="review")
    desk.press(client, again, "begin")

    desk.press(client, again, "decline", reason="policy", words="It joined raids.", listing=chosen)

    organization.refresh_from_db()
    again.refresh_from_db()
    assert (again.state, organization.is_listed) == (State.DECLINED, is_listed)


def test_something_declined_is_reopened_by_somebody_else(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)
    review.decline(submission, by=first, reason="not-enough", words="Tell us who decides.")

    offered = [
        'value="reopen"' in desk.words(desk.signed_in(one).get(desk.page(submission))) for one in (first, second)
    ]
    desk.press(desk.signed_in(second), submission, "reopen", words="They wrote to us.")

    assert offered == [False, True]
    submission.refresh_from_db()
    assert submission.state == State.IN_REVIEW


def test_a_page_in_the_hands_of_a_colleague_is_to_read_only(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)

    shown = desk.words(desk.signed_in(second).get(desk.page(submission)))

    assert "first-reader is working on it until" in shown
    assert 'value="save"' not in shown


def test_a_change_is_shown_fact_by_fact_and_says_where_the_listing_moved_on(db):
    organization = factories.organization(city="Reno")
    proposed = factories.change(organization, city="Sparks")
    other = factories.change(organization, city="Elko")
    first, second = factories.pair()
    factories.recommended(other, by=first)
    factories.recommended(other, by=second)
    review.publish(other, by=second)

    shown = desk.words(desk.signed_in(first).get(desk.page(proposed)))

    assert "Changed since this was proposed. It was then: Reno" in " ".join(shown.split())
    assert "<ins>Sparks" in shown
