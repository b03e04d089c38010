"""What one page is drawn from: all that pages of many are drawn from, of one listing, and nothing that is not listed."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from curation import review, translations
from directory import one
from directory.models import Organization, Unreached
from directory.translations import is_foreign
from directory.views import listing_page
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    """A group with something of everything."""
    parent = factories.organization(name="Umbrella Union")
    made = factories.organization(
        name="Casa Amarilla",
        parent=str(parent.public_id),
        facts_checked_on=date(2026, 5, 3),
        focus_areas=["connection-care", "economic-justice"],
        languages=["en", "es"],
        populations=["migrants"],
        ways=[{"kind": "meeting", "schedule": "Mondays 6 pm"}, {"kind": "peer-line", "phone": "+1 775 555 0100"}],
        service_areas=[{"country": "US", "region": "NV", "city": "Sparks"}],
        policies=[{"question": "police", "answer": "no", "source": "Their own rules", "as_of": "2026-02-03"}],
    )
    factories.organization(name="Casa Amarilla Sparks", parent=str(made.public_id))
    translations.publish(factories.translation(made), by=factories.pair()[1])
    Unreached.objects.create(organization=made, since=date(2026, 6, 1))
    return made


def drawn(organization):
    return listing_page(RequestFactory().get(organization.get_absolute_url()), organization).content


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_says_what_it_says_of_a_listing_among_many(listing, language, django_assert_num_queries):
    with override(language):
        alone = one.for_its_page(listing.slug)
        with django_assert_num_queries(0):
            page = drawn(alone)

        assert page == drawn(Organization.objects.for_page().get(pk=listing.pk))
        assert is_foreign() == (language == "es")


def test_each_is_asked_for_by_its_own_name():
    names = ["Copper House", "Ember House", "Juniper House"]
    made = [factories.organization(name=name, ways=[{"kind": "meeting", "label": name}]) for name in names]

    found = [one.for_its_page(listing.slug) for listing in made]

    assert [listing.name for listing in found] == names
    assert [way.label for listing in found for way in listing.ways.all()] == names


def test_what_is_taken_down_is_neither_found_nor_named():
    parent = factories.organization(name="Umbrella Union")
    middle = factories.organization(name="Ember House", parent=str(parent.public_id))
    chapter = factories.organization(name="Copper House", parent=str(middle.public_id))
    before = one.for_its_page(middle.slug)
    assert (before.listed_parent, before.listed_chapters) == (parent, [chapter])

    for gone in (parent, chapter):
        review.withdraw(gone, by=factories.pair()[0], reason="wrong")

    after = one.for_its_page(middle.slug)
    assert (after.listed_parent, after.listed_chapters) == (None, [])
    assert [one.for_its_page(gone.slug) for gone in (parent, chapter)] == [None, None]
