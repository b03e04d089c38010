"""What looks private is held back until its owner has looked; the quick look for it misses nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curation import founding, personal
from curation.prose import Prose
from curation.sheets import rows
from tests.curation.sheets import bringing

FOLDER = Path(__file__).parents[1]
SENTENCES = [
    json.loads(line)["text"]
    for name in ("personal_sentences.jsonl", "language_sentences.jsonl")
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
    if "text" in json.loads(line)
]
PERSONAL = [
    text
    for line in (FOLDER / "personal_sentences.jsonl").read_text(encoding="utf-8").splitlines()
    for key, text in json.loads(line).items()
    if isinstance(text, str) and key in ("text", "personal", "safe")
]
TEXTS = sorted({*SENTENCES, *PERSONAL})
WORDS = sorted({word for text in TEXTS for word in text.split()})


def tried(text, *, all_of_them):
    prose = Prose(text)
    rules = personal.RULES if all_of_them else personal.worth_trying(prose.folded)
    return [
        (rule.kind, match.span())
        for rule in rules
        for match in rule.pattern.finditer(prose.folded)
        if rule.is_meant(match)
    ]


def test_there_are_sentences_to_try_it_on():
    assert len(TEXTS) > 500
    assert sum(bool(personal.findings(text)) for text in TEXTS) > 50


def test_looking_for_a_few_letters_first_changes_nothing_that_is_found():
    assert [text for text in TEXTS if tried(text, all_of_them=True) != tried(text, all_of_them=False)] == []


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join))
def test_nor_does_it_in_texts_nobody_wrote(text):
    assert tried(text, all_of_them=True) == tried(text, all_of_them=False)


def test_one_look_at_all_cells_suspects_whatever_a_closer_look_finds():
    missed = [
        text for text in TEXTS if personal.findings(text) and not personal.suspects(["Ember House", text, "Reno"])
    ]

    assert missed == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Notes", "Ask for Maria at the door."),
        ("Description", "Our founder Maria Lopez lives above the shop."),
        ("Short form", "Ask for Maria"),
        ("Town", "12 Elm Street, Apt 4"),
        ("Other names", "Ember; call Maria Lopez at 775-555-0100"),
        ("Places it serves", "We meet at her house"),
        ("Go to a meeting", "Tuesdays at her house"),
        ("Do they contact the police?", "No | ask for Maria | 2026-03-01"),
        ("E-mail", "maria.lopez@gmail.com"),
        ("Source", "Maria Lopez, director"),
        ("Notes", "Please do not share this."),
    ],
)
def test_it_is_asked_about_in_whatever_column_it_stands(column, cell):
    me = bringing.coalition()

    batch = bringing.checked([["Name", column], ["Ember House", cell]], by=me)

    assert bringing.statuses(batch) == {2: "fix"}
    assert {"personal", "private"} & set(bringing.codes(batch, 2)) != set()


@pytest.mark.django_db
def test_it_is_asked_once_and_again_only_about_other_words():
    me = bringing.coalition()
    sheet = [["Name", "Notes"], ["Ember House", "Ask for Maria."]]
    batch = bringing.checked(sheet, by=me)

    rows.answer(batch, 2, bringing.row(batch, 2).messages[0]["key"], by=me)
    assert bringing.statuses(batch) == {2: "new"}
    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new"}

    row = rows.retype(batch, 2, {1: "Ask for Maria. Then speak to Dana."}, by=me)

    assert (row.status, [message["sample"] for message in row.messages]) == ("fix", ["speak to Dana"])


@pytest.mark.django_db
def test_columns_about_people_are_left_out_from_the_start():
    me = bringing.coalition()
    head = ["Name", "Contact person", "Home address", "Personal phone", "Nombre del responsable"]

    batch = bringing.sent(bringing.checked([head, ["Ember House", "Maria", "Elm 1", "775", "Ana"]], by=me), by=me)

    row = bringing.row(batch, 2)
    assert batch.mapping[1:] == ["private"] * 4
    assert (row.status, row.note, row.submission.submitter_note) == ("sent", "", "")


@pytest.mark.django_db
def test_words_are_taken_out_of_a_cell_and_the_rest_stays():
    me = bringing.coalition()
    batch = bringing.checked([["Name", "Notes"], ["Ember House", "Warm line. Ask for Maria."]], by=me)
    [message] = bringing.row(batch, 2).messages

    row = rows.take_out(batch, 2, message["column"], message["sample"], by=me)

    assert (row.status, row.note) == ("new", "Notes: Warm line. .")


@pytest.mark.django_db
def test_what_is_said_to_be_secret_goes_with_the_words_that_say_so():
    me, secret = bringing.coalition(), "Back door of the blue house behind the bakery on Fifth"
    batch = bringing.checked([["Name", "What it does"], ["Ember House", f"{secret}, do not share this"]], by=me)
    [message] = bringing.row(batch, 2).messages

    row = rows.take_out(batch, 2, message["column"], message["sample"], by=me)

    assert "whole cell" in message["remedy"]
    assert (row.status, row.facts["description"], row.note) == ("new", "", "")


@pytest.mark.django_db
def test_a_row_without_a_name_says_in_which_cell_it_is_typed():
    batch = bringing.checked([["Town", "Name"], ["Reno", ""]], by=bringing.coalition())

    assert next((message["code"], message["column"]) for message in bringing.row(batch, 2).messages) == ("no-name", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Maria Lopez", "maria j. lópez", "Copper House (775) 555-0100"])
def test_a_name_that_is_a_person_s_or_holds_a_number_is_asked_about_once(name):
    me = bringing.coalition()
    batch = bringing.checked([["Name"], [name]], by=me)
    [message] = bringing.row(batch, 2).messages
    assert (message["code"], message["sample"]) == ("personal", name)

    rows.answer(batch, 2, message["key"], by=me)

    assert bringing.statuses(batch) == {2: "new"}


@pytest.mark.parametrize(
    "name",
    ["St. James Infirmary", "Sylvia Rivera Law Project", "Marsha P. Johnson Institute", "Rose Alliance", "Grace House",
     "Red Canary Song", "Casa Ruby", "Dana's Place", "SWOP 2009", "Violet"],
)  # fmt: skip
def test_a_group_that_is_named_after_somebody_is_no_person(name):
    assert personal.in_a_name(name) == ""


def test_no_group_of_the_founding_list_is_taken_for_a_person():
    names = [one["name"] for one in json.loads(founding.FILE.read_text(encoding="utf-8"))["organizations"]]

    assert len(names) > 5
    assert [name for name in names if personal.in_a_name(name)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("heading", ["Ask for Dana Lopez, 775 555 0100", "Maria Lopez"])
def test_a_heading_that_tells_of_a_person_is_not_repeated_in_notes(heading):
    me = bringing.coalition()

    batch = bringing.checked([["Name", heading], ["Ember House", "yes"]], by=me, columns={heading: "note"})

    assert bringing.row(batch, 2).note == "Column B: yes"


@pytest.mark.django_db
def test_a_person_in_a_region_of_a_country_whose_regions_we_do_not_know_is_asked_about():
    me = bringing.coalition()

    batch = bringing.checked([["Name", "Country", "State"], ["Ember House", "Kenya", "Ask for Dana Lopez"]], by=me)

    assert (bringing.statuses(batch), bringing.codes(batch, 2)) == ({2: "fix"}, ["personal"])


@pytest.mark.django_db
def test_notes_are_looked_through_as_far_as_they_may_go_and_cells_ask_ten_questions_at_most():
    me = bringing.coalition()
    sheet = [
        ["Name", "Notes", "Notes", "Go to a meeting"],
        ["Ember House", "x" * 2100, "Ask for Dana.", "Ms. Dana. " * 99],
    ]

    batch = bringing.checked(sheet, by=me, columns={"Notes": "note"})

    told = [(message["code"], message["column"]) for message in bringing.row(batch, 2).messages]
    assert ("long-note", None) in told
    assert ("personal", 2) not in told
    assert len([code for code, column in told if column == 3]) <= 11
