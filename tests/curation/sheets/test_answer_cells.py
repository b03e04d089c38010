"""Answers on contact count with a source and a day, and what is missing or cannot be told is said."""

import pytest

from curation.sheets.cleaning import read_row
from tests.curation.sheets.reading_rows import codes, read, sense

pytestmark = pytest.mark.django_db


def policy(cell, *more):
    row = read([*more, ("policy-police", cell)])
    [found] = row.said.get("policies", [None])
    return found and tuple(found[name] for name in ("answer", "source", "as_of", "detail"))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("No | https://a.example.org | 2026-03-01", ("no", "https://a.example.org", "2026-03-01", "")),
        ("Answer: sí | source: Asked | date: March 2026", ("yes", "Asked", "2026-03-01", "")),
        ("No | Asked | March 2026 | words: never", ("no", "Asked", "2026-03-01", "never")),
        ("No | Asked | 1 March 2026 | 2026-03-02", ("no", "Asked, 1 March 2026", "2026-03-02", "")),
        ("No | Asked them | their page | 2026-03-01", ("no", "Asked them, their page", "2026-03-01", "")),
    ],
)
def test_an_answer_with_a_source_and_a_day_counts(cell, found):
    assert policy(cell) == found


def test_the_source_and_day_of_the_row_count_for_its_answers():
    row_wide = [("source", "Asked"), ("as_of", "2026-03-01")]

    assert policy("No", *row_wide) == ("no", "Asked", "2026-03-01", "")
    assert policy("No | Their page | 2026-03-02", *row_wide) == ("no", "Their page", "2026-03-02", "")
    assert policy("No | date: 3/4/2026", *row_wide) is None


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("No", ["no-source"]),
        ("No | https://a.example.org", ["no-source"]),
        ("No | 2026-03-01", ["no-source"]),
        ("No | 2026-03-01 | 2026-03-02", ["no-source"]),
        ("No | Asked | 3/4/2026", ["unclear-day"]),
        ("No | Asked | date: soon", ["unclear-day"]),
        ("Not known | they would not say", []),
        ("Only if you want | Asked | 2026-03-01", ["no-answer"]),
        ("only when a minor is in danger", ["no-answer"]),
    ],
)
def test_an_answer_without_both_is_kept_as_a_note(cell, told):
    row = read([("policy-police", cell)])

    assert (row.said.get("policies"), row.note, codes(row)) == (None, f"Do they contact the police?: {cell}", told)


@pytest.mark.parametrize(("cell", "answer"), [("Yes", "Yes"), ("sí", "sí"), ("Answer: no", "no")])
def test_what_to_write_begins_with_the_answer_of_the_row_itself(cell, answer):
    [message] = read([("policy-police", cell)]).messages

    assert message.remedy == f"Write it as: {answer} | where it says so | 2026-03-01."


def test_an_answer_that_is_neither_yes_nor_no_is_told():
    [message] = read([("policy-age", "18+")]).messages

    assert message.text == "“Is there an age limit?”: “18+” is neither Yes nor No, so it is kept as a note."
    assert message.remedy.startswith("Write Yes or No before it")


ROW_WIDE = [("source", "Asked"), ("as_of", "2026-03-01")]


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("Free", "no"), ("no cost", "no"), ("Gratis", "no"), ("gratuit", "no"), ("Sin costo", "no"), ("payant", "yes")],
)
def test_what_is_free_costs_no_money(cell, answer):
    row = read([*ROW_WIDE, ("policy-cost", cell)])

    assert ([found["answer"] for found in row.said["policies"]], codes(row)) == ([answer], [])


def test_free_says_nothing_about_another_question():
    assert codes(read([*ROW_WIDE, ("policy-police", "Free")])) == ["no-answer"]


@pytest.mark.parametrize(
    ("heading", "cell", "answer", "told"),
    [
        ("Free?", "Yes", "no", ["turned"]),
        ("Free?", "No | Asked | 2026-03-01", "yes", ["turned"]),
        ("Gratuit ?", "oui", "no", ["turned"]),
        ("¿Es gratis?", "sí", "no", ["turned"]),
        ("Free?", "Free", "no", []),
        ("Cost", "Yes", "yes", []),
        ("Free or paid", "Yes", "yes", []),
    ],
)
def test_a_heading_that_asks_whether_it_is_free_is_read_the_other_way_round(heading, cell, answer, told):
    columns = ["name", "source", "as_of", "policy-cost"]
    row = read_row(
        ["Lantern Voices", "Asked", "2026-03-01", cell],
        {},
        sense(columns, headings=["Name", "Source", "As of", heading]),
    )

    assert ([found["answer"] for found in row.said["policies"]], codes(row)) == ([answer], told)


def test_what_to_write_under_a_heading_that_asks_whether_it_is_free_is_turned_as_well():
    row = read_row(["Lantern Voices", "Yes"], {}, sense(["name", "policy-cost"], headings=["Name", "Free?"]))

    assert row.messages[-1].remedy == "Write it as: Yes | where it says so | 2026-03-01."


@pytest.mark.parametrize("day", ["10/11/2026", "03-04-26", "25-12-26", "last spring"])
def test_a_day_of_the_row_that_is_not_clear_is_named(day):
    row = read([("source", "Asked"), ("as_of", day), ("policy-police", "No")])
    [message] = row.messages

    assert (message.code, f"which day “{day}” is" in message.text, row.said.get("policies")) == (
        "unclear-day",
        True,
        None,
    )


def test_a_year_of_two_digits_is_read_where_only_one_reading_is_a_day():
    assert policy("No", ("source", "Asked"), ("as_of", "03-13-26")) == ("no", "Asked", "2026-03-13", "")
