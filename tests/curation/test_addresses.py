"""The address of a listing: made of its name or telling nothing, and never given away."""

import io
import re
import uuid

from django.core.management import call_command

from curation import publishing
from directory.models import FormerSlug, Organization
from tests import factories


def test_a_new_name_brings_a_new_address_and_the_old_one_is_remembered(db):
    organization = factories.organization(name="Casa Amarilla")

    organization = factories.published(factories.change(organization, name="Casa Azul")).organization

    assert organization.slug == "casa-azul"
    assert [(former.slug, former.organization.slug) for former in FormerSlug.objects.all()] == [
        ("casa-amarilla", "casa-azul")
    ]


def test_an_opaque_address_tells_nothing_and_stays(db, settings):
    settings.OPAQUE_ADDRESSES = True
    listing = factories.organization(name="Casa Amarilla")
    address = listing.slug

    factories.published(factories.change(listing, city="Sparks"))
    listing.refresh_from_db()

    assert re.fullmatch("[bcdfghjkmnpqrstvwxz]{8}", address)
    assert listing.slug == address


def test_listings_get_opaque_addresses_at_once_and_the_former_ones_still_lead_there(client, db, settings):
    listing = factories.organization(name="Casa Amarilla")
    settings.OPAQUE_ADDRESSES = True

    once, again = io.StringIO(), io.StringIO()
    call_command("readdress", stdout=once)
    call_command("readdress", stdout=again)
    listing.refresh_from_db()

    assert "casa" not in listing.slug
    assert once.getvalue().startswith("New addresses: 1.")
    assert again.getvalue().startswith("New addresses: 0.")
    assert client.get("/groups/casa-amarilla/").headers["Location"] == f"/groups/{listing.slug}/"
    assert f'href="/groups/{listing.slug}/"' in client.get("/groups/").content.decode()


def test_a_name_without_latin_letters_gets_an_address_too(db):
    assert factories.organization(name="姐妹会").slug == "group"


def test_an_address_that_led_to_another_group_is_not_given_away_and_ones_own_can_be_taken_back(db):
    listing = factories.organization(name="Casa Amarilla")
    factories.published(factories.change(listing, name="Casa Azul"))

    namesake, back = Organization(name="Casa Amarilla"), Organization.objects.get()
    back.name = "Casa Amarilla"

    assert re.fullmatch("casa-amarilla-[bcdfghjkmnpqrstvwxz]{4}", publishing._slug(namesake))
    assert publishing._slug(back) == "casa-amarilla"


def test_letters_do_not_tell_that_another_of_this_name_is_hidden_for_some_have_them_by_lot(monkeypatch, settings):
    settings.TRAIL_KEY = "the same in every run"
    monkeypatch.setattr(publishing, "ONE_IN", 4)
    strangers = [Organization(name="Casa Amarilla", public_id=uuid.UUID(int=number)) for number in range(200)]

    drawn = [one for one in strangers if publishing._draws_letters(one)]

    assert 30 < len(drawn) < 70


def test_what_has_letters_by_lot_has_them_under_every_name_and_keeps_its_address(db, monkeypatch):
    monkeypatch.setattr(publishing, "ONE_IN", 1)
    listing = factories.organization(name="Casa Amarilla")
    address = listing.slug

    factories.published(factories.change(listing, city="Sparks"))
    listing.refresh_from_db()
    kept = listing.slug
    factories.published(factories.change(listing, name="Casa Azul"))
    listing.refresh_from_db()

    assert re.fullmatch("casa-amarilla-[bcdfghjkmnpqrstvwxz]{4}", address)
    assert kept == address
    assert re.fullmatch("casa-azul-[bcdfghjkmnpqrstvwxz]{4}", listing.slug)
