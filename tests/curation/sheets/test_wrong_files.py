"""Files that are not what they are called, that are too much, or damaged: each is refused in a sentence."""

import random

import pytest

from curation.sheets.faults import SheetFault
from curation.sheets.limits import Limits
from curation.sheets.reader import Reading, read
from tests.curation.sheets import files
from tests.curation.sheets.files import ROWS, raw_xlsx, sheet_data, zipped

SAVE_AS = "Open it in your spreadsheet program and save it as .xlsx or .csv."
NOT_ONE = f"This is not a spreadsheet we can read. {SAVE_AS}"
OLD = f"This is an old Excel file (.xls), which we do not read. {SAVE_AS}"
LOCKED = "The file is locked with a password. Remove the password, save it, and upload it again."
MACROS = "This workbook may hold programs (macros). Save it as .xlsx, which cannot."
PARTS = files.xlsx_parts(list(sheet_data(ROWS)))
PAGE = b"\r\n<HTML><body><table><tr><td>Lantern</td></tr></table></body></HTML>"
BOM = b"\xef\xbb\xbf"


def sentence(content, name="groups.xlsx", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return str(caught.value)


def code(content, name="groups.xlsx", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return caught.value.code


def called(said, really):
    return f"The file is called .{said}, but it is {really} inside. {SAVE_AS}"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", files.text(), called("xlsx", "text")),
        ("a.ods", files.text(), called("ods", "text")),
        ("a.csv", files.xlsx(), called("csv", ".xlsx")),
        ("a.TXT", files.ods(), called("txt", ".ods")),
        ("a.xls", files.xlsx(), called("xls", ".xlsx")),
        ("a.xlsx", files.ods(), called("xlsx", ".ods")),
        ("a.ods", files.xlsx(), called("ods", ".xlsx")),
        ("a.csv", zipped([("a.csv", files.text())]), called("csv", "ZIP")),
        ("a.xls", PAGE, called("xls", "HTML")),
        ("a.csv", BOM + PAGE, called("csv", "HTML")),
        ("a.xls", PAGE.decode().encode("utf-16"), called("xls", "HTML")),
        ("a.xls", b"<table><tr><td>Lantern", called("xls", "HTML")),
        ("a.xls", b'<?xml version="1.0"?><Workbook>', called("xls", "XML")),
        ("a.xlsx", b"%PDF-1.7\n%", called("xlsx", "PDF")),
        ("a.csv", b"\x89PNG\r\n\x1a\n", called("csv", "PNG")),
        ("a.xls", files.OLE, OLD),
        ("a.csv", files.OLE, OLD),
        ("a.xls", files.text(delimiter="\t"), OLD),
        ("a.xlsx", files.OLE + "Workbook".encode("utf-16-le"), OLD),
        ("a.xlsx", files.OLE, LOCKED),
        ("a.xls", files.OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED),
        ("a.xlsm", files.xlsx(), MACROS),
        ("a.xlsb", files.xlsx(), MACROS),
        ("a.xlsx", zipped([*PARTS.items(), ("xl/vbaProject.bin", b"x")]), MACROS),
        ("a.xlsx", zipped([("word/document.xml", "<x/>")]), NOT_ONE),
        ("a.xlsx", zipped([]), NOT_ONE),
        ("groups", files.text(), NOT_ONE),
        ("groups", files.xlsx(), NOT_ONE),
        ("groups", b"%PDF-1.7", NOT_ONE),
        ("", files.text(), NOT_ONE),
        ("a.pdf", b"%PDF-1.7", NOT_ONE),
        ("a.<b>\ud800", files.text(), NOT_ONE),
    ],
)
def test_a_file_that_is_not_what_it_is_called_is_refused(name, content, said):
    assert sentence(content, name) == said


def test_a_list_that_begins_with_pk_is_no_zip():
    assert read(b"PK,Name\n1,Lantern\n", "a.csv").rows == [(1, ["PK", "Name"]), (2, ["1", "Lantern"])]


def test_what_the_list_of_types_says_does_not_matter():
    types = files.XML + '<Types><Default Extension="xml" ContentType="application/x-evil"/></Types>'

    assert read(zipped((PARTS | {"[Content_Types].xml": types}).items()), "groups.xlsx").rows == files.NUMBERED


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c>"),
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData></row></c></sheetData>"),
        ("xl/worksheets/sheet1.xml", b"\xff\xfe\0\0"),
        (
            "xl/worksheets/sheet1.xml",
            '<worksheet><sheetData><row><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>',
        ),
        ("xl/workbook.xml", "<workbook"),
        ("xl/workbook.xml", ""),
        ("xl/_rels/workbook.xml.rels", ""),
        ("xl/sharedStrings.xml", "<sst><si><t>"),
    ],
)
def test_a_damaged_part_is_refused(part, content):
    assert code(zipped((PARTS | {part: content}).items())) in ("truncated", "all-hidden", "no-rows", "not-a-sheet")


def test_a_missing_sheet_is_refused():
    parts = {name: content for name, content in PARTS.items() if "sheet1" not in name}

    assert code(zipped(parts.items())) == "truncated"


def test_as_many_rows_as_the_limit_are_read_and_one_more_is_refused():
    rows = [["Name"], *(["Lantern"] for _number in range(50_001))]

    assert len(read(files.text(rows[:-1]), "a.csv").rows) == 50_001
    assert sentence(files.text(rows), "a.csv") == "The sheet has more than 50000 rows. Divide it into several files."


def test_a_workbook_of_60_000_rows_is_refused():
    assert (
        code(raw_xlsx(sheet_data([["Lantern"]] * 60_000), more=[("x.png", random.Random(1).randbytes(60_000))]))
        == "rows"
    )


@pytest.mark.parametrize(("kind", "made"), [("xlsx", files.xlsx), ("ods", files.ods), ("csv", files.text)])
def test_a_row_that_is_too_wide_is_named(kind, made):
    wide = [ROWS[0], [str(number) for number in range(120)]]

    assert sentence(made(wide), f"a.{kind}") == "Row 2 reaches beyond column 100. Delete columns that hold no facts."


@pytest.mark.parametrize("column", [5, 25, 26, 99])
@pytest.mark.parametrize(("kind", "made"), [("xlsx", files.xlsx), ("csv", files.text)])
def test_a_cell_that_is_too_long_is_named(kind, made, column):
    long = [["Name"]] * 11 + [["x"] * column + ["a" * 5000]]
    place = {5: "F12", 25: "Z12", 26: "AA12", 99: "CV12"}[column]

    assert sentence(made(long), f"a.{kind}") == f"Cell {place} holds more than 4000 letters. Shorten it."


@pytest.mark.parametrize(
    ("rows", "columns", "codes"),
    [
        (1_048_576, 1, ["rows"]),
        (1_048_576, 100, ["truncated", "too-much-memory"]),
        (1, 16_384, ["columns"]),
        (1, 4_000_000_000, ["columns", "truncated", "too-much-memory"]),
        (10**20, 1, ["truncated"]),
    ],
)
def test_a_filled_cell_that_is_repeated_endlessly_is_refused(rows, columns, codes):
    cell = files.ods_cell("Lantern", f'table:number-columns-repeated="{columns}"')
    inside = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'

    assert code(files.ods(inside=inside), "a.ods") in codes


@pytest.mark.parametrize("place", ["XFD1048576", "CV1048576", "A99999999999", "AAAAAAAA1", "1A", ""])
def test_a_cell_at_the_end_of_the_world_costs_nothing(place):
    cells = f'<row><c r="A1"><v>1</v></c></row><row><c r="{place}"><v>1</v></c></row>'

    assert code(raw_xlsx(f"<sheetData>{cells}</sheetData>")) in ("too-much-memory", "truncated", "not-a-sheet")


@pytest.mark.parametrize(("kind", "made"), [("csv", files.text), ("xlsx", files.xlsx), ("ods", files.ods)])
def test_a_file_with_some_bytes_wrong_is_read_or_refused(kind, made):
    chance, content = random.Random(2026), made()

    for _number in range(30):
        changed = bytearray(content)
        first, second = sorted(chance.randrange(len(changed)) for _end in range(2))
        wrong = chance.choice(["flip", "cut", "insert", "swap"])
        if wrong == "flip":
            changed[first] ^= 1 << chance.randrange(8)
        elif wrong == "cut":
            del changed[first : first + chance.randrange(1, 40)]
        elif wrong == "insert":
            changed[first:first] = chance.randbytes(chance.randrange(1, 9))
        else:
            changed[first], changed[second] = changed[second], changed[first]
        assert outcome(bytes(changed), f"a.{kind}") in (Reading, SheetFault)


def outcome(content, name):
    try:
        return type(read(content, name, limits=Limits(seconds=5)))
    except SheetFault:
        return SheetFault
