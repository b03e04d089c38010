"""Where only some cells differ from a listing, the others still hold."""

import pytest

from tests import factories
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db


def test_a_listing_abroad_stays_in_its_country_when_its_town_changes():
    listing = factories.organization(name="Ember House", country="CA", region="ON", city="Toronto")
    head = ["Listing ID", "Name", "Country", "Town", "State"]

    batch = bringing.checked(
        [head, [str(listing.public_id), "Ember House", "Canada", "Hamilton", "ON"]],
        by=bringing.coalition(),
        country="US",
    )

    row = bringing.row(batch, 2)
    assert (row.status, bringing.codes(batch, 2)) == ("change", ["changes"])
    assert [row.facts[name] for name in ("country", "region", "city")] == ["CA", "ON", "Hamilton"]


def test_where_exactly_a_group_without_an_open_door_is_changes_nothing_of_its_listing():
    listing = factories.organization(name="Ember House", city="Reno")
    head = ["Listing ID", "Name", "Town", "State", "Latitude", "Longitude"]

    batch = bringing.checked(
        [head, [str(listing.public_id), "Ember House", "Reno", "NV", "39.56", "-119.85"]], by=bringing.coalition()
    )

    assert bringing.row(batch, 2).status == "unchanged"
