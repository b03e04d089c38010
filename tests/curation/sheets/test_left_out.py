"""Sums and repeated headings stay out, whatever else is noted beside them: our own columns, or somebody's remarks."""

import pytest

from curation.sheets import rows
from curation.sheets.returning import sheet_with_reasons
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
HEAD = ["Name", "City", "State"]


@pytest.fixture
def me():
    return bringing.coalition()


def test_a_sheet_that_comes_back_still_leaves_out_what_was_left_out(me):
    first = bringing.checked([HEAD, ["Ember House", "Reno", "NV"], ["Total", "1"], HEAD], by=me)
    assert bringing.statuses(first) == {2: "new", 3: "excluded", 4: "excluded"}

    again = bringing.checked(None, by=me, content=sheet_with_reasons(first)[0])

    assert bringing.statuses(again) == {2: "new", 3: "excluded", 4: "excluded"}


def test_remarks_beside_a_sum_make_no_group_of_it(me):
    sheet = [[*HEAD, "My notes", "Still active?"], ["Ember House", "Reno", "NV", "checked", "yes"]]
    sheet.append(["TOTAL", "1", "", "by me", "done"])

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new", 3: "excluded"}


def test_what_may_be_a_sum_waits_until_its_owner_says_what_it_is(me):
    sheet = [HEAD, ["Subtotal NV", "2", "NV"], ["Total Justice Network"], ["Total Justice Reno", "Reno", "NV"]]
    batch = bringing.checked(sheet, by=me)
    assert bringing.statuses(batch) == {2: "fix", 3: "fix", 4: "new"}
    assert [bringing.codes(batch, number)[-1] for number in (2, 3)] == ["perhaps-a-sum", "perhaps-a-sum"]

    rows.answer(batch, 3, bringing.row(batch, 3).messages[0]["key"], by=me)

    assert bringing.statuses(batch)[3] == "new"
    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "fix", 3: "new", 4: "new"}


def test_a_town_that_is_typed_in_answers_whether_it_is_a_sum(me):
    batch = bringing.checked([HEAD, ["Total Justice Network"]], by=me)

    rows.retype(batch, 2, {1: "Reno"}, by=me)

    assert bringing.statuses(batch) == {2: "new"}


def test_a_row_that_holds_nothing_but_a_name_is_asked_about(me):
    sheet = [[*HEAD, "Phone", "Contact person"], ["NATIONAL HOTLINES", "", "N/A", "", "ask"], ["Ember House", "Reno"]]
    batch = bringing.checked(sheet, by=me)
    assert (bringing.statuses(batch), bringing.codes(batch, 2)) == ({2: "fix", 3: "new"}, ["only-a-name"])

    rows.include(batch, [2], by=me, included=True)

    assert bringing.statuses(batch)[2] == "new"


def test_in_a_sheet_of_little_more_than_names_a_name_is_enough(me):
    assert bringing.statuses(bringing.checked([["Name", "City"], ["Ember House"]], by=me)) == {2: "new"}


def test_a_note_beside_a_name_is_more_than_a_name(me):
    sheet = [[*HEAD, "My notes"], ["Ember House", "", "", "They meet on Mondays."]]

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new"}


def test_the_headings_of_a_second_table_are_left_out_in_whatever_columns(me):
    sheet = [HEAD, ["Ember House", "Reno", "NV"], ["Organization", "Phone", "Contact person"], ["Night Garden", "Reno"]]

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new", 3: "excluded", 4: "new"}


@pytest.mark.parametrize("cells", [["NATIONAL HOTLINES"], ["", "Reno"], ["Subtotal NV", "", "NV"]])
def test_nobody_is_told_to_leave_out_what_is_left_out(me, cells):
    batch = bringing.checked([HEAD, cells], by=me)
    assert "eave the row out" in bringing.row(batch, 2).messages[0]["remedy"]

    rows.include(batch, [2], by=me, included=False)

    assert (bringing.statuses(batch), bringing.codes(batch, 2)) == ({2: "excluded"}, [])
