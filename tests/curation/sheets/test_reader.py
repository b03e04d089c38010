"""Reading a sheet: what its rows say, whatever program wrote it."""

import pytest

from curation.sheets.faults import SheetFault
from curation.sheets.reader import read
from tests.curation.sheets import files
from tests.curation.sheets.files import NUMBERED, ROWS

SENTENCES = ["Help, food, shelter", "Advice, in court, and out", "Rest, and tea, and talk"]


def rows(content, name="groups.csv", **asked):
    return read(content, name, **asked).rows


def cells(content, name="groups.csv"):
    return [cells for _number, cells in rows(content, name)]


def notices(content, name="groups.csv", **asked):
    return [(notice.code, notice.detail) for notice in read(content, name, **asked).notices]


def fault(content, name="groups.csv", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_separator_is_found(delimiter):
    reading = read(files.text(delimiter=delimiter), "groups.csv")

    assert (reading.kind, reading.delimiter, reading.rows) == ("csv", delimiter, NUMBERED)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_commas_in_sentences_do_not_win(delimiter):
    said = [["Name", "Does"], *(["Lantern", sentence] for sentence in SENTENCES)]

    assert cells(files.text(said, delimiter)) == said


def test_commas_in_numbers_do_not_win():
    said = [["Name", "North", "East"], ["Lantern", "39,75", "-84,19"], ["Harbor", "-12,05", "-77,04"]]

    assert cells(files.text(said, ";")) == said


def test_a_comma_in_headings_and_in_every_place_does_not_win():
    said = [["Name", "City, state"], ["Lantern", "Dayton, Ohio"], ["Harbor", "Lima, Peru"]]

    assert cells(files.text(said, ";")) == said


def test_lists_with_semicolons_do_not_win():
    said = [["Name", "Offers"], ["Lantern", "food;rest"], ["Harbor", "advice;rest;tea"], ["Beacon", "tea;rest"]]

    assert cells(files.text(said)) == said


def test_rows_of_different_length_keep_their_separator():
    said = [
        ["Name", "City", "Kind", "Notes"],
        ["Lantern", "Dayton"],
        ["Harbor", "Lima", "Clinic"],
        ["A", "B", "C", "D"],
    ]

    assert cells(files.text(said, ";")) == said


def test_a_title_above_the_headings_does_not_mislead():
    said = [["Groups of Ohio, 2026"], *ROWS]

    assert cells(files.text(said, ";")) == said


@pytest.mark.parametrize(
    "said", [["Name", "Lantern", "Harbor"], ["Does", *SENTENCES], ["Place", "Lima, Peru", "Rome, Italy"]]
)
def test_a_file_of_one_column_is_not_cut(said):
    assert cells(files.text([[cell] for cell in said])) == [[cell] for cell in said]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_first_line_may_say_the_separator_and_is_no_row(delimiter):
    content = f"sep={delimiter}\r\n".encode() + files.text(delimiter=delimiter, ending="\r\n")

    assert (read(content, "groups.csv").delimiter, rows(content)) == (delimiter, NUMBERED)


@pytest.mark.parametrize("name", ["groups.tsv", "groups.tab", "GROUPS.TSV"])
def test_a_file_called_tsv_has_tabs(name):
    reading = read(files.text(delimiter="\t"), name)

    assert (reading.kind, reading.rows) == ("tsv", NUMBERED)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_every_way_of_writing_unicode_is_read(encoding, mark):
    said = [["Name", "City"], ["Maison de l’été", "Montréal"], ["Łódź", "Zürich"]]
    content = mark + files.text(said, encoding=encoding)

    assert (cells(content), notices(content)) == (said, [])


def test_windows_letters_are_read_with_a_notice():
    said = [["Name", "City"], ["Maison “Été”", "Montréal"]]
    content = files.text(said, encoding="cp1252")

    assert (cells(content), notices(content)) == (said, [("encoding", "cp1252")])


@pytest.mark.parametrize(
    "content",
    [
        b"Name,City\nCaf\xe9,\x81\x8d\n",
        b"\xff\xfeN\0a",
        files.text([["Имя", "Город"], ["Маяк", "Москва"]], encoding="utf-16-le"),
        bytes(range(1, 128)) * 9,
    ],
    ids=["undefined in cp1252", "half a letter", "utf-16 of letters we cannot guess", "control characters"],
)
def test_letters_that_cannot_be_read_are_refused(content):
    assert fault(content).code == "encoding"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_ends_a_row(ending):
    assert rows(files.text(ending=ending)) == NUMBERED


def test_mixed_line_endings_end_rows():
    assert rows(b"Name,City\r\nLantern,Dayton\rHarbor,Lima\nBeacon,Rome") == [
        (1, ["Name", "City"]),
        (2, ["Lantern", "Dayton"]),
        (3, ["Harbor", "Lima"]),
        (4, ["Beacon", "Rome"]),
    ]


def test_a_cell_with_line_breaks_is_part_of_one_row():
    content = b'Name,Does\r\nLantern,"Food,\r\nand ""rest""\r\n"\r\nHarbor,Advice\r\n'

    assert rows(content) == [(1, ["Name", "Does"]), (2, ["Lantern", 'Food,\nand "rest"\n']), (3, ["Harbor", "Advice"])]


@pytest.mark.parametrize(
    "content",
    [
        b'Name,Does\n\nLantern,"Food\nHarbor,Advice\n',
        b'Name,Does\n\nLantern,"Food',
        b'Name,Does\n\n"Lantern,Food\nHarbor,"Advice"\nBeacon,Tea\n',
    ],
    ids=["to the end", "in the last line", "until another opens"],
)
def test_a_quotation_mark_that_is_never_closed_is_refused_and_its_row_named(content):
    refused = fault(content)

    assert (refused.code, str(refused)) == (
        "quotes",
        "A quotation mark opened in row 3 is never closed. Look at that row, or save the sheet as .xlsx.",
    )


def test_a_quotation_mark_never_closed_is_found_below_a_stray_one():
    assert str(fault(b'Name,Does\n"Lan"tern,Food\n"Harbor,Tea\nA,B\n')).startswith("A quotation mark opened in row 3")


def test_stray_quotation_marks_stay_as_they_are():
    content = b'Name,Does\nThe "Lantern",5" pipes\n"Harbor"s,Tea\nBeacon,Rest\n'

    assert cells(content) == [["Name", "Does"], ['The "Lantern"', '5" pipes'], ["Harbors", "Tea"], ["Beacon", "Rest"]]


def test_empty_columns_at_the_end_are_left_out():
    assert rows(b"Name,City,,,\nLantern,Dayton, ,,\n") == [(1, ["Name", "City"]), (2, ["Lantern", "Dayton"])]


@pytest.mark.parametrize("blank", ["", ",", ' , ,""'])
def test_rows_keep_their_own_numbers_over_blank_ones(blank):
    content = f"{blank}\nName,City\n{blank}\n{blank}\nLantern,Dayton\n".encode()

    assert rows(content) == [(2, ["Name", "City"]), (5, ["Lantern", "Dayton"])]


def test_letters_that_nobody_sees_are_left_out_and_tabs_stay():
    assert cells(b"Name,City\nLan\0tern\x07,Day\x1bton\x7f\xef\xbf\xbf\nHar\tbor,Li\x0bma\n") == [
        ["Name", "City"],
        ["Lantern", "Dayton"],
        ["Har\tbor", "Lima"],
    ]


def test_what_stands_below_many_blank_rows_is_told_of():
    content = b"Name,City\nLantern,Dayton\n" + b"\n" * 300 + b"Harbor,Lima\n"

    assert (rows(content), notices(content)) == (
        [(1, ["Name", "City"]), (2, ["Lantern", "Dayton"])],
        [("blank-rows", "2")],
    )


def test_nothing_is_told_of_blank_rows_alone():
    assert notices(b"Name,City\nLantern,Dayton\n" + b",\n" * 300) == []
