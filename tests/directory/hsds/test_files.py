"""Everything in one file: a package that holds together, a map without doors, and neither too large for memory."""

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from uuid import UUID

import jsonschema
import pytest
from django.test import Client

from directory.hsds import package, state
from directory.hsds.dictionary import THINGS
from directory.hsds.taxonomies import Vocabulary
from directory.hsds.writing import Writing
from tests import factories
from tests.directory.hsds.asking import EVERYTHING, ask, everything, lines

pytestmark = pytest.mark.django_db
READS = {
    ("string", "uuid"): UUID,
    ("string", "uri"): lambda text: jsonschema.FormatChecker().check(text, "uri"),
    ("string", "email"): lambda text: jsonschema.FormatChecker().check(text, "email"),
    ("string", None): str,
    ("number", None): float,
    ("date", None): lambda text: datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC),
    ("time", None): lambda text: datetime.strptime(text, "%H:%M:%S"),  # noqa: DTZ007 (a clock)
    ("datetime", None): lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z"),
}


def archive():
    return zipfile.ZipFile(io.BytesIO(Client().get("/open-data/hsds.zip").getvalue()))


def tables(files):
    """Read every table by the description that comes with it."""
    described = json.loads(files.read("datapackage.json"))
    return {
        resource["name"]: (
            resource,
            list(csv.DictReader(io.StringIO(files.read(resource["path"]).decode(), newline=""))),
        )
        for resource in described["resources"]
    }


def test_every_cell_is_what_the_package_says_it_is():
    everything(description='Peer "support",\nby members – und für alle.')

    for resource, rows in tables(archive()).values():
        fields = resource["schema"]["fields"]
        for row in rows:
            assert list(row) == [field["name"] for field in fields]
            for field in fields:
                text, asks = row[field["name"]], field["constraints"]
                assert text or not asks["required"], (resource["name"], field["name"])
                assert not text or text in asks.get("enum", [text])
                if text:
                    READS[field["type"], field.get("format")](text)


def test_keys_are_unique_and_lead_somewhere():
    parent = factories.organization()
    everything(parent=str(parent.public_id))
    read = tables(archive())
    ids = {name: [row["id"] for row in rows] for name, (_resource, rows) in read.items()}

    assert all(ids.values())
    assert [name for name, found in ids.items() if len(found) != len(set(found))] == []
    for resource, rows in read.values():
        for key in resource["schema"]["foreignKeys"]:
            given = {row[key["fields"]] for row in rows} - {""}
            assert given <= set(ids[key["reference"]["resource"]])
    everywhere = {identifier for found in ids.values() for identifier in found}
    assert {row["link_id"] for row in read["attribute"][1]} <= everywhere
    assert {row["parent_organization_id"] for row in read["organization"][1]} == {str(parent.public_id), ""}


def test_the_package_says_what_the_addresses_say():
    everything()
    factories.organization()
    read = {name: rows for name, (_resource, rows) in tables(archive()).items()}

    def columns(thing, record):
        return {field.name: str(record.get(field.name, "")) for field in THINGS[thing].columns}

    assert read["organization"] == [columns("organization", told) for told in lines("organizations", format="ndjson")]
    assert read["service"] == [columns("service", told) for told in lines("services", format="ndjson")]
    (place,) = ask("service_at_locations", full="true")["contents"]
    assert read["address"] == [columns("address", place["location"]["addresses"][0])]


def test_the_package_is_the_same_until_something_changes_and_says_on_what_terms(settings):
    settings.OPEN_DATA_LICENSE = ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    everything()

    first, second = (Client().get("/open-data/hsds.zip") for _number in range(2))

    content = first.getvalue()
    assert content == second.getvalue()
    described = json.loads(archive().read("datapackage.json"))
    assert described["licenses"] == [{"name": settings.OPEN_DATA_LICENSE[0], "path": settings.OPEN_DATA_LICENSE[1]}]
    assert "CC0-1.0" in archive().read("README.txt").decode()
    assert described["created"] in archive().read("README.txt").decode()
    assert first.headers["Content-Disposition"] == 'attachment; filename="hsds.zip"'
    assert Client().get("/open-data/hsds.zip", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_package_begins_before_all_of_it_is_read_and_stops_when_nobody_takes_it(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    everything()
    [record] = lines("organizations", full_service="true", format="ndjson")
    read = []

    def many():
        for number in range(100_000):
            read.append(number)
            yield record

    by = Writing("https://here.example.org", Vocabulary("https://here.example.org/hsds/profile"), None)
    sent = package.pieces(many(), by, None)
    beginning = next(sent)
    assert (beginning[:4], read) == (b"PK\x03\x04", [])
    next(sent)
    assert 0 < len(read) < 20_000
    assert len(list(tmp_path.iterdir())) == 1

    sent.close()

    assert list(tmp_path.iterdir()) == []


def test_an_empty_directory_makes_an_empty_package():
    read = tables(archive())

    assert {name for name, (_resource, rows) in read.items() if rows} == {"taxonomy", "taxonomy_term"}
    assert ask("services")["empty"]
    assert lines("services", format="ndjson") == []
    assert json.loads(Client().get("/open-data/groups.geojson").getvalue())["features"] == []


def test_the_map_has_towns_and_no_doors():
    everything()
    factories.organization(name="Elsewhere", city="", region="", reach="online")

    told = json.loads(Client().get("/open-data/groups.geojson").getvalue())

    (feature,) = told["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-119.81, 39.53]}
    assert feature["properties"] == {
        "name": "Lantern Collective", "page": "http://testserver/groups/lantern-collective/", "kind": "local-group",
        "leadership": "survivors", "reach": "state", "country": "US", "region": "NV", "city": "Reno",
        "focus_areas": ["economic-justice", "connection-care"], "website": EVERYTHING["website"], "precision": "kilometre",
    }  # fmt: skip
    assert told["license"]["name"] == "CC-BY-4.0"
    assert told["updated"].endswith("Z")


def test_every_file_says_on_what_terms_it_may_be_used(settings):
    name, url = settings.OPEN_DATA_LICENSE = ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    everything()

    for address in (
        "groups.csv",
        "groups.json",
        "groups.xlsx",
        "hsds/services?format=ndjson",
        "open-data/groups.geojson",
    ):
        assert Client().get(f"/{address}").headers["Link"] == f'<{url}>; rel="license"'
    with zipfile.ZipFile(io.BytesIO(Client().get("/groups.xlsx").getvalue())) as workbook:
        properties = workbook.read("docProps/core.xml").decode()
    assert all(told in properties for told in (name, url, f"Last change: {state.present().changed_at:%Y-%m-%d}"))
    assert f"<rights>{name}, {url}</rights>" in Client().get("/groups.atom").content.decode()


@pytest.mark.parametrize("address", ["hsds.zip", "groups.geojson"])
def test_files_are_let_out_as_answers_are(address):
    refused = Client().get(f"/open-data/{address}?page=2")
    head = Client().head(f"/open-data/{address}")

    assert (refused.status_code, refused.json()["error"]["field"]) == (400, "page")
    assert head.getvalue() == b""
    assert head.headers["Access-Control-Allow-Origin"] == "*"
    assert Client().post(f"/open-data/{address}").status_code == 405
