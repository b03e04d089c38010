"""Towns, regions, countries and places served are read as they were meant, and never put into another country."""

import pytest

from tests.curation.sheets.reading_rows import codes, read, said

pytestmark = pytest.mark.django_db


def place(*cells, **given):
    facts = said(*cells, **given)
    return tuple(facts.get(name, "") for name in ("city", "region", "country"))


def served(cell, **given):
    return [
        tuple(area[name] for name in ("city", "region", "country"))
        for area in said(service_areas=cell, **given).get("service_areas", [])
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Reno, NV", ("Reno", "NV", "US")),
        ("Reno, Nevada", ("Reno", "NV", "US")),
        ("Washington, D.C.", ("Washington", "DC", "US")),
        ("Los Angeles, CA", ("Los Angeles", "CA", "US")),
        ("Portland, OR, USA", ("Portland", "OR", "US")),
        ("Toronto, Ontario, Canada", ("Toronto", "ON", "CA")),
        ("Vancouver, BC, CA", ("Vancouver", "BC", "CA")),
        ("Paris, France", ("Paris", "", "FR")),
        ("London, UK", ("London", "", "GB")),
    ],
)
def test_a_town_with_its_region_or_country_is_taken_apart_and_told(cell, found):
    assert place(city=cell) == found
    assert codes(read(city=cell)) == ["town-and-region"]


@pytest.mark.parametrize("country", ["US", ""])
@pytest.mark.parametrize(
    ("cell", "found", "code"),
    [
        ("Oakland, CA 94601", ("Oakland", "CA", "US"), "94601"),
        ("Oakland CA 94601-1234", ("Oakland", "CA", "US"), "94601-1234"),
        ("Oakland, California, 94601, USA", ("Oakland", "CA", "US"), "94601"),
        ("Toronto, ON M5V 2T6", ("Toronto", "ON", "CA"), "M5V 2T6"),
        ("Washington DC 20001", ("Washington", "DC", "US"), "20001"),
    ],
)
def test_a_town_with_its_postal_code_is_taken_apart_and_the_code_is_a_note(cell, found, code, country):
    row = read(city=cell, country=country)

    assert place(city=cell, country=country) == found
    assert (row.note, codes(row)) == (f"Town: {code}", ["town-and-region"])
    assert row.understood[1].endswith(f"{code}, kept as a note")


def test_a_postal_code_says_no_state_that_the_row_does_not():
    assert place(city="Fort Washington 20744") == ("Fort Washington", "", "US")
    assert place(city="Tijuana, BC 22000", country="MX") == ("Tijuana, BC 22000", "", "MX")


@pytest.mark.parametrize("cell", ["Reno/Sparks", "Tijuana, BC 22000", "123 Main St"])
def test_what_does_not_look_like_a_town_is_told(cell):
    row = read(city=cell, country="MX")

    assert (row.said["city"], codes(row)) == (cell, ["odd-town"])


@pytest.mark.parametrize("cell", ["Online", "virtual", "En línea", "en ligne"])
def test_online_is_no_town_but_how_far_it_reaches(cell):
    row = read(city=cell)

    assert (row.said.get("city"), row.said["reach"], codes(row)) == (None, "online", ["no-town"])


@pytest.mark.parametrize("cell", ["Reno", "Reno, Sparks", "Villa de los Reyes, Norte"])
def test_a_town_alone_is_in_the_country_of_the_sheet(cell):
    assert place(city=cell) == (cell, "", "US")
    assert codes(read(city=cell)) == []


def test_without_a_country_two_letters_say_too_little():
    assert place(city="Atlanta, GA", country="") == ("Atlanta, GA", "", "")
    assert place(city="Los Angeles, CA", country="MX") == ("Los Angeles, CA", "", "MX")
    assert place(city="Reno, Nevada", country="") == ("Reno", "NV", "US")


def test_without_a_country_a_code_that_only_one_has_says_it():
    assert place(city="Reno, NV", country="") == ("Reno", "NV", "US")
    row = read(region="nv", country="")
    assert (row.said["country"], row.said["region"], codes(row)) == ("US", "NV", [])
    assert place(region="GA", country="") == ("", "GA", "")


@pytest.mark.parametrize("cell", ["published", "Bavaria", "GA"])
def test_a_region_of_no_country_is_told_for_it_may_be_none(cell):
    assert codes(read(region=cell, country="")) == ["unchecked-region"]
    assert codes(read([("country", "Deutschland"), ("region", cell)])) == []


def test_a_region_that_another_column_says_too_is_taken_off_the_town():
    row = read(city="Reno, NV", region="Nevada")

    assert (row.said["city"], row.said["region"], codes(row)) == ("Reno", "NV", [])


@pytest.mark.parametrize("elsewhere", [("region", "California"), ("country", "Canada")])
def test_a_town_that_contradicts_its_row_stays_and_is_told(elsewhere):
    row = read([elsewhere, ("city", "Portland, OR, USA")])

    assert (row.said["city"], codes(row)) == ("Portland, OR, USA", ["other-place"])


@pytest.mark.parametrize("cell", ["NV", "nv", "Nevada", "NEVADA", "Nev."])
def test_a_region_is_known_by_name_code_and_short_form(cell):
    assert place(region=cell) == ("", "NV", "US")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ([("country", "Canada"), ("region", "Québec")], ("", "QC", "CA")),
        ([("region", "Bayern"), ("country", "Alemania")], ("", "Bayern", "DE")),
        ([("region", "Jalisco"), ("country", "México")], ("", "JAL", "MX")),
        ([("city", "Toluca, Edo. Méx."), ("country", "México")], ("Toluca", "MEX", "MX")),
        ([("region", "México"), ("country", "México")], ("", "MEX", "MX")),
        ([("city", "Guadalajara, México")], ("Guadalajara", "", "MX")),
        ([("city", "Guadalajara, MEX"), ("country", "México")], ("Guadalajara", "", "MX")),
        ([("region", "Ontario")], ("", "ON", "CA")),
        ([("region", "Canada")], ("", "", "CA")),
        ([("region", "Georgia")], ("", "GA", "US")),
    ],
)
def test_a_region_is_looked_for_in_the_country_of_its_row_first(cells, found):
    assert place(cells) == found


def test_a_region_abroad_is_told():
    assert codes(read(region="Ontario")) == ["region-abroad"]


@pytest.mark.parametrize(
    "cells", [[("region", "Neveda")], [("country", "Canada"), ("region", "Nevada")], [("region", "NV/CA")]]
)
def test_an_unknown_region_is_kept_as_a_note_and_asked_about(cells):
    row = read(cells)
    [message] = row.messages

    assert (row.said.get("region"), message.code, row.note) == (
        None,
        "unknown-value",
        f"State or region: {cells[-1][1]}",
    )


def test_what_was_said_of_an_unknown_region_is_remembered():
    assert place(region="Neveda", asked={"region-US neveda": "NV"}) == ("", "NV", "US")
    assert codes(read(region="Neveda", asked={"region-US neveda": "note"})) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("USA", "US"),
        ("Estados Unidos", "US"),
        ("États-Unis", "US"),
        ("Deutschland", "DE"),
        ("Alemania", "DE"),
        ("Allemagne", "DE"),
        ("mx", "MX"),
        ("U.K.", "GB"),
    ],
)
def test_countries_are_known_in_three_languages(cell, code):
    assert place([("country", cell)]) == ("", "", code)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Nevada; California", [("", "NV", "US"), ("", "CA", "US")]),
        ("Nevada, California", [("", "NV", "US"), ("", "CA", "US")]),
        ("NV, CA and UT", [("", "NV", "US"), ("", "CA", "US"), ("", "UT", "US")]),
        ("NV/CA", [("", "NV", "US"), ("", "CA", "US")]),
        ("Nevada, California, USA", [("", "NV", "US"), ("", "CA", "US")]),
        ("GA; DE; IN", [("", "GA", "US"), ("", "DE", "US"), ("", "IN", "US")]),
        ("Georgia", [("", "GA", "US")]),
        ("Los Angeles, CA", [("Los Angeles", "CA", "US")]),
        ("New York, NY", [("New York", "NY", "US")]),
        ("Washington, DC", [("Washington", "DC", "US")]),
        ("Sparks, Nevada, United States", [("Sparks", "NV", "US")]),
        ("Toronto, ON, CA", [("Toronto", "ON", "CA")]),
        ("Newfoundland and Labrador, Canada", [("", "NL", "CA")]),
        ("Canada; Mexico", [("", "", "CA"), ("", "", "MX")]),
        ("Paris, France", [("Paris", "", "FR")]),
        ("Lyon, Rhône, France", [("Lyon", "Rhône", "FR")]),
        ("Region: Île-de-France, France", [("", "Île-de-France", "FR")]),
        ("Reno\nSparks", [("Reno", "", "US"), ("Sparks", "", "US")]),
        ("Washoe County", [("Washoe County", "", "US")]),
        (",", [(",", "", "US")]),
    ],
)  # fmt: skip
def test_places_served_are_read_from_their_end(cell, found):
    assert served(cell) == found


def test_a_town_without_more_is_in_the_region_of_its_row_unless_it_says_a_country():
    cells = [("region", "NV"), ("service_areas", "Washoe County; Carson, USA; Tijuana, Mexico")]

    assert [area["region"] for area in said(cells)["service_areas"]] == ["NV", "", ""]


@pytest.mark.parametrize(
    ("cell", "reach"), [("statewide", "state"), ("Nationwide", "national"), ("Online, from anywhere", "online")]
)
def test_how_far_it_reaches_may_stand_among_places(cell, reach):
    assert said(service_areas=f"{cell}; Reno, NV")["reach"] == reach


def test_a_reach_the_row_says_otherwise_is_kept_as_a_note():
    row = read([("reach", "national"), ("service_areas", "statewide")])

    assert (row.said["reach"], row.note) == ("national", "Places it serves: statewide")


@pytest.mark.parametrize("cell", ["Narnia", "GA", "Reno, XX"])
def test_a_place_in_no_country_is_kept_as_a_note(cell):
    row = read(service_areas=cell, country="")

    assert (row.said.get("service_areas"), row.note) == (None, f"Places it serves: {cell}")
