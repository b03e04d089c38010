"""What a group took out comes back by its own last word, and by nobody else's."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from curation import links, review, vetting
from curation.models import Agreement, GroupLink, Source, Submission
from directory.models import Organization
from directory.record import facts_of
from tests import factories

pytestmark = pytest.mark.django_db
PHONE = "+1 775 555 0101"


def fresh(listing):
    return Organization.objects.get(pk=listing.pk)


def taken_back(change):
    """What stands in the way of it for this reason, once two reviewers recommend it."""
    for reader in factories.pair():
        factories.recommended(change, by=reader)
    return still_taken_back(change)


def still_taken_back(change):
    found = vetting.obstacles(Submission.objects.get(pk=change.pk))
    return [obstacle.reason for obstacle in found if obstacle.subject == "taken-back"]


@pytest.fixture
def listing():
    return factories.organization(phone=PHONE, email="info@lantern.example.org", leadership="survivors")


def passed_on(listing, *, by=None):
    """A link that a colleague who reviews nothing here has passed on."""
    return links.make(listing, purpose="entry", by=by or factories.reviewer()).link


def test_a_later_no_is_stronger_than_an_earlier_correction(listing):
    waiting = factories.change(listing, source=Source.GROUP, leadership="survivors", publish_leadership=True)
    review.hide_leadership(passed_on(listing))

    assert "after it had sent this: who leads it" in taken_back(waiting)[0]


def test_an_earlier_correction_that_shows_nothing_does_not_say_that_the_group_agreed(listing):
    waiting = factories.change(listing, source=Source.GROUP, city="", region="")
    review.hide(passed_on(listing), ["place"])

    factories.published(waiting)

    assert list(Agreement.objects.values_list("what", "is_given")) == [("place", False)]


def test_a_reviewer_cannot_put_it_into_the_group_s_correction(listing):
    review.hide(passed_on(listing), ["phone"])
    change = factories.change(fresh(listing), source=Source.GROUP, description="New words about what we do.")
    first, _second = factories.pair()
    review.claim(change, by=first)
    review.revise(change, facts_of(change) | {"phone": PHONE}, by=first)

    assert "a reviewer edited it here: its phone" in taken_back(change)[0]


def test_a_reviewer_may_edit_what_else_the_group_s_correction_says(listing):
    review.hide(passed_on(listing), ["phone"])
    change = factories.change(fresh(listing), source=Source.GROUP, phone=PHONE, acronym="LU")
    first, _second = factories.pair()
    review.claim(change, by=first)
    review.revise(change, facts_of(change) | {"acronym": "LUN"}, by=first)

    assert taken_back(change) == []


def test_who_made_the_link_is_not_one_of_two_who_review_what_came_by_it(listing):
    first, _second = factories.pair()
    review.hide(passed_on(listing, by=first), ["phone"])
    change = factories.change(fresh(listing), source=Source.GROUP, phone=PHONE)

    assert "a private link that one of its reviewers made" in taken_back(change)[0]

    factories.recommended(change, by=factories.publisher())
    assert still_taken_back(change) == []


def test_who_made_the_link_is_remembered_as_long_as_what_came_by_it_can_be_decided(listing):
    """Whoever waited until the link was forgotten could review what they had written themselves."""
    first, _second = factories.pair()
    passed_on(listing, by=first)
    change = factories.change(listing, source=Source.GROUP, leadership="survivors", publish_leadership=True)
    long_ago = timezone.now() - timedelta(days=500)
    GroupLink.objects.update(made_at=long_ago)
    Submission.objects.filter(pk=change.pk).update(received_at=long_ago + timedelta(days=1))

    call_command("forget", stdout=StringIO())
    assert "a private link that one of its reviewers made" in taken_back(change)[0]

    factories.recommended(change, by=factories.publisher())
    review.publish(change, by=factories.publisher())
    call_command("forget", stdout=StringIO())
    assert not GroupLink.objects.exists()


def test_what_came_after_a_link_had_ended_keeps_it_no_longer(listing):
    passed_on(listing, by=factories.pair()[0])
    GroupLink.objects.update(made_at=timezone.now() - timedelta(days=500))
    factories.change(listing, source=Source.GROUP, description="Peer support in Reno.")

    call_command("forget", stdout=StringIO())

    assert not GroupLink.objects.exists()


def test_who_had_a_link_mailed_never_saw_it_and_reviews_like_anybody(listing):
    first, _second = factories.pair()
    made = links.make(listing, purpose="entry", by=first, is_mailed=True)
    review.hide(made.link, ["phone"])
    change = factories.change(fresh(listing), source=Source.GROUP, phone=PHONE)

    assert taken_back(change) == []


def test_where_one_publishes_alone_the_maker_of_the_link_may_too(settings, listing):
    first, _second = factories.pair()
    review.hide(passed_on(listing, by=first), ["phone"])
    change = factories.change(fresh(listing), source=Source.GROUP, phone=PHONE)
    settings.REVIEWERS_TO_PUBLISH = 1

    assert taken_back(change) == []


def test_nobody_else_puts_it_back_as_a_way_to_connect(listing):
    review.hide(passed_on(listing), ["website", "phone"])
    ways = [{"kind": "donate", "label": "Give", "link": f"{listing.website}give"}]

    strangers = factories.change(fresh(listing), ways=ways)
    own = factories.change(fresh(listing), source=Source.GROUP, ways=ways)

    assert "its website" in still_taken_back(strangers)[0]
    assert still_taken_back(own) == []
