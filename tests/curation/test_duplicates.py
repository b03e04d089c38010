"""Likely duplicates are pointed out with reasons, and chapters of one organization are not."""

import pytest
from rapidfuzz import fuzz

from curation import duplicates
from curation.duplicates import likely_same, phone_key, site_key
from tests import factories


def found(submission):
    return [(match.record.name, match.reasons) for match in likely_same(submission)]


def test_the_same_name_spelled_another_way_is_found_among_listings_and_in_the_queue(db):
    factories.organization(name="Colectivo Núcleo")
    factories.submission(name="COLECTIVO NUCLEO.", city="Elko")

    again = factories.submission(name="colectivo nucleo", city="Sparks")

    assert found(again) == [
        ("COLECTIVO NUCLEO.", ("The names are the same.",)),
        ("Colectivo Núcleo", ("The names are the same.",)),
    ]


@pytest.mark.parametrize(
    "more", ["", " for Everybody Who Works at Night in the Valley and Along the Whole of the River Road" * 2]
)
def test_names_that_differ_in_a_letter_are_certain_enough_but_not_called_the_same(db, more):
    factories.organization(name=f"Casa Núcleo de Trabajo{more}", city="Elko")

    [match] = likely_same(factories.submission(name=f"Casa Núcleos de Trabajo{more}", city="Sparks"))

    assert (match.is_certain, match.reasons) == (True, ("The names are alike.",))


def test_another_name_of_the_same_group_is_found(db):
    factories.organization(name="Global Alliance Against Traffic in Women", other_names="GAATW International")

    again = factories.submission(name="Gaatw International", city="")

    assert [name for name, _reasons in found(again)] == ["Global Alliance Against Traffic in Women"]


def test_the_same_page_is_the_same_group_however_its_address_is_written(db):
    factories.organization(name="Night Garden", website="https://www.garden.example.org/about/", city="Elko")

    again = factories.submission(name="The Collective", website="http://garden.example.org/about", city="Sparks")

    assert found(again) == [("Night Garden", ("They have the same web page.",))]


def test_chapters_on_one_domain_are_not_duplicates(db):
    factories.organization(name="Lantern Reno", website="https://lantern.example.org/reno")

    chapter = factories.submission(name="Voices of Tonopah", website="https://lantern.example.org/tonopah")

    assert found(chapter) == []


def test_two_profiles_told_apart_only_by_a_number_are_not_duplicates(db):
    factories.organization(name="Night Garden", website="https://www.facebook.com/profile.php?id=1001")

    other = factories.submission(name="Day Shelter", website="https://www.facebook.com/profile.php?id=1002")

    assert found(other) == []


def test_a_page_two_groups_share_is_pointed_out_but_stops_nothing(db):
    factories.organization(name="Night Garden", website="https://umbrella.example.org/", city="Elko")

    other = factories.submission(name="Day Shelter", website="https://umbrella.example.org/", city="Sparks")

    assert [(m.reasons, m.is_certain) for m in likely_same(other)] == [(("They have the same web page.",), False)]


def test_two_groups_on_one_social_host_are_not_duplicates(db):
    factories.organization(name="Night Garden", website="https://www.instagram.com/nightgarden")

    other = factories.submission(name="Day Shelter", website="https://instagram.com/dayshelter")

    assert found(other) == []


def test_the_same_number_is_found_however_it_is_written(db):
    factories.organization(name="Night Garden", phone="(775) 555-0100", city="Elko")

    again = factories.submission(name="Other Words", phone="+1 775 555 0100", city="Sparks")

    assert found(again) == [("Night Garden", ("They have the same phone number.",))]


def test_the_listing_a_change_is_about_is_no_duplicate_of_it(db):
    organization = factories.organization(name="Night Garden")

    change = factories.change(organization, city="Sparks")

    assert found(change) == []


def test_keys_forgive_what_people_write_differently():
    assert {site_key(url) for url in ("http://www.swop.org", "https://swop.org/about", "HTTPS://SWOP.ORG/")} == {
        "swop.org"
    }
    assert site_key("https://www.facebook.com/lantern/") == "facebook.com/lantern"
    assert phone_key("not a number", "US") == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://swop.example.org",
        "http://www.swop.example.org//a/",
        "https://M.SWOP.example.org/A/b.html",
        "https://github.io/~lantern/",
        "https://swop.example.org/a?b=1#c",
        "https://me:you@swop.example.org:8000/a",
        "http://[",
        "swop.example.org/a/",
        "",
    ],
)
def test_a_plain_address_is_taken_apart_as_any_other(url, monkeypatch):
    quick = site_key(url), duplicates.same_page(url, f"{url}/")

    monkeypatch.setattr(duplicates, "is_plain_web", lambda _url: False)

    assert (site_key(url), duplicates.same_page(url, f"{url}/")) == quick


@pytest.mark.parametrize("other", ["garden night", "Night Gardens", "The Night Garden", "night", "a b night garden"])
def test_names_are_compared_whatever_the_order_of_their_words(other):
    blank = dict.fromkeys(duplicates.RECOGNIZED_BY, "")
    one, two = (duplicates.party_of(blank | {"name": name}) for name in ("Night Garden", other))
    score = round(fuzz.token_sort_ratio(*one.names, *two.names))

    alike = duplicates.Known([two]).like(one)

    assert [found.score for found in alike] == ([score] if score >= duplicates.ALIKE else [])
