"""Taking a listing down, which one person may do, and putting it back, which takes two."""

import pytest
from django.core.exceptions import PermissionDenied

from curation import review, trail
from curation.models import Decision
from curation.states import State
from directory.models import Organization
from tests import factories


def test_a_failed_re_review_takes_the_listing_down_if_the_reviewer_says_so(db):
    organization = factories.organization()
    first, _second = factories.pair()
    again = factories.change(organization, description="Now it works with the police.")
    review.claim(again, by=first)

    review.decline(again, by=first, reason="policy", words="It joined raids.", takes_listing_down=True)

    again.refresh_from_db()
    assert again.state == State.DECLINED
    assert list(Organization.objects.listed()) == []


def test_any_reviewer_may_take_a_listing_down_at_once_but_not_put_it_back(db):
    organization = factories.organization()
    reader = factories.reviewer()

    review.withdraw(organization, by=reader, reason="safety")

    assert list(Organization.objects.listed()) == []
    with pytest.raises(PermissionDenied):
        review.ask_restore(organization, by=reader, words="All fine.")


def test_putting_back_takes_two_people(db):
    organization = factories.withdrawn()
    first, second = factories.pair()
    review.ask_restore(organization, by=first, words="It was a mistake.")

    with pytest.raises(review.ReviewError, match="somebody else has to agree"):
        review.restore(organization, by=first)
    still_down = list(Organization.objects.listed())
    review.restore(organization, by=second)

    assert still_down == []
    assert list(Organization.objects.listed()) == [organization]


def test_a_listing_proposed_for_putting_back_can_be_kept_down(db):
    organization = factories.withdrawn()
    first, second = factories.pair()
    entry = review.ask_restore(organization, by=first, words="It was a mistake.")

    review.refuse_restore(organization, by=second, words="It was none.")

    entry.refresh_from_db()
    assert entry.state == State.WITHDRAWN
    assert list(Organization.objects.listed()) == []


@pytest.mark.parametrize(("reason", "takes_two"), [("safety", True), ("group-asked", True), ("wrong", False)])
def test_where_one_may_publish_one_may_put_back_what_hurt_nobody(db, settings, reason, takes_two):
    factories.organization()
    listing, boss = factories.organization(), factories.pair()[0]
    review.withdraw(listing, by=boss, reason=reason)
    settings.REVIEWERS_TO_PUBLISH = 1
    review.ask_restore(listing, by=boss, words="It was a mistake.")

    if takes_two:
        with pytest.raises(review.ReviewError, match="somebody else has to agree"):
            review.restore(listing, by=boss)
    else:
        review.restore(listing, by=boss)

    listing.refresh_from_db()
    assert listing.is_listed != takes_two


def test_a_reason_is_needed_and_too_many_words_keep_nobody_from_taking_it_down(db):
    listing, boss = factories.organization(), factories.pair()[0]

    with pytest.raises(review.ReviewError, match="Choose why"):
        review.withdraw(listing, by=boss, reason="whim", words="Because.")
    review.withdraw(listing, by=boss, reason="wrong", words="\0" + "x" * 5000)

    assert Decision.objects.last().payload.body == {"reason": "wrong", "words": "x" * 4000}


def test_what_was_not_taken_down_cannot_be_kept_down_and_what_cannot_come_back_is_not_taken_down_again(db):
    listing, boss = factories.organization(), factories.pair()[0]
    with pytest.raises(review.ReviewError, match="cannot be kept down"):
        review.refuse_restore(listing, by=boss, words="No.")

    review.take_down_again(listing)

    assert list(Organization.objects.listed()) == []
    line = Decision.objects.last()
    assert (line.kind, line.actor) == ("withdraw", trail.THIS_SITE)
    review.ask_restore(listing, by=boss, words="It was right.")
    review.take_down_again(listing)
    with pytest.raises(review.ReviewError, match="has been taken down already"):
        review.take_down_again(listing)


def test_where_one_may_publish_it_takes_two_to_put_back_what_was_taken_down_for_safety_alone(db, settings):
    first, second = factories.pair()
    hurt, wrong = factories.organization(), factories.organization()
    settings.REVIEWERS_TO_PUBLISH = 1
    for listing, reason in ((hurt, "safety"), (wrong, "wrong")):
        review.withdraw(listing, by=first, reason=reason)
        review.ask_restore(listing, by=first, words="It was a mistake.")

    review.restore(wrong, by=first)
    with pytest.raises(review.ReviewError, match="somebody else has to agree"):
        review.restore(hurt, by=first)
    review.restore(hurt, by=second)

    required = Decision.objects.filter(kind="restore").order_by("seq").values_list("reviewers_required", flat=True)
    assert list(required) == [1, 2]
