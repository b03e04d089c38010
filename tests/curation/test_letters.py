"""A refusal is one letter: what was decided, why, what could change it, and how to appeal."""

import pytest
from django.utils import formats, timezone, translation

from curation import appeals, intake, letters, review
from curation.language import flags
from curation.models import CriteriaSet, Decision, DeclineReason, Message
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
WORDS = "Your pages do not say who decides about money."
EVERY = list(DeclineReason.values)


@pytest.fixture
def submission():
    return factories.submission(name="Lantern Union")


def last_day():
    return formats.date_format(timezone.localdate() + appeals.OPEN_FOR, "j F Y")


def test_it_gives_every_reason_with_its_question_and_the_way_on(submission, settings):
    settings.SITE_URL = "https://directory.example.org"
    decider = factories.publisher()
    review.claim(submission, by=decider)

    review.decline(submission, by=decider, reason=["policy", "not-enough"], words=WORDS)

    text, criteria = Message.objects.get().text, CriteriaSet.objects.current()
    asked = criteria.criterion_set.get(code="policy")
    wanted = [
        "“Lantern Union”. We have decided not to list it.",
        str(DeclineReason.POLICY.label),
        asked.question,
        f"https://directory.example.org/how-we-vet/{criteria.version}/#policy",
        str(DeclineReason.NOT_ENOUGH.label),
        str(letters.COULD_CHANGE["not-enough"]),
        WORDS,
        f"until {last_day()}",
    ]
    assert [words for words in wanted if words not in text] == []
    assert criteria.criterion_set.get(code="representation").question not in text
    payload = Decision.objects.get(kind="decline").payload.body
    assert (payload["reason"], payload["also"], payload["words"]) == ("policy", ["not-enough"], WORDS)


def test_who_is_listed_and_was_refused_a_correction_is_not_told_to_suggest_the_group(client):
    listing = factories.organization(name="Lantern Union")
    sent = {"facts": factories.facts_of(listing) | {"city": "Sparks"}, "source": "group", "purpose": "change"}
    receipt = intake.receive(**sent, organization=listing)
    decider = factories.publisher()
    review.claim(receipt.submission, by=decider)
    review.decline(receipt.submission, by=decider, reason="not-enough", words=WORDS)

    page = client.post("/suggestion/", {"reference": receipt.reference}).content.decode()

    assert "We have decided to leave its entry as it is." in page
    assert "send it again" in page
    assert "suggest the group" not in page


@pytest.mark.parametrize("reason", ["", "made-up", [], ["", "policy"]])
def test_without_a_main_reason_nothing_is_sent(submission, reason):
    decider = factories.publisher()
    review.claim(submission, by=decider)

    with pytest.raises(review.ReviewError, match="Choose a reason"):
        review.decline(submission, by=decider, reason=reason, words=WORDS)

    assert not Message.objects.exists()


def test_what_is_decided_on_appeal_is_told_to_be_final(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)
    review.decline(submission, by=first, reason="policy", words=WORDS)
    review.appeal(submission, words="Look at the new page.")
    review.claim(submission, by=second)

    review.decline(submission, by=second, reason="policy", words=WORDS)

    text = Message.objects.last().text
    assert "decided on your appeal, and is final" in text
    assert "you can appeal once" not in text


@pytest.mark.parametrize(
    ("description", "language"),
    [
        ("Peer support and legal clinics for the people who work here.", "en"),
        ("Apoyo entre pares para las personas que trabajan en la calle y por sus derechos.", "es"),
        ("", "en"),
    ],
)
def test_it_is_written_in_the_language_of_what_was_sent(description, language):
    assert letters.tongue(factories.submission(description=description)) == language


@pytest.mark.parametrize("purpose", ["new", "change"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("until", [None, timezone.localdate()])
def test_our_own_words_in_it_have_no_word_we_ask_others_about(submission, language, purpose, until):
    submission.purpose = purpose

    text = letters.refusal(submission, EVERY, "…", language=language, appeal_until=until)

    # The questions ask about these very words, and the reasons are those of the list.
    with translation.override(language):
        for quoted in [*CriteriaSet.objects.current().criterion_set.values_list("question", flat=True)]:
            text = text.replace(quoted, "")
    assert [note.matched for note in flags(text) if note.severity > 1] == []


def test_the_desk_shows_it_before_anything_is_sent(submission):
    client = desk.begun(submission, factories.publisher())
    typed = {"reason": "language", "also": ["closed"], "words": "Your page speaks of prostitutes.", "language": "en"}

    shown = desk.words(desk.press(client, submission, "preview-letter", **typed))

    assert "Nothing has been sent." in shown
    assert str(letters.COULD_CHANGE["closed"]) in shown
    assert "<mark>prostitutes</mark>" in shown
    assert not Message.objects.exists()
    (box,) = [tag for tag in shown.split("<") if 'name="also"' in tag and 'value="closed"' in tag]
    assert "checked" in box

    desk.press(client, submission, "decline", **typed)

    assert str(letters.COULD_CHANGE["language"]) in Message.objects.get().text


def test_a_preview_without_a_reason_says_what_is_missing(submission):
    client = desk.begun(submission, factories.publisher())

    shown = desk.press(client, submission, "preview-letter", words=WORDS)

    assert desk.said(shown) == ["Choose a reason, and say in your own words what would have to be different."]
    assert WORDS in desk.words(shown)


def test_it_is_kept_from_who_has_not_answered_yet(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)
    review.decline(submission, by=first, reason="policy", words=WORDS)
    review.reopen(submission, by=second, words="They wrote to us.")
    review.release(submission, by=second)

    shown = desk.words(desk.signed_in(factories.reviewer()).get(desk.page(submission)))

    assert WORDS not in shown
