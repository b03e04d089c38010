"""Facts as plain values: complete, comparable, and the same after a round trip."""

import pytest
from django.utils.translation import override

from curation.models import Submission
from directory import many, places, record
from directory.choices import Way
from directory.facts import Facts
from directory.models import Organization, WayToConnect
from directory.record import facts_of
from tests import factories


def test_every_fact_has_a_place_in_the_plain_record():
    columns = {field.name for field in [*Facts._meta.fields, *Facts._meta.many_to_many]}

    assert columns | set(record.ROWS) == set(record.NAMES) == set(record.blank())


def test_changes_are_listed_in_the_order_of_a_form_and_by_their_label():
    before = record.blank()
    after = before | {"city": "Reno", "name": "Lantern", "ways": [{"kind": "meeting"}]}

    found = record.changes(before, after)

    assert [(change.name, change.label) for change in found] == [
        ("name", "Name"),
        ("city", "Town"),
        ("ways", "Ways to connect"),
    ]


def test_child_rows_keep_their_ids_when_nothing_in_them_changes(db):
    submission = factories.submission(ways=[{"kind": "meeting", "label": "First Tuesday"}])
    facts = record.facts_of(submission)
    ids = list(submission.ways.values_list("pk", flat=True))

    record.set_relations(submission, facts)

    assert list(submission.ways.values_list("pk", flat=True)) == ids


def test_many_are_read_as_one_is_in_as_many_queries_however_many(db, django_assert_num_queries):
    parent = factories.organization(name="Copper Union")
    told = {
        "ways": [{"kind": kind, "label": f"By {kind}", "schedule": "Mondays"} for kind in ("peer-line", "meeting")],
        "policies": [{"question": "police", "answer": "no", "source": "Their site", "as_of": "2026-02-03"}],
        "service_areas": [
            {"country": "US", "region": "NV", "city": "Elko"},
            {"country": "CA", "region": "BC", "city": ""},
        ],
        "languages": ["es", "en"],
        "populations": ["migrants", "women"],
        "latitude": "39.50",
        "longitude": "-119.80",
    }
    factories.organization(name="Ember House", parent=str(parent.public_id), **told)
    factories.submission(name="Lantern", parent=str(parent.public_id), **told)

    for model in (Organization, Submission):
        records = model.objects.order_by("pk")
        with django_assert_num_queries(11):
            [found] = many.facts_of_many(records, "version")
        one_by_one = [facts_of(record) for record in records]
        assert found | many.column_by_column(one_by_one) == found
        assert found["version"] == [record.version for record in records]
        assert any(all(known) for known in zip(found["parent"], found["ways"], found["policies"], strict=True))


def test_what_comes_in_pieces_is_whole(db, monkeypatch):
    monkeypatch.setattr(many, "AT_ONCE", 2)
    for number in range(5):
        factories.organization(name=f"Ember {number}", languages=["es", "en"])

    pieces = list(many.facts_of_many(Organization.objects.order_by("-name")))

    assert [name for piece in pieces for name in piece["name"]] == [f"Ember {number}" for number in (4, 3, 2, 1, 0)]
    assert [spoken for piece in pieces for spoken in piece["languages"]] == [("en", "es")] * 5


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_value_is_called_what_its_list_calls_it_and_else_what_it_is(language):
    with override(language):
        assert [WayToConnect(kind=way).get_kind_display() for way in Way] == [str(way.label) for way in Way]
        assert Organization(country="MX", reach="").get_country_display() == places.country_name("MX")
        assert WayToConnect(kind="pigeon").get_kind_display() == "pigeon"
        assert Organization(reach="").get_reach_display() == ""
