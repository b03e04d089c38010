"""A new way to reach a listed group is published only once the group was asked by a way known before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from curation import call_backs, review, vetting
from curation.models import CallBack, Decision, GroupLink, Source, Submission
from directory.record import facts_of
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
OLD, NEW = "+1 775 555 0142", "+1 775 555 0199"
WAY = {"kind": "meeting", "label": "Open evening", "link": "", "phone": "", "schedule": "Mondays", "languages": "",
       "who_for": "", "safety_note": "", "last_confirmed": None}  # fmt: skip


@pytest.fixture
def listing():
    return factories.organization(name="Lantern Union", phone=OLD, ways=[WAY])


@pytest.fixture
def change(listing):
    proposed = factories.change(listing, phone=NEW)
    review.claim(proposed, by=factories.pair()[0])
    return Submission.objects.get(pk=proposed.pk)


def obstacle(submission):
    found = vetting.obstacles(Submission.objects.get(pk=submission.pk))
    return next((o.reason for o in found if o.subject == "call-back"), "")


@pytest.mark.parametrize(
    ("changed", "is_asked"),
    [
        ({"phone": NEW}, True),
        ({"email": "new@lantern.example.net"}, True),
        ({"website": "https://lantern.example.net/"}, True),
        ({"ways": [WAY, WAY | {"kind": "peer-line", "label": "", "phone": NEW}]}, True),
        ({"ways": [WAY | {"label": "Other evening"}]}, True),
        ({"ways": [WAY | {"schedule": "Tuesdays"}]}, False),
        ({"phone": ""}, False),
        ({"ways": []}, False),
        ({"city": "Sparks"}, False),
    ],
)
def test_only_what_people_would_follow_is_asked_about(listing, changed, is_asked):
    assert bool(call_backs.new(factories.change(listing, **changed))) == is_asked


def test_another_page_of_the_same_site_is_not_asked_about(listing):
    assert call_backs.new(factories.change(listing, website=f"{listing.website}contact/")) == {}


def test_it_is_published_once_the_group_was_asked(change):
    first, second = factories.pair()
    factories.recommended(change, by=first)
    factories.recommended(change, by=second)
    with pytest.raises(review.NotReady, match="Ask the group by a way the listing had before"):
        review.publish(change, by=second)
    factories.called_back(change, by=first)

    assert review.publish(change, by=second).organization.phone == NEW
    line = Decision.objects.get(kind="call-back")
    assert line.payload.body == {"channel": "phone", "outcome": "confirmed", "words": "I asked there."}


def test_what_the_group_denies_stays_out(change):
    factories.called_back(change, by=factories.pair()[0], outcome="denied")

    assert "knows nothing of this change" in obstacle(change)


def test_that_nobody_answers_takes_two(change):
    first, second = factories.pair()
    call = factories.called_back(change, by=first, outcome="dead")
    assert "a second reviewer has to try too" in obstacle(change)
    with pytest.raises(review.ReviewError, match="somebody else has to try too"):
        review.second_call_back(change, call.pk, by=first)
    assert "a second reviewer has to try too" in obstacle(change)

    review.second_call_back(change, call.pk, by=second)

    assert obstacle(change) == ""


def test_another_number_is_asked_about_anew(change):
    first = factories.pair()[0]
    factories.called_back(change, by=first)
    assert obstacle(change) == ""

    review.revise(change, facts_of(change) | {"phone": "+1 775 555 0111"}, by=first)

    assert obstacle(change) != ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"channel": "email"}, "a way that the listing has now"),
        ({"channel": "none"}, "a way that the listing has now"),
        ({"called_on": None}, "Give the day"),
        ({"called_on": timezone.localdate() + timedelta(days=2)}, "Give the day"),
        ({"called_on": timezone.localdate() - timedelta(days=2)}, "Give the day"),
        ({"outcome": "perhaps"}, "Say what came of it"),
        ({"how": " "}, "Say how you asked"),
        ({"how": "Call Rosa Delgado on 555-867-5309."}, "no name, number"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(change, given, sentence):
    with pytest.raises(review.ReviewError, match=sentence):
        factories.called_back(change, by=factories.pair()[0], **given)

    assert not CallBack.objects.exists()


def test_a_listing_that_cannot_be_reached_takes_two(listing):
    bare = factories.organization(ways=[], website="https://gone.example.org/")
    type(bare).objects.filter(pk=bare.pk).update(website="")
    bare.refresh_from_db()
    change, (first, second) = factories.change(bare, phone=NEW), factories.pair()
    review.claim(change, by=first)
    with pytest.raises(review.ReviewError, match="nobody can have answered there"):
        factories.called_back(change, by=first)

    call = factories.called_back(change, by=first, outcome="dead")
    review.second_call_back(change, call.pk, by=second)

    assert obstacle(change) == ""


@pytest.mark.parametrize(("mailed", "is_asked"), [([True], False), ([False], True), ([True, False], True), ([], True)])
def test_a_link_counts_as_the_old_channel_if_it_was_mailed_there(listing, mailed, is_asked):
    for was_mailed in mailed:
        link = factories.link(listing)
        GroupLink.objects.filter(pk=link.pk).update(mailed_at=timezone.now() if was_mailed else None)

    proposed = factories.change(listing, source=Source.GROUP, phone=NEW)

    assert bool(call_backs.missing(proposed)) == is_asked


def test_what_a_reviewer_edited_did_not_come_by_the_group_s_link(listing):
    GroupLink.objects.filter(pk=factories.link(listing).pk).update(mailed_at=timezone.now())
    proposed, first = factories.change(listing, source=Source.GROUP, phone=NEW), factories.pair()[0]
    review.claim(proposed, by=first)
    assert obstacle(proposed) == ""

    review.revise(proposed, facts_of(proposed) | {"phone": "+1 775 555 0111"}, by=first)

    assert obstacle(proposed) != ""


def test_the_desk_shows_the_old_ways_and_writes_down_who_asked(change):
    first, second = factories.pair()
    client = desk.begun(change, first)
    shown = desk.words(client.get(desk.page(change)))
    typed = {"call-called_on": str(timezone.localdate()), "call-channel": "phone", "call-outcome": "dead"}

    wrong = desk.press(client, change, "call-back", **typed, **{"call-how": ""})
    desk.press(client, change, "call-back", **typed, **{"call-how": "It rang out twice."})

    assert OLD in shown.partition('id="call-back"')[2].partition("</dl>")[0]
    assert desk.said(wrong) == ["Say how you asked, and what they said."]
    call = CallBack.objects.get()
    assert f"second-call-back {call.pk}" not in desk.words(client.get(desk.page(change)))
    review.release(change, by=first)
    other = desk.begun(change, second)
    assert f"second-call-back {call.pk}" in desk.words(other.get(desk.page(change)))

    desk.press(other, change, f"second-call-back {call.pk}")

    call.refresh_from_db()
    assert call.seconded_by == second


def test_a_colleague_may_ask_too_and_only_another_confirms_that_nobody_is_there(change):
    first, second = factories.pair()
    factories.called_back(change, by=second, outcome="confirmed")
    call = factories.called_back(change, by=second, outcome="dead")

    with pytest.raises(review.ReviewError, match="somebody else has to try too"):
        review.second_call_back(change, call.pk, by=second)
    review.second_call_back(change, call.pk, by=first)
    with pytest.raises(review.ReviewError, match="nothing to confirm any more"):
        review.second_call_back(change, call.pk, by=first)

    call.refresh_from_db()
    assert call.seconded_by == first
    assert Decision.objects.filter(kind="call-back").count() == 3
    assert Decision.objects.last().payload.body == {"channel": "phone", "outcome": "dead"}


def test_where_nothing_new_leads_to_a_group_nobody_has_to_be_asked(listing):
    moved = factories.change(listing, city="Sparks")
    review.claim(moved, by=factories.pair()[0])

    with pytest.raises(review.ReviewError, match="nobody has to be asked"):
        factories.called_back(moved, by=factories.pair()[0])
