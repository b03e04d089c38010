"""An appeal: others than those who decided look at it anew, in time, and nothing from before counts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from curation import appeals, attention, figures, intake, review, vetting
from curation.models import Appeal, Decision, SetAside, Source, Submission
from curation.progress import progress
from curation.retention.table import RULES
from curation.states import State
from curation.views import follow
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
WORDS = "You read an old page. The new one says that members decide."


@pytest.fixture(autouse=True)
def _fresh_counts():
    follow.TRIES.forget()


@pytest.fixture
def declined():
    """A suggestion that one reviewer found wanting and another declined."""
    receipt = intake.receive(factories.facts(name="Lantern Union"), source=Source.FORM)
    reader, decider = factories.pair()
    factories.assessed(receipt.submission, by=reader, grade="does-not")
    review.recommend(receipt.submission, by=reader, recommendation="decline")
    review.decline(receipt.submission, by=decider, reason="policy", words="Their page asks for tougher penalties.")
    receipt.submission.refresh_from_db()
    return receipt


@pytest.fixture
def appealed(declined):
    return review.appeal(declined.submission, words=WORDS)


def days_later(monkeypatch, days):
    then = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("django.utils.timezone.now", lambda: then)


def needs(user, submission):
    return {n.code for n in attention.NEEDS if Submission.objects.filter(n.of(user), pk=submission.pk).exists()}


def test_it_goes_back_to_review_and_earlier_reviews_are_set_aside(declined):
    submission = review.appeal(declined.submission, words=WORDS)

    lodged, today = Appeal.objects.get(), timezone.localdate()
    assert (submission.state, lodged.outcome) == (State.IN_REVIEW, "")
    assert (lodged.lodged_on, lodged.due_on) == (today, today + timedelta(days=21))
    assert [one.review.author for one in SetAside.objects.all()] == ["first-reader"]
    assert Decision.objects.last().kind == "appeal"
    assert vetting.counting_reviews(submission) == []
    assert {one.recommendation for one in submission.reviews.all()} == {""}
    assert [o for o in vetting.obstacles(submission) if o.is_blind] == []


@pytest.mark.parametrize(("days", "may"), [(28, True), (29, False)])
def test_it_can_be_lodged_for_four_weeks(declined, monkeypatch, days, may):
    days_later(monkeypatch, days)

    if may:
        assert review.appeal(declined.submission, words=WORDS).state == State.IN_REVIEW
    else:
        with pytest.raises(review.ReviewError, match="The time for an appeal is over"):
            review.appeal(declined.submission, words=WORDS)


def test_the_reference_leads_somewhere_for_longer_than_an_appeal_can_be_lodged():
    (sender,) = [rule for rule in RULES if rule.code == "sender"]

    assert sender.after > appeals.OPEN_FOR


def test_there_is_one_and_no_way_around_what_it_decides(appealed):
    third = factories.publisher()
    review.claim(appealed, by=third)
    review.decline(appealed, by=third, reason="policy", words="The new page says it too.")

    assert Appeal.objects.get().outcome == "upheld"
    with pytest.raises(review.ReviewError, match="final"):
        review.appeal(appealed, words=WORDS)
    for colleague in (factories.publisher(), *factories.pair()):
        with pytest.raises(review.ReviewError, match="final"):
            review.reopen(appealed, by=colleague, words="Let us see.")
    appealed.refresh_from_db()
    assert "is final" in progress(appealed).words


@pytest.mark.parametrize("number", [0, 1])
def test_who_had_a_part_takes_none_in_it(appealed, number):
    """One of the pair reviewed it, the other declined it."""
    before = factories.pair()[number]
    refused = pytest.raises(review.ReviewError, match="You had a part in the decision under appeal")

    with refused:
        review.claim(appealed, by=before)
    with refused:
        review.declare(appealed, by=before, has_conflict=False)
    with refused:
        review.decline(appealed, by=before, reason="policy", words="As before.")
    with refused:
        review.publish(appealed, by=before)
    assert needs(before, appealed) == set()
    assert "so others decide anew" in desk.words(desk.signed_in(before).get(desk.page(appealed)))


def test_two_others_can_list_it_against_the_earlier_reviews(appealed):
    third, fourth = factories.publisher(), factories.publisher()
    factories.recommended(appealed, by=third)
    with pytest.raises(review.NotReady):
        review.publish(appealed, by=third)
    factories.recommended(appealed, by=fourth)

    listed = review.publish(appealed, by=fourth)

    assert (listed.state, Appeal.objects.get().outcome) == (State.PUBLISHED, "changed")
    # Once it is over, whoever had a part before does with the listing what anybody may.
    assert review.withdraw(listed.organization, by=factories.pair()[0], reason="wrong").state == State.WITHDRAWN


def test_the_database_keeps_a_review_that_was_set_aside_silent(appealed):
    (aside,) = SetAside.objects.all()

    with pytest.raises(DatabaseError, match="set aside"), transaction.atomic():
        appealed.reviews.filter(pk=aside.review_id).update(recommendation="publish")


def test_a_new_reader_reads_the_earlier_findings_only_after_their_own(appealed):
    third = factories.publisher()
    client = desk.signed_in(third)
    before = desk.words(client.get(desk.page(appealed)))
    factories.assessed(appealed, by=third)

    after = desk.words(client.get(desk.page(appealed)))

    told = ["Their own pages say so.", "Their page asks for tougher penalties.", "set aside by an appeal"]
    assert [words for words in told if words in before] == []
    assert [words for words in told if words not in after] == []
    assert WORDS in before


def test_who_had_a_part_does_not_read_what_others_find_now(appealed):
    factories.assessed(appealed, by=factories.publisher())

    assert not vetting.sees_others(appealed, factories.pair()[0])


def test_the_desk_says_how_long_there_is(appealed, monkeypatch):
    third = factories.publisher()
    assert needs(third, appealed) == {"appeal"}
    assert "21 days left to decide the appeal." in attention.reasons([appealed], third)[appealed.pk]

    days_later(monkeypatch, 22)

    assert "The appeal should have been decided 1 day ago." in attention.reasons([appealed], third)[appealed.pk]


def test_what_was_set_aside_is_in_nobodys_hands(appealed):
    reader = factories.pair()[0]
    Submission.objects.filter(pk=appealed.pk).update(claimed_until=None)

    assert [load.in_hand for load in figures.loads(reader)] == [0, 0]


def test_it_is_sent_from_the_page_that_shows_how_far_it_is(declined, client):
    page = client.post("/suggestion/", {"reference": declined.reference})
    envelope = page.context["envelope"]
    sent = {"reference": declined.reference, "appeal": WORDS, "stamp": envelope.initial["stamp"]}

    answers = [client.post("/suggestion/", sent) for _number in range(2)]

    last = timezone.localdate() + timedelta(days=28)
    assert f"until {last.day} {last:%B %Y}" in page.content.decode()
    assert [(answer.context["is_appealed"], answer.context["problem"]) for answer in answers] == [(True, "")] * 2
    assert "We are looking at your appeal" in answers[0].content.decode()
    assert declined.submission.messages.last().text == WORDS
    assert Appeal.objects.count() == 1


def test_an_appeal_that_comes_too_late_is_given_back(declined, client, monkeypatch):
    stamp = client.post("/suggestion/", {"reference": declined.reference}).context["envelope"].initial["stamp"]
    days_later(monkeypatch, 29)

    answer = client.post("/suggestion/", {"reference": declined.reference, "appeal": WORDS, "stamp": stamp})

    assert "The time for an appeal is over." in answer.context["problem"]
    assert WORDS in answer.content.decode()


def test_what_looks_like_a_person_is_pointed_out_before_it_is_sent(declined, client):
    page = client.post("/suggestion/", {"reference": declined.reference})
    stamp = page.context["envelope"].initial["stamp"]
    sent = {"reference": declined.reference, "appeal": "Call Rosa Delgado on 555-867-5309.", "stamp": stamp}

    asked = client.post("/suggestion/", sent)
    agreed = client.post("/suggestion/", sent | {"shown": asked.context["envelope"].initial["shown"], "as_is": "on"})

    assert "is this about a person?" in asked.content.decode()
    assert (asked.context["is_appealed"], agreed.context["is_appealed"]) == (False, True)


def test_nothing_but_a_refusal_can_be_appealed_against(client):
    receipt = intake.receive(factories.facts(), source=Source.FORM)

    page = client.post("/suggestion/", {"reference": receipt.reference})

    assert page.context["last_day"] is None
    with pytest.raises(review.ReviewError, match="cannot be appealed against"):
        review.appeal(receipt.submission, words=WORDS)


def test_a_coalition_appeals_on_the_desk_and_nobody_for_it():
    coalition, (reader, decider) = factories.user("Coalition"), factories.pair()
    sent = factories.submission(source=Source.SPREADSHEET, by=coalition)
    review.claim(sent, by=reader)
    review.release(sent, by=reader)
    review.decline(sent, by=decider, reason="closed", words="Their line is dead.")

    with pytest.raises(PermissionDenied):
        review.appeal(sent, words=WORDS, by=reader)
    desk.press(desk.signed_in(coalition), sent, "appeal", appeal=WORDS)

    sent.refresh_from_db()
    assert (sent.state, sent.appeal.outcome) == (State.IN_REVIEW, "")


def test_what_is_decided_on_one_says_nothing_of_another(appealed):
    other = intake.receive(factories.facts(), source=Source.FORM).submission
    decider, third = factories.pair()[0], factories.publisher()
    review.claim(other, by=decider)
    review.decline(other, by=decider, reason="spam", words="Spam.")
    review.appeal(other, words=WORDS)

    review.claim(appealed, by=third)
    review.decline(appealed, by=third, reason="policy", words="The new page says it too.")

    assert dict(Appeal.objects.values_list("submission", "outcome")) == {appealed.pk: "upheld", other.pk: ""}
