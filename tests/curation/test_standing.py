"""Taking a listing down, which one person may do, and putting it back, which takes two."""

import pytest
from django.core.exceptions import PermissionDenied

from curation import review
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
