"""What is sent holds against the schemas that Open Referral publishes. They are not part of this project.

HSDS_SCHEMAS names the folder that has them: compiled/, entity/ and datapackage.json of HSDS 3.2.
"""

import gzip
import io
import json
import os
import zipfile
from pathlib import Path

import jsonschema
import pytest

from directory.hsds.dictionary import THINGS
from tests import factories
from tests.directory.hsds.asking import ask, everything, lines

SCHEMAS = Path(os.environ.get("HSDS_SCHEMAS", "nowhere"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not SCHEMAS.is_dir(), reason="Only on a machine with the official schemas, where HSDS_SCHEMAS says"
    ),
]


def schema(name):
    """Read a schema: the whole one where there is one, packed or not."""
    files = [SCHEMAS / part for part in (f"compiled/{name}.json", f"compiled/{name}.json.gz", f"entity/{name}.json")]
    content = next(file for file in files if file.exists()).read_bytes()
    return json.loads(gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content)


def faults(name, records):
    """List what is wrong, and what a record has that the standard does not know."""
    told = schema(name)
    validator = jsonschema.Draft202012Validator(told, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    wrong = [error.message for record in records for error in validator.iter_errors(record)]
    return wrong + [fault for record in records for fault in unknown(told, record)]


def unknown(told, value):
    if isinstance(value, list):
        return [fault for item in value for fault in unknown(told.get("items", {}), item)]
    if not isinstance(value, dict):
        return []
    known = told.get("properties", {})
    named = [f"{name} is not in HSDS" for name in value if name not in known]
    return named + [fault for name in value if name in known for fault in unknown(known[name], value[name])]


@pytest.fixture
def listed(settings):
    settings.OPEN_DATA_EMAIL = "data@directory.example.org"
    everything(parent=str(factories.organization().public_id))


ANSWERS = [
    ("service", "services", {"full": "true"}),
    ("organization", "organizations", {"full": "true"}),
    ("organization", "organizations", {"full_service": "true"}),
    ("service_at_location", "service_at_locations", {"full": "true"}),
    ("service_list", "services", {}),
    ("service_list", "services", {"minimal": "true"}),
    ("organization_list", "organizations", {}),
    ("service_at_location_list", "service_at_locations", {}),
    ("taxonomy", "taxonomies", {}),
    ("taxonomy_term", "taxonomy_terms", {}),
]


def test_records_hold_against_the_official_schemas(listed):
    answers = [(name, ask(address, **parts)["contents"]) for name, address, parts in ANSWERS]

    assert all(records for _name, records in answers)
    assert [(name, found) for name, records in answers if (found := faults(name, records))] == []


def test_tables_are_columns_of_the_official_package(listed, client):
    official = {told["path"]: told for told in json.loads((SCHEMAS / "datapackage.json").read_text())["resources"]}
    with zipfile.ZipFile(io.BytesIO(client.get("/open-data/hsds.zip").getvalue())) as archive:
        ours = {told["path"]: told for told in json.loads(archive.read("datapackage.json"))["resources"]}

    def columns(resource):
        return {(field["name"], field["type"], field.get("format")) for field in resource["schema"]["fields"]}

    assert {path: told["name"] for path, told in ours.items()}.items() <= {
        path: told["name"] for path, told in official.items()
    }.items()
    assert [
        (path, columns(told) - columns(official[path]))
        for path, told in ours.items()
        if columns(told) - columns(official[path])
    ] == []


def test_the_dictionary_names_only_fields_of_the_standard():
    official = {name: schema(name)["properties"] for name in THINGS}
    ours = {name: {field.name for field in thing.columns} for name, thing in THINGS.items()}

    assert {
        name: fields - official[name].keys() for name, fields in ours.items() if fields - official[name].keys()
    } == {}


def test_lines_are_full_records(listed):
    assert faults("service", lines("services", format="ndjson")) == []
