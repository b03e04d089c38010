"""A place is found as people write it, without asking anybody; and distances hold everywhere on the globe."""

import math

import pytest
from django.utils.translation import override
from hypothesis import assume, example, given
from hypothesis import strategies as st

from directory import gazetteer, places
from directory.gazetteer import AT_MOST, box, find, key, kilometres_from

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def said(text, country=""):
    return [places.place_name(place.country, place.region, place.name) for place in find(text, country)]


@pytest.mark.parametrize(
    "text",
    [
        "Reno, NV",
        "Reno, Nevada",
        "Reno NV",
        "reno nevada usa",
        "RENO,NEVADA,UNITED STATES",
        " Reno ,  N.V. ",
        "89501",
        "89501-1234",
        "89501 USA",
        "Reno, NV 89501",
        "Reno Nevada 89501-1234",
    ],
)
def test_one_town_is_found_however_it_is_written(text):
    assert said(text) == ["Reno, Nevada, United States of America"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Montréal", "Montréal, Quebec, Canada"),
        ("montreal qc", "Montréal, Quebec, Canada"),
        ("Paris, France", "Paris, Île-de-France, France"),
        ("San José, Costa Rica", "San José, San José, Costa Rica"),
        ("St Paul, MN", "Saint Paul, Minnesota, United States of America"),
        ("Port St. Lucie", "Port Saint Lucie, Florida, United States of America"),
        ("East St Louis", "East Saint Louis, Illinois, United States of America"),
        ("Saint Louis, Missouri", "St. Louis, Missouri, United States of America"),
        ("Ft. Worth", "Fort Worth, Texas, United States of America"),
        ("Mt Vernon, NY", "Mount Vernon, New York, United States of America"),
        ("NYC", "New York City, New York, United States of America"),
        ("New York, N.Y.", "New York City, New York, United States of America"),
        ("Washington, D.C.", "Washington, District of Columbia, United States of America"),
        ("Vancouver BC", "Vancouver, British Columbia, Canada"),
        ("Vancouver, WA", "Vancouver, Washington, United States of America"),
        ("Kansas City, KS", "Kansas City, Kansas, United States of America"),
        ("Cardiff, Wales", "Cardiff, Wales, United Kingdom"),
        ("London UK", "London, England, United Kingdom"),
        ("San Juan, Puerto Rico", "San Juan, Puerto Rico, United States of America"),
        ("Tromso", "Tromsø, Troms, Norway"),
        ("Łódź", "Łódź, Łódź Voivodeship, Poland"),
        ("V5K 1A1", "Vancouver, British Columbia, Canada"),
        ("28001 Madrid, España", "Madrid, Madrid, Spain"),
    ],
)
def test_the_most_likely_place_comes_first(text, first):
    assert said(text)[0] == first


def test_towns_of_one_name_come_by_the_number_of_people_and_not_too_many():
    found = find("Springfield")

    assert [place.region for place in found[:3]] == ["MO", "MA", "IL"]
    assert [place.population for place in found] == sorted((place.population for place in found), reverse=True)
    assert len(found) == AT_MOST


def test_a_country_narrows_what_is_found():
    assert said("London", "CA") == ["London, Ontario, Canada"]
    assert said("89501", "CA") == []
    assert [place.region for place in find("San Juan", "PR")] == ["PR"]
    assert [place.region for place in find("00901", "PR")] == ["PR"]
    assert [place.country for place in find("Dover", "DE")] == []  # a code of Germany, and of Delaware
    assert find("Paris", "ZZ") == []


def test_letters_that_are_a_state_and_a_country_mean_either():
    assert said("Atlanta, GA")[0] == "Atlanta, Georgia, United States of America"
    assert said("Los Angeles, CA") == ["Los Angeles, California, United States of America"]
    assert [(place.country, place.region) for place in find("London, CA")] == [("CA", "ON"), ("US", "CA")]


def test_a_place_that_does_not_exist_is_not_guessed():
    assert [find(text) for text in ("Reno, France", "Renoo", "00000", "Z9Z 9Z9", "Nowhere in particular")] == [[]] * 5


def test_a_code_of_another_country_that_looks_like_a_zip_code_is_not_taken_for_one():
    assert said("Paris 75001")[0] == "Paris, Île-de-France, France"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Munich, Germany", ("DE", "Bavaria", "Munich")),
        ("Munich, Alemania", ("DE", "Bavaria", "Munich")),
        ("Reno, Estados Unidos", ("US", "NV", "Reno")),
        ("Reno, États-Unis", ("US", "NV", "Reno")),
        ("Albany, Nueva York", ("US", "NY", "Albany")),
        ("Nueva York 10001", ("US", "NY", "New York City")),
    ],
)
def test_places_are_named_in_english_spanish_and_french_on_every_page(language, text, place):
    with override(language):
        found = find(text)[0]

    assert (found.country, found.region, found.name) == place


def test_words_before_a_code_agree_with_it_as_whole_words_only():
    assert [place.name for place in find("Metairie, LA 70001")] == ["Metairie Terrace"]
    assert find("Puebla 70001")[0].country == "MX"  # which ends with “la”, as towns of Louisiana may


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nueva York", ("US", "New York City")),
        ("new york", ("US", "New York City")),
        ("Nueva Orleans", ("US", "New Orleans")),
        ("La Nouvelle-Orléans", ("US", "New Orleans")),
        ("Filadelfia", ("US", "Philadelphia")),
        ("Philly", ("US", "Philadelphia")),
        ("Vegas", ("US", "Las Vegas")),
        ("CDMX", ("MX", "Mexico City")),
        ("Ciudad de México", ("MX", "Mexico City")),
        ("Quebec City", ("CA", "Québec")),
        ("Londres", ("GB", "London")),
        ("Londres, Reino Unido", ("GB", "London")),
        ("Ginebra", ("CH", "Geneva")),
        ("Genf", ("CH", "Geneva")),
        ("Burdeos", ("FR", "Bordeaux")),
        ("Florencia, Italia", ("IT", "Florence")),
        ("La Haya", ("NL", "The Hague")),
        ("Nueva Delhi", ("IN", "New Delhi")),
        ("Bombay", ("IN", "Mumbai")),
        ("Pékin", ("CN", "Beijing")),
    ],
)
def test_a_town_is_known_by_what_other_languages_call_it(text, place):
    assert (find(text)[0].country, find(text)[0].name) == place


def test_what_is_called_so_itself_comes_before_what_others_call_so():
    assert [(town.country, town.name) for town in find("Florencia")] == [
        ("CO", "Florencia"),
        ("CU", "Florencia"),
        ("IT", "Florence"),
    ]
    assert len(find("Paris")) == len(set(find("Paris")))


def test_the_file_of_other_names_is_in_order_and_leads_to_towns():
    lines = gazetteer._lines("town_names.tsv.gz")

    assert lines == sorted(lines)
    assert len(lines) > 30_000
    for line in lines[::400]:
        name, country, region, _own = line.split("\t")
        assert name == gazetteer.key(name), line
        assert any((town.country, town.region) == (country, region) for town in gazetteer._called(name)), line


@pytest.mark.parametrize("nickname", sorted(gazetteer._NICKNAMES))
def test_every_nickname_leads_to_a_town(nickname):
    assert find(nickname)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a" * 5000,
        "Springfield " * 500,
        "\0",
        "Re\0no",
        "\u202eNV ,oneR\u202c",
        "🏳️‍⚧️",
        "🏠 🚪",
        "%_%' OR 1=1 --",
        "../../etc/passwd",
        "\ud800",
        "ﷺ" * 100,
        "١٢٣٤٥",
        "1" * 100,
        "\t\n\r\x1c\u2028",
    ],
)
def test_hostile_text_finds_nothing_and_breaks_nothing(text):
    assert find(text) == []


def test_invisible_marks_around_a_name_do_not_hide_it():
    assert said("\u200fReno,\u200e NV\u200f\0") == said("Reno, NV") != []


@given(st.text(max_size=300), st.sampled_from(["", "US", "CA", "PR", "zz"]))
@example("st", "")
@example("ß st ft 89501", "US")
def test_no_text_makes_it_fail(text, country):
    assert len(find(text, country)) <= AT_MOST


@pytest.mark.parametrize("name", ["places.tsv.gz", "postal_codes.tsv.gz"])
def test_the_files_are_sorted_as_they_are_searched(name):
    lines = gazetteer._lines(name)

    assert lines == sorted(lines, key=gazetteer._key if name == "places.tsv.gz" else None)
    assert len(lines) > 30_000


def test_every_region_with_a_code_is_one_we_know():
    known = {(country, code) for country, codes in places.REGIONS.items() for code in codes}
    rows = [line.split("\t") for line in gazetteer._lines("places.tsv.gz")]
    here = {(country, region) for country, region, *_ in rows if country in places.REGIONS}

    assert here - known == set()
    assert {("US", code) for code in places.REGIONS["US"]} - here == set()


def test_places_are_kept_to_about_a_kilometre_and_no_more_exactly():
    coordinates = [
        part
        for name, columns in (("places.tsv.gz", (4, 5)), ("postal_codes.tsv.gz", (2, 3)))
        for line in gazetteer._lines(name)
        for part in (line.split("\t")[column] for column in columns)
    ]

    assert {len(part.partition(".")[2]) for part in coordinates} == {2}


def test_a_name_is_compared_without_case_accents_and_abbreviations():
    assert key("ST.-PAUL") == key("Saint Paul") == "saint paul"
    assert key("Ålesund") == key("alesund")


def test_known_distances():
    assert kilometres_from(40.71, -74.01)(34.05, -118.24) == pytest.approx(3936, abs=5)
    assert kilometres_from(0, 179.5)(0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert kilometres_from(90, 0)(-90, 77) == pytest.approx(math.pi * gazetteer.EARTH_RADIUS_KM)
    assert kilometres_from(12, 34)(12, 34) == 0


@given(latitudes, longitudes, st.floats(0, 21_000), latitudes, longitudes)
@example(0, 179.9, 50, 0, -179.9)
@example(0, 180, 0, 0, -180)
@example(89.9, 0, 50, 89.9, 180)
@example(-90, 0, 1, -90, 90)
def test_a_box_holds_every_point_within_the_distance(lat, lon, km, other_lat, other_lon):
    assume(kilometres_from(lat, lon)(other_lat, other_lon) <= km)

    assert box(lat, lon, km).holds(other_lat, other_lon)


@given(latitudes, longitudes, st.floats(0.1, 500), st.floats(0, 2 * math.pi), st.floats(0, 1))
def test_a_box_holds_a_point_reached_from_its_middle(lat, lon, km, bearing, share):
    angle = km * share / gazetteer.EARTH_RADIUS_KM
    start = math.radians(lat)
    sine = math.sin(start) * math.cos(angle) + math.cos(start) * math.sin(angle) * math.cos(bearing)
    end = math.asin(max(-1.0, min(1.0, sine)))
    turned = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(start), math.cos(angle) - math.sin(start) * math.sin(end)
    )
    there = (math.degrees(end), (lon + math.degrees(turned) + 180) % 360 - 180)
    # Near a pole, a bearing is not exact enough to know how far that is.
    assume(kilometres_from(lat, lon)(*there) <= km)

    assert box(lat, lon, km).holds(*there)


def test_a_box_is_no_larger_than_it_must_be():
    reno = box(39.53, -119.81, 50)

    assert not reno.holds(38.5, -119.81)
    assert not reno.holds(39.53, -118.5)
    assert len(reno.spans) == 1
    assert [round(edge) for span in box(-17, 179.9, 50).spans for edge in span] == [-180, -180, 179, 180]
    assert box(89.9, 10, 50).spans == ((-180.0, 180.0),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Seatle", "Seattle, WA"),
        ("Sparrks, NV", "Sparks, NV"),
        ("Portlnad, OR", "Portland, OR"),
        ("st pual", "Saint Paul, MN"),
        ("Montreall", "Montréal, QC"),
        # Two letters that are swapped are one slip, and of towns as much alike the largest was meant.
        ("Rneo", "Reno, NV"),
        ("Sna Fransisco", "San Francisco, CA"),
        ("Renoo", "Reno, NV"),
        ("Portlnad OR", "Portland, OR"),
        ("Elko county", "Elko, NV"),
        ("Elko County, Nevada", "Elko, NV"),
        ("condado de elko", "Elko, NV"),
        ("Carson, NV", "Carson City, NV"),
        ("Minneap", "Minneapolis, MN"),
        ("89599", "Reno, NV"),
        # Where the rest says nothing that we know, the town counts alone.
        ("Seatle, Xyz", "Seattle, WA"),
    ],
)
def test_a_slip_of_the_keys_is_seen_through(typed, meant):
    first, *_others = gazetteer.like(typed)

    assert gazetteer.find(typed) == []
    assert f"{first.name}, {first.region}" == meant


@pytest.mark.parametrize("typed", ["", "  ", "Xyzzyq", "ab", "00000", "?!", "🌂" * 9, "a" * 10_000, ",,,", "\0\0\0\0"])
def test_what_is_like_no_town_is_like_none(typed):
    assert gazetteer.like(typed) == []


def test_codes_that_begin_alike_lead_to_towns_that_are_found():
    offered = [gazetteer.like(code) for code in ("99999", "89599", "10000-1234", "Reno, NV 89599")]

    assert all(len(towns) > 1 for towns in offered)
    assert {town.region for town in offered[0]} == {"AK"}
    for town in (town for towns in offered for town in towns):
        assert find(f"{town.name}, {town.region}, US"), town


def test_towns_that_begin_with_the_name_of_one_may_be_meant_besides_unless_they_are_much_smaller():
    assert [(town.name, town.region) for town in gazetteer.besides("carson")] == [("Carson City", "NV")]
    assert [gazetteer.besides(text) for text in ("Boston", "Carson, CA", "Xyzzyq", "", "a" * 10_000)] == [[]] * 5
