"""Where a listing is: somewhere in its town, unless anyone may walk in."""

import pytest

from curation import publishing
from directory.models import Organization
from tests import factories


@pytest.mark.parametrize(
    ("given", "centre", "kept"),
    [
        ({"city": "Reno"}, (39.53, -119.81), None),
        ({"city": "Nowhere at All"}, None, None),
        # A partner's sheet is reckoned from the street: of a shelter that would point at the door.
        ({"city": "", "latitude": "39.56", "longitude": "-119.85"}, None, None),
        ({"city": "Reno", "latitude": "39.56", "longitude": "-119.85"}, (39.53, -119.81), None),
        ({"city": "", "latitude": "39.56", "longitude": "-119.85"} | factories.OPEN_DOOR, (39.56, -119.85), "39.56"),
    ],
)
def test_where_a_listing_is_is_its_town_unless_anyone_may_walk_in(client, db, given, centre, kept):
    listing = Organization.objects.get(pk=factories.organization(**given).pk)
    point = listing.centre_latitude and (round(listing.centre_latitude, 2), round(listing.centre_longitude, 2))

    assert (point, listing.latitude and str(listing.latitude)) == (centre, kept)
    told = [client.get(address).getvalue() for address in ("/open-data/groups.geojson", "/groups.json")]
    assert [b"39.56" in text for text in told] == [kept is not None] * 2


def test_a_listing_that_hides_its_address_is_only_somewhere_in_its_town(db):
    listing = factories.organization(city="Reno", latitude="39.56", longitude="-119.85", **factories.OPEN_DOOR)

    publishing.hide(listing, ["public_address"])

    now = Organization.objects.get()
    assert (now.latitude, now.longitude, round(now.centre_latitude, 2)) == (None, None, 39.53)
