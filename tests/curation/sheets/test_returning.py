"""A sheet that goes back: in the kind it came in, with its reasons, and so that it can be brought again and again."""

import csv
import io
import zipfile

import openpyxl
import pytest

from curation.sheets.returning import sheet_with_reasons
from tests.curation.sheets import bringing, files

pytestmark = pytest.mark.django_db
FORMULA = "=1+cmd|' /C calc'!A0"


@pytest.fixture
def me():
    return bringing.coalition()


def with_sheet_name(name):
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files.xlsx([["Name"], ["Ember House"]]))) as book,
        zipfile.ZipFile(written, "w") as new,
    ):
        for part in book.namelist():
            new.writestr(part, book.read(part).replace(b'name="Groups"', f'name="{name}"'.encode()))
    return written.getvalue()


def cells_cut_at(content, separator):
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator) for cell in row]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("a/b:c*[d]?\\e", "a b c  d   e"),
        ("'Groups'", "Groups"),
        ("??", "1"),
        ("s" * 90, "s" * 31),
        ("x" * 30 + "' y", "x" * 30),
    ],
)
def test_a_sheet_goes_back_whatever_it_is_called(me, name, title):
    batch = bringing.checked(None, by=me, content=with_sheet_name(name), name="a.xlsx")

    assert openpyxl.load_workbook(io.BytesIO(sheet_with_reasons(batch)[0])).sheetnames == [title]


@pytest.mark.parametrize("separator", [",", ";", "|"])
def test_what_goes_back_runs_in_no_program_wherever_that_cuts(me, separator):
    told = [["Name", "Remarks", "More"], ["Ember House", f"harmless;{FORMULA};", f"harmless,{FORMULA}"]]
    batch = bringing.checked(told, by=me)

    content = sheet_with_reasons(batch)[0]

    assert [cell for cell in cells_cut_at(content, separator) if cell.startswith("=")] == []


def test_a_file_cut_by_tabs_goes_back_as_one(me):
    content = f"Name\tRemarks\nEmber House\tx,{FORMULA}\n".encode()
    batch = bringing.checked(None, by=me, content=content, name="a.tsv")

    content, kind, name = sheet_with_reasons(batch)

    assert (kind, name) == ("text/tab-separated-values; charset=utf-8", "a.tsv")
    assert [cell for cell in cells_cut_at(content, ",") if cell.startswith("=")] == []
    assert cells_cut_at(content, "\t")[:2] == ["Name", "Remarks"]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx"])
@pytest.mark.parametrize(
    "text", ["- peer support, - rides", "-1;-2", "'= is what we say; '=1", f"a;{FORMULA}", "_x0041_"]
)
def test_a_cell_says_the_same_however_often_it_goes_there_and_back(me, name, text):
    kind = name.rpartition(".")[2]
    told = [["Name", "Web", "Remarks"], ["Ember House", "nope", text]]
    content = bringing.csv_file(told, delimiter="\t" if kind == "tsv" else ",")
    if kind == "xlsx":
        content = files.xlsx([[cell.replace("_x", "_x005F_x") for cell in row] for row in told])
    batch = bringing.checked(None, by=me, content=content, name=name, columns={"Remarks": "note"})
    first = bringing.row(batch, 2).note

    for _time in range(2):
        content = sheet_with_reasons(batch)[0]
        batch = bringing.checked(None, by=me, content=content, name=name, columns={"Remarks": "note"})

    assert bringing.row(batch, 2).note == first
    assert first.replace("'", "") == f"Remarks: {text}".replace("'", "")


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "-2+3"])
def test_what_a_workbook_says_goes_back_as_text_that_does_not_run(me, text):
    content = files.raw_xlsx(list(files.sheet_data([["Name", "Remarks"], ["Ember House", text]])))
    batch = bringing.checked(None, by=me, content=content, name="a.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(sheet_with_reasons(batch)[0])).active

    assert (sheet["B2"].value, sheet["B2"].data_type) == (text, "s")
