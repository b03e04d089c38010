"""Rows of the same name and town in one sheet are told apart, however often they change and whoever checks the pieces."""

import random

import pytest

from curation.models import Row
from curation.sheets import batches, rows, staging
from curation.sheets.twins import Twins
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
HEAD = ["Name", "City", "State"]
OTTER = ["Otter Bend Alliance", "Reno", "NV"]


@pytest.fixture
def me():
    return bringing.coalition()


def test_it_knows_the_first_of_the_same_name_through_every_change(me):
    batch = bringing.checked([HEAD, *([f"{at} House", "Reno", "NV"] for at in range(12))], by=me)
    kept, twins = list(batch.rows.all()), Twins(batch)
    told = random.Random(7)

    for _time in range(300):
        row = told.choice(kept)
        row.key, row.is_included = told.choice("abc"), told.choice([True, None, False])
        twins.put(row)
        known = [one for one in kept if one.is_included is not False]
        for one in kept:
            first = min((other.number for other in known if other.key == one.key), default=one.number)
            assert twins.above(one) == (first if first < one.number else None)


def test_what_its_owner_told_apart_and_what_has_no_name_is_no_twin(me):
    batch = bringing.checked([HEAD, OTTER, OTTER], by=me)
    row, twins = bringing.row(batch, 3), Twins(batch)
    assert twins.above(row) == 2

    row.answers = {"different": ["row 2"]}
    assert twins.above(row) is None
    row.answers, row.name = {}, ""
    assert twins.above(row) is None


def test_one_typed_anew_is_no_twin_any_more_and_the_next_one_is(me):
    batch = bringing.checked([HEAD, OTTER, OTTER, OTTER], by=me)
    assert bringing.statuses(batch) == {2: "new", 3: "duplicate", 4: "duplicate"}

    rows.retype(batch, 2, {1: "Elko"}, by=me)

    assert bringing.statuses(batch) == {2: "new", 3: "new", 4: "duplicate"}
    assert bringing.row(batch, 4).reasons == ["Row 3 of this sheet says the same name and town."]


def test_a_piece_that_another_process_checked_meanwhile_is_not_forgotten(me, monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 1)
    batch = bringing.upload([HEAD, ["Lantern", "Reno", "NV"], OTTER, OTTER], by=me)
    batch = batches.say_columns(batch, batch.mapping, by=me, default_country="US")
    other = []

    def meanwhile(_rows):
        # As soon as the first piece is done, somebody in another tab goes on with the second.
        if not other:
            other.append(batch)
            staging.check_some(batch, by=me, seconds=0)

    staging.check_some(batch, by=me, told=meanwhile)

    assert list(Row.objects.values_list("number", "status")) == [(2, "new"), (3, "new"), (4, "duplicate")]
