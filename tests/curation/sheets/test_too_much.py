"""However much stands in a row, one look at a page is short: pieces are small, and lists in cells have an end."""

import pytest

from curation.sheets import batches
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return bringing.coalition()


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Places it serves", "NV;" * 1300),
        ("Places it serves", ",".join(f"Town {number}" for number in range(70)) + ", US; NV" * 60),
        ("Go to a meeting", "a\n" * 1900),
        ("Ways to connect (several kinds)", "volunteer;" * 61),
        ("Works on", ";".join(f"x{number}" for number in range(700))),
        ("Works on", "housing, " + ",".join(f"x{number}" for number in range(700))),
    ],
)
def test_a_cell_that_lists_without_end_has_to_be_shortened(me, column, cell):
    batch = bringing.checked([["Name", column], ["Ember House", cell]], by=me)

    assert bringing.statuses(batch) == {2: "fix"}
    assert bringing.codes(batch, 2) == ["too-many"]


def test_lists_of_several_columns_count_together(me):
    sheet = [["Name", "Serves", "Serves"], ["Ember House", "NV;" * 40, "OR;" * 40]]

    batch = bringing.checked(sheet, by=me, columns={"Serves": "service_areas"})

    assert bringing.codes(batch, 2) == ["too-many"]


def test_every_state_may_be_served(me):
    states = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND"
    more = "OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY"

    batch = bringing.checked(
        [["Name", "Places it serves"], ["Ember House", f"{states} {more}".replace(" ", "; ")]], by=me
    )

    assert bringing.statuses(batch) == {2: "new"}
    assert len(bringing.row(batch, 2).facts["service_areas"]) == 50


def test_a_piece_ends_with_so_many_rows_or_letters(me, monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 3)
    monkeypatch.setattr(batches, "PIECE_LETTERS", 100)
    long = [[f"House {number}", "x" * 60] for number in range(2)]
    short = [[f"Home {number}", ""] for number in range(4)]

    batch = bringing.upload([["Name", "Notes"], *long, ["House 2", "x" * 200], *short], by=me)

    told = [[number for number, _cells in batches.unpacked(piece)] for piece in batch.pieces.all()]
    assert told == [[1], [2], [3], [4], [5, 6, 7], [8]]
