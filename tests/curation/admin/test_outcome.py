"""What a decided submission says of how it was decided, and how the trail says what somebody did."""

import pytest
from django.urls import reverse

from curation import review, trail
from curation.admin import steps
from curation.models import Decision, Message
from curation.retention import erasing
from curation.states import Move
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
WORDS = "Su página pide más redadas."


def outcome(submission, reader=None):
    """Return what stands under “Outcome”, as text."""
    shown = desk.words(desk.signed_in(reader or factories.reviewer()).get(desk.page(submission)))
    return shown.split('id="outcome"')[1].split('class="bar"')[0]


@pytest.fixture
def declined():
    submission, (first, second) = factories.submission(), factories.pair()
    factories.recommended(submission, by=first, recommendation="decline")
    review.claim(submission, by=second)
    review.decline(submission, by=second, reason=["policy", "language"], words=WORDS, language="es")
    submission.refresh_from_db()
    return submission


def test_a_refusal_says_who_declined_it_why_and_leads_to_the_letter_as_it_was_sent(declined):
    [letter] = Message.objects.all()

    told = outcome(declined)

    said = ["<b>second-reader</b> declined it", "works for laws that harm", "adds to stigma", WORDS, "by first-reader"]
    assert [words for words in said if words not in told] == []
    assert f'href="#message-{letter.pk}"' in told
    assert "(Spanish)" in told
    assert f'id="message-{letter.pk}"' in desk.words(desk.signed_in(factories.reviewer()).get(desk.page(declined)))


def test_of_a_refusal_whose_letter_is_erased_the_reasons_stand_until_they_are_too(declined):
    erasing.erase_sender(declined)
    without_letter = outcome(declined)
    erasing.erase_submission(declined)
    without_words = outcome(declined)

    assert "The letter itself has been erased since." in without_letter
    assert (WORDS in without_letter, WORDS in without_words) == (True, False)
    assert "<b>second-reader</b> declined it" in without_words
    assert "Why, and in which words, has been erased since." in without_words


def test_a_change_whose_words_are_erased_can_still_be_opened():
    change, first = factories.change(factories.organization(), description="Rides and meals."), factories.pair()[0]
    review.claim(change, by=first)
    review.decline(change, by=first, reason="not-enough", words=WORDS)
    change.refresh_from_db()
    erasing.erase_submission(change)

    client = desk.signed_in(factories.reviewer())

    assert "Why, and in which words, has been erased since." in desk.words(client.get(desk.page(change)))
    beside = reverse("admin:curation_submission_compare", args=[change.pk])
    assert client.get(beside).status_code == 200


def test_what_is_reopened_says_nothing_of_the_refusal_to_whoever_has_not_answered(declined):
    review.reopen(declined, by=factories.reviewer(), words="They wrote to us.")

    assert "What was decided" not in outcome(declined)


def test_what_is_published_says_who_carried_it_and_leads_to_the_listing():
    submission = factories.submission()
    listing = factories.published(submission).organization
    page = reverse("admin:directory_organization_change", args=[listing.pk])

    told = outcome(submission)

    assert [
        words for words in ("published it", "Recommended by", page, listing.get_absolute_url()) if words not in told
    ] == []


def test_what_was_taken_down_since_says_so_after_who_published_it():
    submission = factories.submission()
    listing = factories.published(submission).organization
    review.withdraw(listing, by=factories.reviewer("demo-wren"), reason="closed", words="Their site is gone.")

    told = outcome(submission)

    assert told.index("published it") < told.index("<b>demo-wren</b> took it down") < told.index("Their site is gone.")
    assert listing.get_absolute_url() not in told


def test_a_published_change_says_what_it_changed():
    listing = factories.organization(city="Reno")
    change = factories.change(listing, city="Sparks")
    for reader in factories.pair():
        factories.recommended(change, by=reader)
    review.publish(change, by=reader)

    assert "Town: Reno → Sparks" in outcome(change)


def test_of_everything_that_can_happen_the_trail_says_what_somebody_did():
    kinds = {value for name, value in vars(trail).items() if name.isupper() and isinstance(value, str)}
    nobody = {kind for kind in kinds if kind.startswith("(")} | {trail.BEGINNING}

    assert (kinds - nobody | set(Move)) - set(steps.DID) == set()


def test_the_trail_says_which_note_was_set_aside_and_what_was_recommended_but_not_who_is_free(declined):
    submission, reader = (
        factories.submission(description="Write to maria.lopez@gmail.com."),
        factories.publisher("demo-wren"),
    )
    client = desk.begun(submission, reader)
    [remark] = client.get(desk.page(submission)).context["desk"].personal
    review.clear(submission, by=reader, subject="personal", digest=remark.note.digest, reason="It is a role.")
    factories.recommended(submission, by=reader)

    told = [(step.what, step.words) for step in client.get(desk.page(submission)).context["desk"].trail]

    assert ("set a note aside", ["personal detail", "It is a role."]) in told
    assert ("said whether they are free to judge it", []) in told
    assert Decision.objects.filter(kind="declare").exists()
    assert told[-1] == ("said what they recommend", ["Publish"])
