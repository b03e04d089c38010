"""One person alone never brings back what a colleague took down or a group wished down, nor speaks for the group."""

import pytest
from django.urls import reverse

from curation import links, reports, review
from curation.models import Decision, Submission
from curation.review import ReviewError
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return factories.organization(name="Lantern House")


def is_listed():
    return Organization.objects.listed().exists()


def test_nobody_but_the_group_pauses_it(listing):
    boss = factories.publisher()

    with pytest.raises(ReviewError, match="Choose why"):
        review.withdraw(listing, by=boss, reason="paused")

    assert is_listed()


@pytest.mark.parametrize("how", ["safety", "left"])
def test_no_reason_of_one_s_own_takes_the_place_of_a_colleague_s(client, listing, how):
    if how == "safety":
        review.withdraw(listing, by=factories.publisher("colleague"), reason="safety")
    else:
        review.leave(factories.link(listing))
    client.force_login(factories.publisher("alone"))
    page = reverse("admin:directory_organization_change", args=[listing.pk])

    client.post(page, {"do": "ask-restore", "words": "Why not"})
    client.post(page, {"do": "withdraw", "reason": "paused"})
    made = links.make(listing, purpose="entry", by=factories.publisher("other"), is_mailed=True)

    with pytest.raises(ReviewError, match="cannot be put back from here"):
        review.resume(made.link)
    assert not is_listed()


def test_of_several_reasons_the_gravest_decides_who_has_to_agree(settings, listing):
    settings.REVIEWERS_TO_PUBLISH = 1
    review.withdraw(listing, by=factories.publisher("colleague"), reason="safety")
    alone = factories.publisher("alone")
    review.ask_restore(listing, by=alone, words="All fine.")
    review.withdraw(listing, by=alone, reason="wrong")
    review.ask_restore(listing, by=alone, words="All fine.")

    with pytest.raises(ReviewError, match="somebody else has to agree"):
        review.restore(listing, by=alone)

    assert not is_listed()


def test_what_was_said_before_it_was_last_seen_counts_no_more(settings, listing):
    settings.REVIEWERS_TO_PUBLISH = 1
    first, second = factories.pair()
    review.withdraw(listing, by=first, reason="safety")
    review.ask_restore(listing, by=first, words="All fine.")
    review.restore(listing, by=second)

    review.withdraw(listing, by=first, reason="wrong")
    review.ask_restore(listing, by=first, words="It is right again.")
    review.restore(listing, by=first)

    assert is_listed()


def test_by_a_link_that_was_handed_on_a_group_asks_and_somebody_else_than_its_maker_agrees(listing):
    maker, other = factories.pair()
    link = factories.link(listing)
    review.pause(link)

    review.resume(link)

    assert not is_listed()
    asked = Decision.objects.latest("seq")
    assert (asked.kind, asked.payload.body["link_by"]) == ("ask-restore", maker.get_username())
    with pytest.raises(ReviewError, match="made the link it was asked by"):
        review.restore(listing, by=maker)
    review.restore(listing, by=other)
    assert is_listed()


@pytest.mark.parametrize("gone", ["conflict", "signed off"])
def test_a_link_that_was_handed_on_ends_with_who_made_it(listing, gone):
    maker = factories.reviewer()
    link, token = links.make(listing, purpose="entry", by=maker)
    mailed, mailed_token = links.make(listing, purpose="entry", by=maker, is_mailed=True)
    if gone == "conflict":
        review.declare(factories.change(listing, description="Other words of ours."), by=maker, has_conflict=True)
    else:
        maker.is_active = False
        maker.save()

    with pytest.raises(ReviewError, match="not any more"):
        review.leave(link)
    assert links.living(token) is None
    assert is_listed()
    assert links.living(mailed_token) == mailed


def test_whoever_sent_a_group_in_answers_no_report_of_it_by_a_change(listing):
    sender = factories.reviewer()
    own = factories.published(factories.submission(source="curator", by=sender)).organization
    for one in (own, listing):
        factories.change(one, by=sender, source="curator", description="Peer support and clinics, run by members!")
    about_own, about_another = (factories.report(one, words="They called the police.") for one in (own, listing))

    with pytest.raises(ReviewError, match="somebody else has to answer"):
        reports.correct(about_own, by=sender)
    about_own.refresh_from_db()
    assert about_own.is_open
    reports.correct(about_another, by=sender)
    reports.take_down(about_own, by=sender)
    about_own.refresh_from_db()
    assert not about_own.is_open


def test_by_a_link_that_was_handed_on_consent_to_show_who_leads_is_looked_at_by_others_than_its_maker():
    listing, (maker, second) = factories.organization(leadership="survivors"), factories.pair()
    link = factories.link(listing, "leadership")

    review.show_leadership(link)
    review.show_leadership(link)

    change = Submission.objects.get(purpose="change")
    assert (change.source, change.leadership, change.publish_leadership) == ("group", "survivors", True)
    assert Organization.objects.get().leadership == ""
    third = factories.publisher()
    for reader in (maker, second):
        factories.recommended(change, by=reader)
    with pytest.raises(review.NotReady):
        review.publish(change, by=second)
    factories.recommended(change, by=third)
    review.publish(change, by=third)
    assert Organization.objects.get().leadership == "survivors"
