"""Facts as plain values: complete, comparable, and the same after a round trip."""

from directory import record
from directory.facts import Facts
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
