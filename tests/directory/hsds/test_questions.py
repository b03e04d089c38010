"""What partners may ask, and that parts of a question add up."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.hsds.identifiers import of_taxonomy
from tests import factories
from tests.directory.hsds.asking import ask, everything, lines, names, refused

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"


def three():
    """Three listings: one that says everything, a fund far away, and one that is online."""
    everything()
    factories.organization(
        name="Harbor Fund", kind="fund", region="NY", city="Albany", focus_areas=["economic-justice"]
    )
    factories.organization(name="Night Desk", reach="online", region="", city="", country="NL", languages=["es"])


def term(taxonomy, code):
    return of_taxonomy(taxonomy, code)


CASES = [
    ({}, ["Lantern Collective", "Harbor Fund", "Night Desk"]),
    ({"search": "harbor moon"}, []),
    ({"search": "FUNDS"}, ["Harbor Fund"]),
    ({"taxonomy_term_id": term("focus-area", "economic-justice")}, ["Lantern Collective", "Harbor Fund"]),
    ({"taxonomy_term_id": term("focus-area", "interpersonal")}, ["Lantern Collective", "Night Desk"]),
    ({"taxonomy_term_id": term("leadership", "survivors")}, ["Lantern Collective"]),
    ({"taxonomy_term_id": term("on-contact", "police")}, ["Lantern Collective"]),
    (
        {"taxonomy_term_id": [term("focus-area", "economic-justice"), term("kind", "fund")]},
        ["Harbor Fund"],
    ),
    ({"taxonomy_id": of_taxonomy("connect")}, ["Lantern Collective"]),
    ({"taxonomy_id": of_taxonomy("on-contact"), "search": "fund"}, []),
    ({"organization_id": NOBODY}, []),
    ({"postcode": "89501"}, ["Lantern Collective"]),
    ({"postcode": "Truckee, CA"}, ["Lantern Collective"]),
    ({"postcode": "12207"}, ["Harbor Fund"]),
    ({"postcode": "12207", "proximity": "20000"}, ["Harbor Fund"]),
    ({"postcode": "Sparks, NV", "proximity": "20000"}, ["Lantern Collective"]),
    ({"postcode": "89501", "proximity": "20000", "search": "fund"}, []),
]


def test_each_part_narrows_what_the_others_leave():
    three()

    organizations = [(parts, names("organizations", **parts)) for parts, _found in CASES]
    services = [
        (parts, [record["organization"]["name"] for record in ask("services", **parts)["contents"]])
        for parts, _found in CASES
    ]

    assert organizations == CASES
    assert services == CASES


def test_a_service_is_found_by_its_organization():
    three()
    fund = ask("organizations", search="fund")["contents"][0]

    services = ask("services", organization_id=fund["id"])["contents"]

    assert [service["organization_id"] for service in services] == [fund["id"]]
    assert ask(f"organizations/{fund['id']}")["services"] == [
        {"id": services[0]["id"], "name": "Connect with Harbor Fund", "status": "active"}
    ]


def test_only_what_has_a_public_place_is_at_a_location():
    three()

    (place,) = ask("service_at_locations")["contents"]

    assert place["location"]["description"] == "12 Public Square, Reno, NV 89501"
    assert place["service"]["organization"]["name"] == "Lantern Collective"


def test_an_address_is_given_only_with_all_its_parts():
    everything(public_address="12 Public Square, Suite 10001")

    (place,) = ask("service_at_locations", full="true")["contents"]

    assert "addresses" not in place["location"]


@pytest.mark.parametrize(
    ("country", "region", "written", "code"),
    [
        ("GB", "ENG", "12 High Street, Manchester M1 1AE", "M1 1AE"),
        ("MX", "CMX", "Calle Uno 5, Col. Centro, C.P. 06010, Ciudad de México", "06010"),
        ("MX", "CMX", "Calle Uno 15000, Ciudad de México", None),
        ("GB", "", "12 High Street, Manchester M1 1AE", None),
    ],
)
def test_a_postal_code_abroad_is_found_where_it_can_be_nothing_else(country, region, written, code):
    everything(country=country, region=region, public_address=written)

    (place,) = ask("service_at_locations", full="true")["contents"]

    assert [one["postal_code"] for one in place["location"].get("addresses", [])] == ([code] if code else [])


def test_terms_are_found_by_taxonomy_and_parent():
    areas, level = of_taxonomy("focus-area"), term("focus-area", "societal")

    assert {record["code"] for record in ask("taxonomy_terms", taxonomy_id=areas, top_only="true")["contents"]} == {
        "societal", "community", "interpersonal",
    }  # fmt: skip
    under = ask("taxonomy_terms", parent_id=level)["contents"]
    assert {record["parent_id"] for record in under} == {level}
    assert [record["code"] for record in ask("taxonomy_terms", parent_id=level, search="ECONOMIC")["contents"]] == [
        "economic-justice"
    ]


def test_pages_join_up_and_the_last_one_says_so():
    three()

    pages = [ask("organizations", page=page, per_page=2) for page in (1, 2, 3)]

    assert [[record["name"] for record in page["contents"]] for page in pages] == [
        ["Lantern Collective", "Harbor Fund"],
        ["Night Desk"],
        [],
    ]
    envelopes = [{name: value for name, value in page.items() if name != "contents"} for page in pages]
    assert envelopes[1] == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False, "last_page": True,
        "empty": False,
    }  # fmt: skip
    assert [(page["empty"], page["size"]) for page in pages] == [(False, 2), (False, 1), (True, 0)]


def test_no_page_is_larger_than_the_most():
    three()

    assert ask("organizations", per_page=5000)["total_pages"] == 1
    assert ask("organizations", page=10**9, per_page=100)["empty"]


def test_minimal_records_come_all_at_once_and_name_the_same_ids():
    three()

    page = ask("services", minimal="true")

    assert (page["size"], page["total_pages"]) == (3, 1)
    assert [record["id"] for record in page["contents"]] == [
        record["id"] for record in lines("services", format="ndjson")
    ]
    assert set(page["contents"][0]) == {"id", "name", "status", "last_modified"}


@pytest.mark.parametrize(
    ("address", "parts", "field"),
    [
        ("services", {"colour": "red"}, "colour"),
        ("services", {"page": "0"}, "page"),
        ("services", {"page": "many"}, "page"),
        ("services", {"page": ["1", "2"]}, "page"),
        ("services", {"per_page": "-1"}, "per_page"),
        ("services", {"format": "xml"}, "format"),
        ("services", {"full": "perhaps"}, "full"),
        ("services", {"modified_after": "yesterday"}, "modified_after"),
        ("services", {"modified_after": "2026-02-31"}, "modified_after"),
        ("services", {"modified_after": "0001-01-01T00:00:00+14:00"}, "modified_after"),
        ("services", {"taxonomy_term_id": "red"}, "taxonomy_term_id"),
        ("services", {"taxonomy_term_id": NOBODY}, "taxonomy_term_id"),
        ("services", {"taxonomy_id": NOBODY}, "taxonomy_id"),
        ("services", {"organization_id": "red"}, "organization_id"),
        ("services", {"postcode": "nowhere at all"}, "postcode"),
        ("services", {"postcode": "Nevada"}, "postcode"),
        ("services", {"proximity": "1000"}, "proximity"),
        ("services", {"postcode": "89501", "proximity": "-1"}, "proximity"),
        ("services", {"search": "word " * 21}, "search"),
        ("services", {"search": ""}, "search"),
        ("services", {"search": " "}, "search"),
        ("services", {"organization_id": ""}, "organization_id"),
        ("services", {"modified_after": ""}, "modified_after"),
        ("services", {"postcode": ""}, "postcode"),
        ("services", {"taxonomy_term_id": ""}, "taxonomy_term_id"),
        ("services", {"taxonomy_id": [term("kind", "fund"), ""]}, "taxonomy_id"),
        ("services", {"full": ""}, "full"),
        ("taxonomy_terms", {"parent_id": ""}, "parent_id"),
        ("services", {"full": "true", "minimal": "true"}, "minimal"),
        ("services", {"minimal": "true", "per_page": "1"}, "per_page"),
        ("services", {"format": "ndjson", "page": "2"}, "page"),
        ("organizations", {"minimal": "true"}, "minimal"),
        ("taxonomies", {"full": "true"}, "full"),
        (f"organizations/{NOBODY}", {"full": "true"}, "full"),
        ("", {"page": "1"}, "page"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(address, parts, field):
    status, named, sentence = refused(address, **parts)

    assert (status, named) == (400, field)
    assert sentence.endswith((".", "…"))


@pytest.mark.parametrize("address", ["", "openapi.json", f"services/{NOBODY}", f"taxonomies/{NOBODY}"])
def test_where_nothing_is_asked_that_is_said(address):
    assert refused(address, colour="red") == (
        400, "colour", "Nothing can be asked here. Leave out what follows the question mark.",
    )  # fmt: skip


@pytest.mark.parametrize("place", ["Nevada", "1", "nowhere at all"])
def test_a_place_that_cannot_be_asked_for_is_answered_with_what_can(place):
    status, _field, sentence = refused("services", postcode=place)

    assert (status, sentence.partition(". ")[2]) == (
        400, "Give a postal code of the United States or Canada, or a town.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "nothing",
        "services/",
        f"services/{NOBODY}",
        "services/red",
        "organizations/1/2",
        f"taxonomies/{NOBODY}",
        "removed",
    ],
)
def test_what_is_not_there_is_said_alike(address):
    assert refused(address) == (404, "", "There is nothing here.")


@pytest.mark.parametrize("name", ["services", "organizations", "service_at_locations"])
@pytest.mark.parametrize("form", ["short", "full"])
def test_a_page_costs_as_many_questions_for_one_as_for_many(name, form):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            ask(name, full=str(form == "full").lower())
        return len(asked)

    everything()
    one = cost()
    for number in range(4):
        factories.organization(public_address=f"{number} Square", address_is_open=True, address_is_agreed=True)

    assert cost() == one
    assert one <= 16


def test_a_removed_listing_is_in_no_answer_and_cannot_be_told_from_one_that_never_was():
    three()
    gone = factories.withdrawn(name="Taken Down")

    assert "Taken Down" not in [record["name"] for record in lines("organizations", format="ndjson")]
    assert (
        Client().get(f"/hsds/organizations/{gone.public_id}").content
        == Client().get(f"/hsds/organizations/{NOBODY}").content
    )
