"""Groups near a place, in bands; who serves a whole state is found from any town in it."""

import random
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import override

from directory import gazetteer, index, near, question
from directory.answers import Answer
from directory.cards import cards_in_bands
from directory.filters import OrganizationFilter
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


def ask(query):
    known = index.current()
    answer = Answer(
        OrganizationFilter(QueryDict(query), queryset=Organization.objects.listed(), terms=known.terms), known
    )
    assert answer.asked.is_valid(), answer.asked.form.errors
    return answer


def bands(query):
    answer = ask(query)
    names = dict(Organization.objects.values_list("pk", "name"))
    told = {
        band.name: [names[answer.index.pks[slot]] for slot in answer.slots() if slot in band.slots]
        for band in answer.bands()
    }
    assert sorted(name for found in told.values() for name in found) == sorted(
        answer.asked.qs.values_list("name", flat=True)
    )
    return told


@pytest.fixture
def listed():
    state = {"country": "US", "region": "NV", "city": ""}
    for name, facts in {
        "Reno House": {"city": "Reno", "region": "NV"},
        "Sparks House": {"city": "Sparks", "region": "NV"},
        "Vegas House": {"city": "Las Vegas", "region": "NV"},
        "Statewide": {"city": "Boston", "region": "MA", "reach": "state", "service_areas": [state]},
        "Serves Reno": {"city": "Boston", "region": "MA", "service_areas": [state | {"city": "RENO"}]},
        "National": {"city": "Albany", "region": "NY", "reach": "national"},
        "Boston House": {"city": "Boston", "region": "MA"},
        "Online": {"city": "", "region": "", "country": "NL", "reach": "online"},
        "Paris House": {"city": "Paris", "region": "", "country": "FR"},
    }.items():
        factories.organization(name=name, **facts)


def test_near_first_then_the_state_then_the_country_then_anywhere(listed):
    assert bands("near=Reno, NV") == {
        "Near Reno": ["Reno House", "Sparks House", "Serves Reno"],
        "Elsewhere in Nevada, or for all of it": ["Statewide", "Vegas House"],
        "For all of United States of America": ["National"],
        "Online, or in several countries": ["Online"],
    }


def test_a_postal_code_is_a_place_too(listed):
    assert bands("near=89501")["Near Reno"] == ["Reno House", "Sparks House", "Serves Reno"]


def test_a_postal_code_that_is_mexican_too_is_offered_there_if_a_group_is(listed, client):
    def said(address):
        return " ".join(strip_tags(client.get(address).content.decode()).split())

    assert "Near 06010 (Bristol, Connecticut, United States of America)" in said("/groups/?near=06010")
    assert "Mexico City" not in said("/groups/?near=06010") + said("/groups/?near=06600")

    factories.organization(name="Casa", country="MX", region="", city="Puebla")

    taken = "These are groups near Bristol, Connecticut, United States of America. Did you mean another place?"
    assert f"{taken} Mexico City, Mexico" in said("/groups/?near=06010")
    assert "Did you mean Mexico City, Mexico · Bridgeport, Connecticut" in said("/groups/?near=C.P.+06600")
    assert "Did you mean Jalisco, Mexico · " in said("/groups/?near=44100")
    assert "Mexico ·" not in said("/groups/?near=17000")


def test_how_far_can_be_said(listed):
    assert bands("near=Henderson, NV&within=25")["Near Henderson"] == ["Vegas House"]
    assert "Near Henderson" not in bands("near=Henderson, NV&within=10")


def test_a_state_or_a_country_is_a_place_without_a_middle(listed):
    assert next(iter(bands("near=Nevada"))) == "Elsewhere in Nevada, or for all of it"
    assert bands("near=France") == {
        "In France, or for all of it": ["Paris House"],
        "Online, or in several countries": ["Online"],
    }


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Nueva York", ("US", "NY", "New York City")),
        ("Nuevo México", ("US", "NM", "")),
        ("Carolina del Norte", ("US", "NC", "")),
        ("Caroline du Nord", ("US", "NC", "")),
        ("Tejas", ("US", "TX", "")),
        ("hawái", ("US", "HI", "")),
        ("Columbia Británica", ("CA", "BC", "")),
        ("Nueva Orleans", ("US", "LA", "New Orleans")),
        ("Filadelfia", ("US", "PA", "Philadelphia")),
        ("Londres", ("GB", "ENG", "London")),
        ("Albuquerque, Nuevo México", ("US", "NM", "Albuquerque")),
        ("Jalisco", ("MX", "JAL", "")),
        ("Edo. de México", ("MX", "MEX", "")),
        ("México", ("MX", "", "")),
        ("Guadalajara, Jal.", ("MX", "JAL", "Guadalajara")),
        ("Tijuana, B.C.", ("MX", "BCN", "Tijuana")),
        ("CDMX", ("MX", "CMX", "Mexico City")),
        ("Portland, Ore.", ("US", "OR", "Portland")),
        ("Estados Unidos", ("US", "", "")),
        ("Allemagne", ("DE", "", "")),
        ("United States of America", ("US", "", "")),
    ],
)
def test_a_place_is_known_by_its_name_in_each_language(typed, place, language):
    with override(language):
        first = near.here(typed)[0]
    assert (first.country, first.region, first.city) == place


@pytest.mark.parametrize("typed", ["cal", "man", "ore", "miss"])
def test_a_short_form_that_may_be_anything_is_no_region_here(typed):
    assert not [place for place in near.here(typed) if place.region and not place.city]


def test_other_parts_of_the_question_hold_as_well(listed):
    assert bands("near=Reno, NV&reach=national") == {"For all of United States of America": ["National"]}


def test_several_towns_of_one_name_are_offered(listed):
    meant = [here.address for here in ask("near=Springfield").here]

    assert "Springfield, Massachusetts, US" in meant
    assert near.here("Springfield, Massachusetts, US")[0].region == "MA"


def test_towns_that_cannot_be_told_apart_are_offered_once(listed):
    names = [link.label.partition(",")[2] for link in question.other_places(ask("near=Reno"))]

    assert [name.split(",")[0] for name in names] == [" Nevada", " Texas", " Ohio"]


def test_a_town_whose_name_only_begins_so_is_offered_besides(listed, client):
    def offered(near):
        return [link.label for link in question.other_places(ask(f"near={near}"))]

    assert offered("Carson")[2:] == ["Carson City, Nevada, United States of America"]
    assert "near=Carson+City%2C+Nevada%2C+US" in client.get("/groups/", {"near": "Carson"}).content.decode()
    assert not [name for name in offered("Nevada") if name.startswith("Nevada City")]


def test_of_a_place_nobody_knows_where_it_is_said_to_be_is_offered_too():
    def offered(text):
        return [place.name.partition(", United")[0] for place in near.perhaps(text)]

    assert offered("Washoe county, Nevada") == offered("washoe county nv") == ["Nevada"]
    assert offered("Seatle, OR") == ["Oregon", "Seattle, Washington"]
    assert offered("Seatle, WA") == ["Seattle, Washington"]


def test_a_question_for_a_place_that_finds_nothing_says_where_else_to_look(listed, client):
    page = client.get("/groups/", {"near": "Reno, NV", "q": "xyzzy"})

    assert page.status_code == 200
    assert "Without “xyzzy”" in page.content.decode()


def test_a_town_among_the_words_is_offered_as_a_place(listed):
    there = len(ask("near=89501").found)

    offered = question.near_instead(ask("q=89501&police=unknown"))

    assert [(link.label.split(",")[0], link.url, link.count) for link in offered] == [
        ("Groups near Reno", "/groups/?police=unknown&near=89501", there)
    ]
    assert question.near_instead(ask("q=xyzzy")) == []
    assert question.near_instead(ask("q=89501&near=Reno")) == []


def test_a_word_is_taken_for_a_town_by_its_name_or_by_a_long_one_in_another_language(listed):
    def offered(words):
        return [link.label for link in question.near_instead(ask(f"q={words}"))]

    assert gazetteer.find("drug")[0].name == "Durg"
    assert offered("drug") == []
    assert offered("vegas") == ["Groups near Las Vegas, Nevada, United States of America"]
    assert offered("Nueva York") == ["Groups near New York City, New York, United States of America"]


def test_a_word_that_finds_enough_is_taken_for_no_town(listed):
    for number in range(question.LITTLE):
        factories.organization(name=f"Reading circle {number}")

    assert near.here("Reading")
    assert question.near_instead(ask("q=reading")) == []


def test_a_place_nobody_knows_is_told(listed, client):
    page = client.get("/groups/", {"near": "Nowhereville"})

    assert page.status_code == 400
    assert "We do not know a place called “Nowhereville”" in page.content.decode()


def test_a_card_says_how_far_away_no_more_exactly_than_a_town_is(listed):
    answer = ask("near=Henderson, NV&within=50")
    near_here = cards_in_bands(answer, list(answer.slots()))[0]

    assert "About 20 km (15 miles)" in near_here.cards[0]
    assert all("km" not in card for group in cards_in_bands(answer, list(answer.slots()))[1:] for card in group.cards)


def test_a_group_that_gives_no_place_is_given_none():
    hidden = factories.organization(name="Nowhere House", city="", region="NV")
    unclear = factories.organization(name="Which Springfield", city="Springfield", region="")

    assert (hidden.centre_latitude, unclear.centre_latitude) == (None, None)
    assert "Near Reno" not in bands("near=Reno, NV")


@pytest.mark.parametrize("seed", range(3))
def test_bands_hold_what_sql_finds(seed):
    chance = random.Random(seed)
    towns = ["Reno", "Sparks", "Carson City", "Las Vegas", "Henderson", "Elko", ""]
    for _number in range(12):
        areas = [
            {"country": "US", "region": chance.choice(["NV", "CA", ""]), "city": chance.choice(towns)}
            for _area in range(chance.randint(0, 2))
        ]
        areas = [area if area["region"] else area | {"city": ""} for area in areas]
        factories.organization(
            city=chance.choice(towns),
            region=chance.choice(["NV", "CA"]),
            reach=chance.choice(["local", "national", "online", "state"]),
            service_areas=areas,
        )

    for town in ["Reno, NV", "Elko, NV", "Los Angeles", "Nevada", "United States of America", "France"]:
        for within in (10, 250):
            answer = ask(f"near={town}&within={within}")
            assert sorted(answer.index.pks[slot] for slot in answer.found) == sorted(
                answer.asked.qs.values_list("pk", flat=True)
            )


def test_sql_and_python_measure_alike():
    organization = factories.organization(city="Reno", region="NV")
    from directory.filters import distance_km

    for latitude, longitude in [(39.5, -119.8), (0.0, 179.9), (-89.0, 10.0), (51.51, -0.13)]:
        said = Organization.objects.annotate(km=distance_km(latitude, longitude)).values_list("km", flat=True).get()
        there = (organization.centre_latitude, organization.centre_longitude)
        assert said == pytest.approx(gazetteer.kilometres_from(latitude, longitude)(*there), abs=0.001)


def test_of_two_places_of_one_name_the_first_stands_where_it_stood():
    named = [
        SimpleNamespace(name=name, address=address, city=name)
        for name, address in (("Reno", "1"), ("Elko", "2"), ("Reno", "3"))
    ]

    links = question.other_places(SimpleNamespace(data=QueryDict("near=Reno"), here=named, index=None))

    assert [(link.label, link.url) for link in links] == [("Reno", "/groups/?near=1"), ("Elko", "/groups/?near=2")]


def test_a_listing_is_measured_from_the_town_of_its_name_wherever_else_it_is_called_so():
    florencia, bordeaux = (gazetteer.find(*asked)[0] for asked in (("Florencia", "CO"), ("Bordeaux", "FR")))

    assert near.town_of("CO", "", "Florencia") == (florencia.latitude, florencia.longitude)
    assert near.town_of("FR", "", "Burdeos") == (bordeaux.latitude, bordeaux.longitude)
    assert near.town_of("IT", "", "Florencia") == near.town_of("IT", "", "Florence")
