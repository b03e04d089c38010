"""What countries and regions are called."""

import json

import pytest
from django.utils.translation import override
from django_countries import countries

from directory import places
from directory.search.folding import fold


@pytest.mark.parametrize(
    ("country", "typed", "code"),
    [
        ("US", "nv", "NV"),
        ("US", " Nevada ", "NV"),
        ("US", "Nuevo México", "NM"),
        ("US", "Calif.", "CA"),
        ("CA", "Nouvelle-Écosse", "NS"),
        ("AU", "Western Australia", "WA"),
        ("US", "Nevermore", "Nevermore"),
        ("US", "…", "…"),
        ("US", "", ""),
        ("MX", " Puebla ", "PUE"),
        ("MX", "Michoacan", "MIC"),
        ("MX", "CDMX", "CMX"),
        ("MX", "D.F.", "CMX"),
        ("MX", "México", "MEX"),
        ("DE", " Bayern ", "Bayern"),
    ],
)
def test_a_region_is_known_by_all_that_it_is_called(country, typed, code):
    assert places.region_code(country, typed) == code


def spellings(one):
    return [*(name for language, name in one.items() if language != "also"), *one.get("also", [])]


@pytest.mark.parametrize(
    ("language", "country", "region", "name"),
    [
        ("es", "US", "NY", "Nueva York"),
        ("es-mx", "US", "NC", "Carolina del Norte"),
        ("es", "US", "NV", "Nevada"),
        ("es", "MX", "CMX", "Ciudad de México"),
        ("es", "DE", "Bayern", "Bayern"),
        ("es", "GB", "SCT", "Escocia"),
        ("fr", "CA", "NS", "Nouvelle-Écosse"),
        ("de", "US", "NY", "New York"),
        ("en", "US", "NY", "New York"),
    ],
)
def test_a_region_is_named_in_the_language_of_the_page(language, country, region, name):
    assert places.region_name(country, region, language) == name
    with override(language):
        assert places.region_name(country, region) == name


def test_a_place_is_said_in_the_language_that_is_asked_for_whatever_the_page():
    with override("en"):
        assert places.place_name("US", "NM", "Santa Fe", "es") == "Santa Fe, Nuevo México, Estados Unidos"
    with override("es"):
        assert places.place_name("US", "NM", "Santa Fe", "en") == "Santa Fe, New Mexico, United States of America"


def test_no_two_regions_of_a_country_are_called_the_same():
    spelled = json.loads(places.SPELLINGS.read_text(encoding="utf-8"))["regions"]
    assert spelled.keys() <= places.REGIONS.keys()
    for country, known in places.REGIONS.items():
        others = spelled.get(country, {})
        assert others.keys() <= known.keys()
        assert {key for one in others.values() for key in one} <= {*places.LANGUAGES, "also"}
        called = [
            {fold(word) for word in (code, name, *spellings(others.get(code, {})))} for code, name in known.items()
        ]
        assert sum(map(len, called)) == len(set().union(*called)) == len(places.regions_by_name(country))


@pytest.mark.parametrize(
    ("typed", "code"),
    [("UK", "GB"), ("usa", "US"), ("EE. UU.", "US"), ("Etats-Unis", "US"), ("Alemania", "DE"), ("Türkiye", "TR")],
)
def test_a_country_is_known_by_all_that_it_is_called(typed, code):
    assert places.countries_by_name()[fold(typed)] == code


def test_no_two_countries_are_called_the_same():
    spelled = json.loads(places.SPELLINGS.read_text(encoding="utf-8"))["countries"]
    assert spelled.keys() <= places.country_codes()
    words = [fold(word) for words in spelled.values() for word in words]
    assert len(words) == len(set(words))
    # What the list says is no other country's name, and no country's code of three letters is another's name.
    assert all(places.countries_by_name()[fold(word)] == code for code, each in spelled.items() for word in each)
    assert all(places.countries_by_name()[fold(countries.alpha3(code))] == code for code in places.country_codes())
