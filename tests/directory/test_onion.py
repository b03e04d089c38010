"""Tor Browser is shown the way to the onion service, from public pages that came over https and from nothing else."""

import pytest
from django.urls import reverse

from curation import links
from tests import factories

pytestmark = pytest.mark.django_db
ONION = f"http://{'b' * 56}.onion"


@pytest.fixture(autouse=True)
def _onion(settings):
    settings.ONION_ADDRESS = ONION


@pytest.mark.parametrize("address", ["/", "/es/groups/?focus=connection-care", "/nothing-here/"])
def test_a_page_over_https_names_itself_there(client, address):
    response = client.get(address, secure=True)

    assert response.headers["Onion-Location"] == ONION + address


def test_a_page_that_came_without_https_names_nothing(client):
    assert "Onion-Location" not in client.get("/").headers


def test_without_the_setting_nothing_is_named(client, settings):
    settings.ONION_ADDRESS = ""

    assert "Onion-Location" not in client.get("/", secure=True).headers


def test_what_is_for_one_person_or_no_page_is_not_pointed_at(client):
    listing = factories.organization(name="Ember House")
    made = links.make(listing, purpose="entry", by=factories.pair()[0])
    private = reverse("group_entry", args=[made.token])

    answers = [client.get(address, secure=True) for address in ("/admin/login/", private, "/groups.csv")]

    assert [response.status_code for response in answers] == [200, 200, 200]
    assert ["Onion-Location" in response.headers for response in answers] == [False, False, False]
