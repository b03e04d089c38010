"""Every answer is what the description promises, and the description has no field that is not in it."""

import json

import jsonschema
import pytest
from django.test import Client

from directory.hsds import openapi
from directory.hsds.dictionary import THINGS, made
from directory.hsds.resources import RESOURCES
from tests import factories
from tests.directory.hsds.asking import ask, everything, lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(settings):
    settings.OPEN_DATA_EMAIL = "data@directory.example.org"
    everything(parent=str(factories.organization().public_id))
    factories.organization(languages=[], city="", reach="online")
    return ask("openapi.json")


def faults(document, schema, instance):
    """List what is wrong with `instance` by a schema of the document."""
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(
        {"components": document["components"], **schema}, format_checker=checker
    )
    return [error.message for error in validator.iter_errors(instance)]


def schema_of(document, path, kind="application/json", status="200"):
    return document["paths"][path]["get"]["responses"][status]["content"][kind]["schema"]


def forms(name):
    asks = RESOURCES[name].asks
    return [{}, *({form: "true"} for form in ("full", "minimal", "full_service", "top_only") if form in asks)]


def test_every_form_of_every_list_is_as_described(described):
    pages = {(name, *parts): ask(name, **parts) for name in RESOURCES for parts in forms(name)}

    assert all(page["contents"] for page in pages.values())
    wrong = {asked: faults(described, schema_of(described, f"/{asked[0]}"), page) for asked, page in pages.items()}
    assert {asked: found for asked, found in wrong.items() if found} == {}


def test_every_record_of_a_list_can_be_read_alone_and_as_a_line(described):
    for name in RESOURCES:
        schema = schema_of(described, f"/{name}/{{id}}")

        alone = [ask(f"{name}/{record['id']}") for record in ask(name, per_page=100)["contents"]]

        assert alone == lines(name, format="ndjson")
        assert [fault for record in alone for fault in faults(described, schema, record)] == []


def test_the_root_and_refusals_are_as_described(described):
    refusal = Client().get("/hsds/services?page=0").json()

    assert faults(described, schema_of(described, "/"), ask("")) == []
    assert faults(described, schema_of(described, "/services", status="400"), refusal) == []


def test_every_field_of_the_dictionary_is_used(described):
    """A field nobody fills is one that nobody checks."""
    seen = set()

    def look(thing, record):
        for field in THINGS[thing].fields:
            if field.name in record:
                seen.add((thing, field.name))
                inside = record[field.name]
                for value in (inside if isinstance(inside, list) else [inside]) if field.is_nested else []:
                    look(field.of, value)

    for name, resource in RESOURCES.items():
        for record in [*lines(name, format="ndjson"), *ask(name)["contents"]]:
            look(resource.thing, record)

    stated = {(thing.name, field.name) for thing in THINGS.values() for field in thing.fields}
    assert stated - seen == set()


def test_a_record_is_one_line_whatever_ends_a_line_to_its_reader():
    description = "One\u2028two\u2029three\x85four\nfive"
    factories.organization(description=description)

    told = Client().get("/hsds/services?format=ndjson").getvalue().decode().splitlines()

    assert [json.loads(line)["description"] for line in told] == [description]


def test_nothing_is_null_or_empty_and_nothing_is_made_up():
    assert made("service", id="1", name="", description=None, phones=[]) == {"id": "1"}
    with pytest.raises(TypeError, match="service has no submitter"):
        made("service", submitter="Canary")


def test_every_parameter_that_is_offered_is_described_and_understood(described):
    told = described["components"]["parameters"]
    offered = {name for resource in RESOURCES.values() for name in (*resource.asks, *resource.asks_of_one)}

    assert set(told) == offered
    assert json.dumps(openapi.document("http://testserver", "3.2"))
