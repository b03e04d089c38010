"""Nobody reads what a colleague found before their own answers are saved: not one byte of it, on any page."""

import pytest
from django.urls import reverse

from curation import review
from curation.models import Decision
from tests import factories
from tests.curation.admin import desk

SECRETS = ("They march with the police chief.", "Ask Heron what the chief said.")


def read_by(reader, submission, **more):
    """Let `reader` answer everything, and find something on the laws that nobody else may know yet."""
    review.claim(submission, by=reader)
    review.declare(submission, by=reader, has_conflict=False)
    told = {"sentence": SECRETS[0], "private_note": SECRETS[1]}
    answers = [
        factories.assessment(c, "does-not" if c.code == "policy" else "meets", **told) for c in factories.criteria()
    ]
    review.assess(submission, by=reader, assessments=answers)
    review.recommend(submission, by=reader, recommendation="decline")


@pytest.fixture
def submission(db):
    return factories.submission()


def pages(client, submission):
    """Every page of the admin on which the submission can be met."""
    addresses = [
        desk.page(submission),
        reverse("admin:index"),
        *[
            reverse("admin:curation_submission_changelist") + f"?needs={need}"
            for need in ("", "second", "disagreement")
        ],
        reverse("admin:curation_decision_changelist"),
        *[reverse("admin:curation_decision_change", args=[line.pk]) for line in Decision.objects.all()],
        reverse("admin:curation_submission_history", args=[submission.pk]),
    ]
    return "".join(desk.words(client.get(address)) for address in addresses)


def leaks(text):
    return [secret for secret in (*SECRETS, "recommends declining", "disagree:", 'class="finding"') if secret in text]


def test_before_the_second_reviewer_has_begun(submission):
    first, second = factories.pair()
    read_by(first, submission)

    shown = pages(desk.signed_in(second), submission)

    assert first.get_username() in shown
    assert leaks(shown) == []


def test_while_the_second_reviewer_has_answered_some_but_not_all(submission):
    first, second = factories.pair()
    read_by(first, submission)
    client = desk.begun(submission, second)
    review.assess(submission, by=second, assessments=[factories.assessment(factories.criteria()[0])])

    shown = pages(client, submission)

    assert leaks(shown) == []


def test_after_all_is_answered_both_stand_side_by_side(submission):
    first, second = factories.pair()
    read_by(first, submission)
    client = desk.begun(submission, second)

    desk.press(client, submission, "save", **desk.answers())
    shown = desk.words(client.get(desk.page(submission)))

    assert [secret for secret in SECRETS if secret not in shown] == []
    assert "first-reader recommends declining it." in shown


def test_what_visitors_would_read_is_shown_before_it_is_published_to_whoever_is_done_alone(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    question = factories.criteria()[0]
    client = desk.begun(submission, second)
    wary = {f"{question.code}-grade": "partly", f"{question.code}-public_summary": "They have a say."}
    checked = {"facts_checked_on": "2026-10-01", "facts_checked_how": "their website"}

    before = desk.words(client.get(desk.page(submission)))
    desk.press(client, submission, "recommend-publish", **desk.answers(**wary), **checked)
    shown = desk.words(client.get(desk.page(submission)))

    assert ("What visitors would read" in before, f"{question.title}: we read their pages." in before) == (False, False)
    told = shown.split("What visitors would read")[1].split("</dd>")[0]
    assert (question.means_partly in told, "They have a say." in told, "we read" in told) == (True, True, False)
    assert f"{question.title}: we read their pages." in shown


def test_a_refusal_to_publish_does_not_tell_either(submission):
    first, second = factories.pair()
    read_by(first, submission)

    shown = desk.press(desk.signed_in(second), submission, "publish")

    assert desk.said(shown) == [
        "It cannot be published yet. 1 of 2 reviewers are done. You can read more once your own answers are saved."
    ]


def test_the_number_of_reviewers_done_is_the_same_whatever_they_recommend(submission):
    first, second = factories.pair()
    other = factories.submission()
    read_by(first, submission)
    factories.recommended(other, by=first)

    queue = desk.signed_in(second).get(reverse("admin:curation_submission_changelist"))

    rows = [(row.done, row.why) for row in queue.context["cl"].result_list]
    assert rows == [(1, ["A colleague is done with it; a second reader is wanted."])] * 2


def test_words_of_a_refusal_wait_as_well_when_it_is_reopened(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)
    review.decline(submission, by=first, reason="policy", words=SECRETS[0])
    review.reopen(submission, by=second, words="They wrote to us.")

    shown = desk.words(desk.signed_in(second).get(desk.page(submission)))

    assert "They wrote to us." in shown
    assert SECRETS[0] not in shown


def test_the_page_of_a_listing_does_not_tell_what_an_open_re_review_found(db):
    organization = factories.organization()
    again = factories.change(organization, description="Now it works with the police.")
    first = factories.reviewer()
    review.claim(again, by=first)
    review.declare(again, by=first, has_conflict=False)
    review.assess(again, by=first, assessments=[factories.assessment(c) for c in factories.criteria()])
    review.recommend(again, by=first, recommendation="decline")
    address = reverse("admin:directory_organization_change", args=[organization.pk])

    shown = desk.signed_in(factories.reviewer()).get(address)

    told = {step.what: step.words for step in shown.context["trail"] if step.actor == first.get_username()}
    assert told["said what they recommend"] == []


def test_once_it_is_decided_everybody_may_read_what_was_found(submission):
    first, second = factories.pair()
    read_by(first, submission)
    review.decline(submission, by=second, reason="policy", words="See the findings.")

    shown = desk.words(desk.signed_in(factories.reviewer()).get(desk.page(submission)))

    assert SECRETS[0] in shown
