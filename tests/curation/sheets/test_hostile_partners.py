"""A partner's file that is broken or means harm costs nothing and is answered with a sentence."""

import json

import pytest

from curation.sheets.faults import SheetFault
from curation.sheets.reader import read
from tests.curation.sheets import files, partners
from tests.curation.sheets.test_hostile_files import SPACES, noise

ASK = "Ask whoever made it for a file that has this put right."
NAMELESS = [{"id": "o-1", "title": "Harbor"}]
TWICE = [{"id": "o-1", "name": "Harbor"}, {"id": "o-1", "name": "Juniper"}]
LONG = [{"id": "o-1", "name": "Harbor", "description": "x" * 4001}]
NO_TABLE = (
    "There is no organizations.csv in this package. A package of Open Referral HSDS 3 has one table for each kind of thing. "
    "A spreadsheet is brought as .xlsx or .csv."
)
OPEN = ("services.csv", 'id,organization_id,name\ns-1,o-1,"Rides\n')


def fault(content, name="partner.zip"):
    with pytest.raises(SheetFault) as raised:
        read(content, name)
    return str(raised.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (partners.package(organizations=NAMELESS), f"In organizations.csv there is no column “name”. {ASK}"),
        (partners.package(organizations=TWICE), f"In organizations.csv, row 3: an earlier row has the same id. {ASK}"),
        (
            partners.package(organizations=LONG),
            "In organizations.csv, row 2, column “description”: more than 4000 letters. Shorten it there, and pack the files again.",
        ),
        (
            partners.package(OPEN, services=None),
            f"In services.csv a quotation mark opened in row 2 is never closed. {ASK}",
        ),
        (
            partners.package(("services.csv", b"id,name\n1,\x81\xff\x00\x01\x02"), services=None),
            "The letters of services.csv cannot be read. Ask whoever made it for UTF-8.",
        ),
        (partners.package(("sub/services.csv", "id\n")), f"There are two tables called services.csv in this package. {ASK}"),
        (
            partners.package(organizations=None),
            NO_TABLE,
        ),
        (partners.package(("../evil.csv", "x")), f"The file holds a part that points outside of it. {ASK}"),
        (
            partners.package(("ORGANIZATIONS.csv", "id,name\n")),
            f"The file holds two parts of the same name, which no spreadsheet program writes. {ASK}",
        ),
        (
            partners.package(("metadata.csv", [SPACES] * 60)),
            f"The file unpacks to far more than a spreadsheet of its size would. {ASK}",
        ),
        (partners.package()[:-300], "The file is damaged or was cut short. Save it once more, and upload it again."),
        (files.lying(partners.package(), 4_000), "The file is damaged or was cut short. Save it once more, and upload it again."),
        (b"id,name\n1,Harbor\n", f"The file is called .zip, but it is text inside. {ASK}"),
        (files.xlsx(), f"The file is called .zip, but it is .xlsx inside. {ASK}"),
    ],
)  # fmt: skip
def test_a_package_that_is_wrong_is_answered_with_the_file_the_row_and_the_column(content, sentence):
    assert fault(content) == sentence


AS_JSON = "Save the answer of the partner’s address as it came, as .json or .ndjson."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'[{"id": "1",\n"name": }]', f"Line 2 is not JSON. {AS_JSON}"),
        (b'{"id": "1", "name": "Harbor"}\nnot json\n', f"Line 2 is not JSON. {AS_JSON}"),
        (b"[" * 100_000, f"The objects in this file stand inside each other far too deep. {ASK}"),
        (b'[{"a": ' * 20_000 + b"1" + b"}]" * 20_000, f"The objects in this file stand inside each other far too deep. {ASK}"),
        (b'[{"id": "1", "name": "Harbor"}, 7]', f"Record 2 is neither an organization nor a service of HSDS. {AS_JSON}"),
        (b'{"id": "1", "name": "Hall", "location_type": "physical"}', f"Record 1 is neither an organization nor a service of HSDS. {AS_JSON}"),
        (b'{"id": "1", "name": "Kinds", "version": "1"}', f"Record 1 is neither an organization nor a service of HSDS. {AS_JSON}"),
        (b'{"total_items": 3}', f"Record 1 is neither an organization nor a service of HSDS. {AS_JSON}"),
        (b"[" + b"9" * 5000 + b"]", f"Line 1 is not JSON. {AS_JSON}"),
        (
            partners.page({"id": "s-1", "name": "Rides", "organization_id": "o-1"}),
            "No record in this file says which organization it is of. Ask the partner’s address for whole records: full=true.",
        ),
        (partners.page(), "There is no record in this file. Look whether the partner’s address finds anything."),
        (
            partners.page({"id": "s-1", "name": "Connect with Harbor", "status": "active", "last_modified": "2026-11-01T10:00:00.000Z"}),
            "Record 1 is a service and does not say of which organization. Ask the partner’s address for whole records: full=true.",
        ),
        (
            b'[{"Listing ID": "1", "Version": "1", "Name": "Harbor", "Acronym": ""}]',
            "Record 1 is a row of a table, and neither an organization nor a service of HSDS. Take the same table as .csv or .xlsx.",
        ),
        (b"<!doctype html><p>Sign in", f"The file is called .json, but it is HTML inside. {ASK}"),
    ],
)  # fmt: skip
def test_an_answer_that_is_wrong_is_told_of_by_its_line(content, sentence):
    assert fault(content, "page.json") == sentence


def test_strange_values_are_left_out_and_nothing_falls():
    odd = {
        "id": {"a": 1}, "name": "Harbor \ud800\0Union", "phones": "none", "locations": [7, None, {"addresses": {"a": 1}}],
        "services": [{"name": ["x"], "schedules": [[]], "attributes": [{"taxonomy_term": None, "link_id": 9}]}], "website": True,
    }  # fmt: skip

    reading = read(json.dumps([odd]).encode(), "page.json")

    assert [row[1] for row in reading.rows] == [["Name"], ["Harbor ?Union"]]


def test_a_thousand_made_up_kinds_of_ways_are_too_many_columns():
    terms = [{"id": f"tt-{n}", "code": f"way-{n}", "name": f"Way {n}"} for n in range(200)]
    told = [{"id": f"t-{n}", "link_id": partners.SERVICE, "link_type": "connect", "taxonomy_term_id": f"tt-{n}"} for n in range(200)]  # fmt: skip

    assert fault(partners.package(attributes=told, taxonomy_terms=terms)).startswith("Row 1 reaches beyond column 100.")


def test_pictures_beside_the_tables_are_not_even_unpacked_into_the_copy():
    reading = read(partners.package(noise(100_000)), "partner.zip")

    assert len(reading.rows) == 3
