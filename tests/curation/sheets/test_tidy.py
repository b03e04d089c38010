"""What a program or a person left in a cell is made into what it says."""

from datetime import date
from decimal import Decimal

import pytest

from curation.sheets.tidy import day, decimal, plain_number, tidy


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("\u00a0Lantern\u00a0 Voices ", "Lantern Voices"),
        ("\u200bLan\u00adtern\ufeff", "Lantern"),
        ("\u202a+1 775 555 0100\u202c", "+1 775 555 0100"),
        ("“Lantern”", "Lantern"),
        ('"Lantern"', "Lantern"),
        ("“Lantern” and “Ember”", "“Lantern” and “Ember”"),
        ("Lantern “Voices”", "Lantern “Voices”"),
        ("one \n\n  two\tthree", "one\n\ntwo three"),
        ("'+1 775 555 0100", "+1 775 555 0100"),
        ("'=1+1", "=1+1"),
        ("O'Neil", "O'Neil"),
        ("E\u0301mber", "Émber"),
        ("0", "0"),
    ],
)
def test_stray_signs_go_and_the_rest_stays(cell, says):
    assert tidy(cell) == says


@pytest.mark.parametrize(
    "cell", ["", "  ", "\u200b", "N/A", "n/a", "nan", "–", "-", "?", "#REF!", "None", "s/d", "“N/A”"]
)
def test_a_cell_that_says_it_says_nothing_is_empty(cell):
    assert tidy(cell) == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("8135550100.0", "8135550100"),
        ("8135550100,00", "8135550100"),
        ("7.755550199E+09", "7755550199"),
        ("7,755550199e9", "7755550199"),
        ("+1.7755550199E+10", "+17755550199"),
        ("775-555-0100", "775-555-0100"),
        ("7E", "7E"),
        ("", ""),
    ],
)
def test_a_number_is_written_out(typed, number):
    assert plain_number(typed) == number


@pytest.mark.parametrize("typed", ["7.76E+09", "7.75555019E+09", "8E+09", "7.7555501991E+09"])
def test_a_number_that_may_have_lost_digits_is_none(typed):
    assert plain_number(typed) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("45000", date(2023, 3, 15)),
        ("25/12/2026", date(2026, 12, 25)),
        ("12/25/2026", date(2026, 12, 25)),
        ("3/3/2026", date(2026, 3, 3)),
        ("2026-03-01", date(2026, 3, 1)),
        ("2026-03-01 00:00:00", date(2026, 3, 1)),
        ("2026-03-01T10:20:30.5+02:00", date(2026, 3, 1)),
        ("March 1, 2026", date(2026, 3, 1)),
        ("1.3.2026", date(2026, 3, 1)),
        ("March  2026", date(2026, 3, 1)),
        ("03-13-26", date(2026, 3, 13)),
        ("25/12/26", date(2026, 12, 25)),
        ("13.3.26", date(2026, 3, 13)),
    ],
)
def test_a_day_is_read_however_it_was_written(text, found):
    assert day(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "3/4/2026",
        "3/4/26",
        "26-12-25",
        "13/3-26",
        "31/2/2026",
        "2026-02-30",
        "12345",
        "99999",
        "31/31/2026",
        "soon",
        "",
        "10:30",
    ],
)
def test_a_day_that_may_be_two_or_none_is_none(text):
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("39,53", "39.53"), ("39.53° N", "39.53"), ("−119.81", "-119.81"), (" 7 ", "7"), ("39.5312", "39.5312")],
)
def test_a_coordinate_has_a_point_or_a_comma(text, number):
    assert decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["abc", "39.53, -119.81", "119.81 W", "nan", "inf", "10^400", "1E400", "1E999999999", "9" * 400, ""]
)
def test_what_is_no_coordinate_is_none(text):
    assert decimal(text) is None
