"""Who leads a group: what reviewers found, shown only with its consent to what it was asked about."""

import pytest

from curation import review
from curation.models import Agreement
from curation.review import ReviewError, own
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return factories.organization(name="Lantern Union", leadership="survivors")


def fresh(listing):
    return Organization.objects.get(pk=listing.pk)


def ledger(listing):
    return list(Agreement.objects.filter(listing=listing).values_list("what", "is_given"))


def test_leadership_is_shown_with_consent_and_hidden_at_once_without(client, listing):
    assert fresh(listing).leadership == ""
    page = listing.get_absolute_url()

    review.show_leadership(factories.mailed_link(listing, "leadership"))
    assert (fresh(listing).leadership, fresh(listing).publish_leadership) == ("survivors", True)
    assert b"Lantern Union" in client.get("/groups/?led_by=survivors").content

    review.hide_leadership(factories.link(listing))
    assert (fresh(listing).leadership, fresh(listing).publish_leadership) == ("", False)
    assert b"Survivors of trafficking" not in client.get(page).content
    assert ledger(listing) == [("leadership", True), ("leadership", False)]


def test_consent_without_a_reviewed_label_shows_nothing():
    listing = factories.organization()

    review.show_leadership(factories.mailed_link(listing, "leadership"))

    assert (fresh(listing).leadership, fresh(listing).publish_leadership) == ("", True)


def test_the_label_that_is_shown_is_what_reviewers_last_let_pass_for_this_group(listing):
    factories.published(factories.change(listing, leadership="both"))
    factories.organization(leadership="workers")
    factories.change(listing, leadership="accountable")

    review.show_leadership(factories.mailed_link(listing, "leadership"))

    assert fresh(listing).leadership == "both"


def test_a_label_that_was_corrected_is_not_offered_again_whatever_happened_since(listing):
    older = factories.change(listing, leadership="both")
    factories.published(factories.change(listing, leadership="accountable"))
    link = factories.mailed_link(listing)
    review.pause(link)
    review.resume(link)
    paused = own.reviewed_leadership(fresh(listing))
    factories.published(factories.change(fresh(listing), acronym="LU"))
    factories.published(older)

    assert (paused, own.reviewed_leadership(fresh(listing))) == ("accountable", "both")


def test_a_group_confirms_and_agrees_to_what_its_page_showed(listing):
    entry, leadership = factories.link(listing), factories.mailed_link(listing, "leadership")
    shown = fresh(listing).version
    factories.published(factories.change(listing, leadership="both"))

    for act in (lambda: review.confirm(entry, seen=shown), lambda: review.show_leadership(leadership, seen=shown)):
        with pytest.raises(ReviewError, match="has changed since you opened this page"):
            act()
    review.show_leadership(leadership, seen=fresh(listing).version)

    assert fresh(listing).leadership == "both"


def test_who_leads_a_group_is_known_while_it_pauses_too(listing):
    review.pause(factories.link(listing))

    assert own.reviewed_leadership(fresh(listing)) == "survivors"
