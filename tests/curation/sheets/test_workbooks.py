"""Reading a workbook: which of its sheets, where its cells stand, and what they say."""

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from curation.sheets.faults import SheetFault
from curation.sheets.reader import SheetName, read
from tests.curation.sheets import files
from tests.curation.sheets.files import NUMBERED, ROWS

BOTH = [("xlsx", files.xlsx), ("ods", files.ods)]


def fault(content, name="groups.xlsx", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return caught.value.code


def notices(content, name="groups.xlsx", **asked):
    return [(notice.code, notice.detail) for notice in read(content, name, **asked).notices]


def cells_of(**cells):
    """Return the first filled row of a workbook with these cells."""
    return read(files.xlsx_of(cells), "groups.xlsx").rows[0][1]


def two_tables(*, is_hidden=False):
    tables = files.ods_table("Groups", files.ods_rows(ROWS), is_hidden=is_hidden)
    return files.ods(tables=tables + files.ods_table("More", files.ods_rows([["Beacon"]])))


@pytest.mark.parametrize(("kind", "made"), BOTH)
def test_one_sheet_is_read(kind, made):
    reading = read(made(), f"groups.{kind}")

    assert (reading.kind, reading.sheets, reading.sheet) == (kind, [SheetName("Groups", False)], "Groups")
    assert (reading.rows, reading.notices) == (NUMBERED, [])


@pytest.mark.parametrize(("kind", "content"), [("xlsx", files.xlsx(More=[["Beacon"]])), ("ods", two_tables())])
def test_of_several_filled_sheets_none_is_read_until_one_is_chosen(kind, content):
    reading = read(content, f"groups.{kind}")

    assert (reading.sheet, reading.rows) == (None, [])
    assert reading.sheets == [SheetName("Groups", False), SheetName("More", False)]
    assert read(content, f"groups.{kind}", sheet="More").rows == [(1, ["Beacon"])]


def test_the_one_sheet_with_content_is_read():
    reading = read(files.xlsx([], Blank=[["", " "]], Filled=ROWS, More=[]), "groups.xlsx")

    assert (reading.sheet, reading.rows) == ("Filled", NUMBERED)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_never_read(state):
    content = files.xlsx_states(Secret=state, Open="visible")
    reading = read(content, "groups.xlsx")

    assert (reading.sheet, reading.rows) == ("Open", [(1, ["Open"])])
    assert reading.sheets == [SheetName("Secret", True), SheetName("Open", False)]
    assert notices(content) == [("hidden-sheets", "Secret")]
    assert fault(content, sheet="Secret") == "no-such-sheet"


def test_hidden_tables_of_opendocument_are_never_read():
    content = two_tables(is_hidden=True)

    assert read(content, "groups.ods").rows == [(1, ["Beacon"])]
    assert notices(content, "groups.ods") == [("hidden-sheets", "Groups")]
    assert fault(content, "groups.ods", sheet="Groups") == "no-such-sheet"


def test_a_hidden_sheet_cannot_be_had_by_the_name_of_a_visible_one():
    content = files.raw_xlsx(list(files.sheet_data(ROWS)), names=("Groups", "Groups"))

    assert [fault(content), fault(content, sheet="Groups")] == ["duplicate-entry", "duplicate-entry"]


def test_a_file_of_hidden_sheets_is_refused():
    content = files.xlsx_parts(list(files.sheet_data(ROWS)))
    content["xl/workbook.xml"] = content["xl/workbook.xml"].replace("<sheet name", '<sheet state="hidden" name')

    assert fault(files.zipped(content.items())) == "all-hidden"


@pytest.mark.parametrize("name", ["", "groups", "Nobody’s", "x" * 200_000, "\0\ud800"])
def test_a_sheet_that_is_not_there_cannot_be_had(name):
    assert fault(files.xlsx(), sheet=name) == "no-such-sheet"


def test_comments_are_noted_and_not_read():
    book = Workbook()
    book.active["A1"] = "Lantern"
    book.active["A1"].comment = Comment("Call her at home", "somebody")
    content = files.saved(book)

    assert (notices(content), "home" in repr(read(content, "groups.xlsx"))) == ([("comments", "")], False)


def test_comments_of_opendocument_are_noted_and_not_read():
    comment = "<office:annotation><text:p>Call her at home</text:p></office:annotation>"
    cell = files.ods_cell("Lantern").replace("<text:p>", f"{comment}<text:p>", 1)
    content = files.ods(inside=f"<table:table-row>{cell}</table:table-row>")

    assert (notices(content, "groups.ods"), read(content, "groups.ods").rows) == (
        [("comments", "")],
        [(1, ["Lantern"])],
    )


@pytest.mark.parametrize("where", ["row", "column"])
def test_hidden_rows_and_columns_are_read_and_told_of(where):
    book = Workbook()
    book.active.append(["Lantern", "Dayton"])
    assert notices(files.saved(book)) == []
    part = book.active.row_dimensions[1] if where == "row" else book.active.column_dimensions["B"]
    part.hidden = True

    assert notices(files.saved(book)) == [("hidden-cells", "")]
    assert read(files.saved(book), "groups.xlsx").rows == [(1, ["Lantern", "Dayton"])]


def test_filtered_rows_of_opendocument_are_read_and_told_of():
    row = f'<table:table-row table:visibility="filter">{files.ods_cell("Lantern")}</table:table-row>'
    content = files.ods(inside=row)

    assert notices(content, "groups.ods") == [("hidden-cells", "")]
    assert read(content, "groups.ods").rows == [(1, ["Lantern"])]


def test_a_sheet_that_begins_at_c5_keeps_its_places():
    content = files.xlsx_of({"C5": "Name", "D5": "City", "C7": "Lantern", "D7": "Dayton"})

    assert read(content, "groups.xlsx").rows == [(5, ["", "", "Name", "City"]), (7, ["", "", "Lantern", "Dayton"])]


def test_a_table_of_opendocument_that_begins_at_c5_keeps_its_places():
    empty = "<table:table-cell table:number-columns-repeated='2'/>"
    above = "<table:table-row table:number-rows-repeated='4'><table:table-cell/></table:table-row>"
    inside = above + files.ods_rows([["Name", "City"]]).replace("<table:table-row>", f"<table:table-row>{empty}")

    assert read(files.ods(inside=inside), "groups.ods").rows == [(5, ["", "", "Name", "City"])]


def test_a_merged_cell_says_its_text_once():
    book = Workbook()
    book.active["A1"], book.active["C2"] = "Groups of Ohio", "Dayton"
    book.active.merge_cells("A1:C1")

    assert read(files.saved(book), "groups.xlsx").rows == [(1, ["Groups of Ohio"]), (2, ["", "", "Dayton"])]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (45402, "45402"),
        (2024.0, "2024"),
        (491512345678, "491512345678"),
        (-84.1916, "-84.1916"),
        (0.1 + 0.2, "0.3"),
        (123456789.123, "123456789.123"),
        (0.000012, "0.000012"),
        (1e21, "1000000000000000000000"),
        (0, "0"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 9, 30), "2024-05-01 09:30"),  # noqa: DTZ001 (a sheet knows no zone)
        (time(9, 30), "09:30"),
        (timedelta(hours=30, minutes=5), "30:05"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("a\r\nb\tc", "a\nb\tc"),
        ("0049 151", "0049 151"),
        ("1e5", "1e5"),
        ("<b>&amp;</b> ’é😀", "<b>&amp;</b> ’é😀"),
    ],
)
def test_a_cell_says_what_it_shows(value, said):
    assert cells_of(A1="Lantern", B1=value, C1="Dayton") == ["Lantern", said, "Dayton"]


def test_every_minute_of_a_day_is_that_minute():
    minutes = [datetime(2024, 5, 1, minute // 60, minute % 60) for minute in range(1, 1440)]  # noqa: DTZ001
    rows = read(files.xlsx([[minute, minute.time()] for minute in minutes]), "groups.xlsx").rows

    assert [cells for _number, cells in rows] == [[f"{one:%Y-%m-%d %H:%M}", f"{one:%H:%M}"] for one in minutes]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_cell_with_an_error_says_nothing(error):
    assert cells_of(A1="Lantern", B1=error, C1="Dayton") == ["Lantern", "", "Dayton"]


def test_a_formula_says_what_it_came_to_last():
    cell = (
        '<c r="A1" t="str"><f>WEBSERVICE("https://example.org")</f><v>Lantern</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
    )
    content = files.raw_xlsx(f"<sheetData><row>{cell}</row></sheetData>")

    assert (read(content, "groups.xlsx").rows, notices(content)) == ([(1, ["Lantern", "2"])], [])


@pytest.mark.parametrize(
    "cell", ['<c r="B1"><f>1+1</f></c>', "<c><f t='shared' si='0'/><v/></c>", "<c s='1'><f>1</f><v></v></c>"]
)
def test_a_formula_that_came_to_nothing_yet_is_told_of(cell):
    name = '<c r="A1" t="inlineStr"><is><t>Lantern</t></is></c>'
    content = files.raw_xlsx([" " * (64 * 1024 - 30), f"<sheetData><row>{name}{cell}</row></sheetData>"])

    assert (read(content, "groups.xlsx").rows, notices(content)) == ([(1, ["Lantern"])], [("unknown-results", "")])


def test_a_formula_that_came_to_an_empty_text_is_not():
    content = files.raw_xlsx(
        '<sheetData><row><c t="str"><f>IF(1,"","")</f><v></v></c><c><v>1</v></c></row></sheetData>'
    )

    assert notices(content) == []


@pytest.mark.parametrize(
    ("value", "told"), [("", [("unknown-results", "")]), ('office:value-type="float" office:value="2"', [])]
)
def test_a_formula_of_opendocument_without_a_result_is_told_of(value, told):
    cell = f'<table:table-cell table:formula="of:=1+1" {value}/>'
    content = files.ods(inside=f"<table:table-row>{files.ods_cell('Lantern')}{cell}</table:table-row>")

    assert notices(content, "groups.ods") == told


def test_a_sheet_of_a_very_long_name_is_refused():
    named = [files.ods(tables=files.ods_table("s" * letters, files.ods_rows(ROWS))) for letters in (100, 101)]

    assert read(named[0], "groups.ods").sheet == "s" * 100
    assert fault(named[1], "groups.ods") == "sheet-name"


@pytest.mark.parametrize(("kind", "made"), BOTH)
def test_headings_alone_are_a_reading(kind, made):
    assert read(made(ROWS[:1]), f"groups.{kind}").rows == NUMBERED[:1]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.xlsx([]), "a.xlsx"),
        (files.ods([]), "a.ods"),
        (b",,\n", "a.csv"),
        (b"\xef\xbb\xbf", "a.csv"),
        (b"sep=;", "a.csv"),
    ],
)
def test_a_sheet_without_content_has_no_rows(content, name):
    assert fault(content, name) == "no-rows"


@pytest.mark.parametrize("content", [b"", b" \r\n\t"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.csv"])
def test_an_empty_file_is_empty(content, name):
    assert fault(content, name) == "empty"


def merged(rows, *places):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place in places:
        book.active.merge_cells(place)
    return files.saved(book)


def test_a_cell_that_is_merged_over_several_rows_speaks_for_each_and_that_is_told():
    content = merged(
        [["Name", "Town", "Web"], ["Lantern", "Reno"], ["Ember House"], ["Copper House"], ["Beacon", "", "x"]],
        "B2:B4",
        "A5:A9",
    )

    assert [cells for _number, cells in read(content, "groups.xlsx").rows] == [
        ["Name", "Town", "Web"],
        ["Lantern", "Reno"],
        ["Ember House", "Reno"],
        ["Copper House", "Reno"],
        ["Beacon", "", "x"],
    ]
    assert notices(content) == [("merged-cells", "")]


def test_a_title_over_several_columns_is_read_where_it_stands():
    content = merged([["Our groups"], ["Name", "Town"], ["Lantern", "Reno"]], "A1:B1")

    assert read(content, "groups.xlsx").rows == [(1, ["Our groups"]), (2, ["Name", "Town"]), (3, ["Lantern", "Reno"])]
    assert notices(content) == []


@pytest.mark.parametrize(("spanned", "told"), [("1", []), ("2", [("tall-cells", "")]), ("12", [("tall-cells", "")])])
def test_of_merged_cells_of_opendocument_it_is_told_that_only_the_first_row_has_them(spanned, told):
    inside = files.ods_cell("Reno", f'table:number-columns-spanned="1" table:number-rows-spanned="{spanned}"')
    content = files.ods(inside=f"<table:table-row>{inside}</table:table-row>" + files.ods_rows([["Lantern"]]))

    assert notices(content, "groups.ods") == told
