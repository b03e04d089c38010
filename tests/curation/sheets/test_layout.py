"""The table is found in a sheet wherever it begins, and what is not about a group is told from what is."""

import pytest

from curation.sheets.layout import is_repeated_heading, is_total, may_be_total, table
from directory.search.folding import fold

HEAD = ["Name", "Town", "Phone"]


def found(*rows, remembered=None):
    """Return the number of the row of headings, and the headings."""
    # A reader leaves out empty lines, but not their numbers.
    lines = [(number, row) for number, row in enumerate(rows, start=1) if row]
    table_found = table(lines, remembered or {})
    return table_found.header_row, table_found.headings


def test_headings_in_the_first_row_are_found():
    assert found(HEAD, ["Lantern", "Reno", "775"]) == (1, HEAD)


def test_titles_and_blank_lines_above_are_passed_over():
    rows = [["Our groups, spring 2026"], [], ["", "Made by the office"], [], HEAD, ["Lantern", "Reno", "775"]]

    assert found(*rows) == (5, HEAD)


def test_a_title_that_holds_a_word_we_know_is_no_heading():
    assert found(["Groups"], ["Name"], ["Lantern"]) == (2, ["Name"])
    assert found(["Name"], HEAD, ["Lantern", "Reno", "775"]) == (2, HEAD)


def test_of_two_lines_that_know_as_much_the_surer_one_is_taken_and_of_two_alike_the_first():
    assert found(["Nmae", "Twn", "Phnoe"], HEAD, ["Lantern", "Reno", "775"]) == (2, HEAD)
    assert found(["Name", "", ""], HEAD, HEAD) == (2, HEAD)


def test_what_was_remembered_of_headings_helps_to_find_them():
    rows = [["Groups of the coalition"], ["Wer", "Wo"], ["Lantern", "Reno"]]

    assert found(*rows, remembered={"wer": "name", "wo": "city"}) == (2, ["Wer", "Wo"])


def test_among_headings_nobody_knows_the_first_wide_row_is_taken():
    assert found(["Our list"], ["Wer", "Wo", "Was"], ["Lantern", "Reno", "Rides"]) == (2, ["Wer", "Wo", "Was"])


def test_a_sheet_with_one_column_begins_with_its_heading():
    assert found(["Name"], ["Lantern"], ["Ember House"]) == (1, ["Name"])
    assert found(["Lantern"], ["Ember House"]) == (1, ["Lantern"])


def test_rows_wider_than_their_headings_get_headings_without_words():
    assert found(HEAD, ["Lantern", "Reno", "775", "", "a remark"]) == (1, [*HEAD, "", ""])


def test_line_breaks_in_a_heading_are_spaces():
    assert found(["Name\nof the group", " Town "], ["Lantern", "Reno"]) == (1, ["Name of the group", "Town"])


def test_the_same_headings_again_are_not_the_beginning():
    assert found(HEAD, ["Lantern", "Reno", "775"], HEAD) == (1, HEAD)


def test_links_and_long_texts_are_no_headings():
    rows = [["https://lantern.example.org/name", "x" * 200, "Name", "Town", "Phone"], [*HEAD, "Website", "E-mail"]]

    assert found(*rows) == (2, [*HEAD, "Website", "E-mail"])


def test_an_empty_sheet_has_no_table():
    assert table([], {}) is None


@pytest.mark.parametrize(
    ("cells", "is_sum"),
    [
        (["TOTAL", "", "12"], True),
        (["Total:", "12", "$4,000"], True),
        (["", "Grand total", "7"], True),
        (["Sous-total", "3"], True),
        (["Total Justice Network", "12"], False),
        (["Total", "Reno"], False),
        (["Lantern", "12"], False),
        (["", ""], False),
        ([], False),
    ],
)
def test_a_sum_begins_with_such_a_word_and_has_only_numbers(cells, is_sum):
    assert is_total(cells) == is_sum


@pytest.mark.parametrize(
    ("cells", "place", "is_asked"),
    [
        (["Total: 1 group"], [], True),
        (["Grand total (all)", "12"], ["12"], True),
        (["Subtotal NV", "NV"], [""], True),
        (["", "Sous-total Québec"], [], True),
        (["Total Justice Network"], [], True),
        (["Total Justice Network"], ["Reno"], False),
        (["Totally Free"], [], False),
        (["Sum Valley Group"], [], False),
        ([], [], False),
    ],
)
def test_what_begins_like_a_sum_is_asked_about_unless_it_is_somewhere(cells, place, is_asked):
    assert may_be_total(cells, place) == is_asked


@pytest.mark.parametrize(
    ("cells", "is_heading"),
    [
        (HEAD, True),
        (["NAME", "town:", ""], True),
        (["", "Town", "Phone", ""], True),
        (["Name"], False),
        (["Name", "Reno"], False),
        (["Town", "Name"], False),
        ([], False),
    ],
)
def test_headings_that_come_again_say_each_its_own_column(cells, is_heading):
    assert is_repeated_heading(cells, list(map(fold, HEAD))) == is_heading
