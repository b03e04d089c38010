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
    sheet = [[*HEAD, "My notes"], ["Ember House", "Reno", "NV", "checked"], ["TOTAL", "1", "", "by me"]]

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new", 3: "excluded"}


def test_what_may_be_a_sum_waits_until_its_owner_says_what_it_is(me):
    sheet = [HEAD, ["Subtotal NV", "2", "NV"], ["Total Justice Network"], ["Total Justice Reno", "Reno", "NV"]]
    batch = bringing.checked(sheet, by=me)
    assert bringing.statuses(batch) == {2: "fix", 3: "fix", 4: "new"}
    assert [bringing.codes(batch, number) for number in (2, 3)] == [["perhaps-a-sum"], ["perhaps-a-sum"]]

    rows.answer(batch, 3, bringing.row(batch, 3).messages[0]["key"], by=me)

    assert bringing.statuses(batch)[3] == "new"
    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "fix", 3: "new", 4: "new"}


def test_a_town_that_is_typed_in_answers_whether_it_is_a_sum(me):
    batch = bringing.checked([HEAD, ["Total Justice Network"]], by=me)

    rows.retype(batch, 2, {1: "Reno"}, by=me)

    assert bringing.statuses(batch) == {2: "new"}
