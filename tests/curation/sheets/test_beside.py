"""The same group in several rows of one sheet, in other words each time, is asked about; chapters are not."""

import pytest

from curation.sheets import batches, rows, staging
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
HEAD = ["Name", "City", "State", "Website", "Phone"]
OTTER = ["Otter Bend Alliance", "Reno", "NV", "https://otterbend.example.org", "(775) 555-0101"]


@pytest.fixture
def me():
    return bringing.coalition()


def checked(me, *told, country="US"):
    return bringing.checked([HEAD, *told], by=me, country=country)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (["The Otter Bend Friends", "Reno", "NV", "http://www.otterbend.example.org/"], "They have the same web page."),
        (["Bend House", "", "", "", "775.555.0101"], "They have the same phone number."),
        (["OTTER BEND ALLIANCE", "", "NV", "", ""], "The names are the same."),
        (["Otter Bend Aliance", "Sparks", "NV", "", "775-555-0101"], "They have the same phone number."),
    ],
)
def test_a_row_like_one_above_is_asked_about(me, other, reason):
    batch = checked(me, OTTER, other)

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}
    first, *why = bringing.row(batch, 3).reasons
    assert first == "Row 2 of this sheet may be the same group."
    assert reason in why


@pytest.mark.parametrize(
    "other",
    [
        ["Otter Bend Alliance", "Elko", "NV", "https://otterbend.example.org", ""],
        ["Lantern Voices", "Elko", "NV", "https://otterbend.example.org", "(775) 555-0101"],
        ["Lantern Voices", "Reno", "NV", "https://otterbend.example.org/lantern", ""],
        ["Lantern Voices", "Reno", "NV", "", ""],
    ],
)
def test_chapters_and_neighbours_are_groups_of_their_own(me, other):
    assert bringing.statuses(checked(me, OTTER, other)) == {2: "new", 3: "new"}


def test_a_state_by_code_and_by_name_is_one_place_without_a_country_too(me):
    batch = checked(me, OTTER[:3], [OTTER[0], "Reno", "Nevada"], country="")

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}
    assert bringing.row(batch, 2).key == bringing.row(batch, 3).key


def test_a_row_in_a_later_piece_is_compared_too_even_after_a_stop(me, monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 1)
    batch = bringing.upload([HEAD, OTTER, ["Bend House", "", "", "", OTTER[4]]], by=me)
    batch = batches.say_columns(batch, batch.mapping, by=me, default_country="US")

    while batch.stage == "checking":
        batch = staging.check_some(batch, by=me, seconds=0)

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}


def test_names_and_numbers_of_digits_alone_are_compared_after_a_stop_too(me, monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 1)
    batch = bringing.upload([["Name", "Phone"], ["2026", "7755550101"], ["Bend House", "7755550101"]], by=me)
    batch = batches.say_columns(batch, batch.mapping, by=me)

    while batch.stage == "checking":
        batch = staging.check_some(batch, by=me, seconds=0)

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}


def test_what_is_said_to_be_another_group_is_sent_as_new(me):
    batch = checked(me, OTTER, ["Bend House", "", "", "", OTTER[4]], ["Otter House", "Reno", "NV", OTTER[3], OTTER[4]])
    assert bringing.statuses(batch) == {2: "new", 3: "duplicate", 4: "duplicate"}

    rows.same_or_different(batch, 4, by=me, is_same=False)

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate", 4: "new"}


def test_a_row_is_new_again_once_the_one_above_is_left_out_or_put_right(me):
    batch = checked(me, OTTER, ["Bend House", "", "", "", OTTER[4]])
    rows.include(batch, [2], by=me, included=False)
    assert bringing.statuses(batch) == {2: "excluded", 3: "new"}

    rows.include(batch, [2], by=me, included=True)
    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}

    rows.retype(batch, 2, {4: "775-555-0199"}, by=me)
    assert bringing.statuses(batch) == {2: "new", 3: "new"}


def test_a_number_that_hundreds_of_rows_share_is_compared_with_a_few(me):
    told = [[f"{number:03d} House", "Reno", "NV", "", OTTER[4]] for number in range(60)]
    batch = checked(me, *told)

    assert sorted(bringing.statuses(batch).values()) == ["duplicate"] * 59 + ["new"]
