"""Files that mean harm: each is refused with a sentence, soon, and at little cost."""

import random
import resource
import struct
import tempfile
import time
import tracemalloc
import zipfile
import zlib

import pytest

from curation.sheets import child
from curation.sheets.faults import SheetFault
from curation.sheets.limits import Limits
from curation.sheets.reader import read
from tests.curation.sheets import files
from tests.curation.sheets.files import ROWS, XML, left_behind, raw_xlsx, sheet_data, zipped

MOST_SECONDS, MOST_KILOBYTES = 25, 600 * 1024
MEGABYTE = 1024 * 1024
SPACES = " " * MEGABYTE
SHEET = list(sheet_data(ROWS))
PARTS = files.xlsx_parts(SHEET)
CELL = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'


@pytest.fixture(autouse=True)
def _costs_little(tmp_path, monkeypatch):
    """Whatever a file is: it is soon over, takes little memory, and leaves neither a file nor a process."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = time.monotonic()
    yield
    assert time.monotonic() - before < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_KILOBYTES
    assert list(tmp_path.iterdir()) == []
    assert left_behind() == []


def refused(content, name="groups.xlsx", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return caught.value.code


def sentence(content, name="groups.xlsx", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return str(caught.value)


def with_part(name, content=b"<x/>", **said):
    """Return a workbook with one part more, about which its list says something."""
    part = zipfile.ZipInfo(name)
    for what, value in said.items():
        setattr(part, what, value)
    return zipped([*PARTS.items(), (part, content)])


def noise(size):
    """Return a part that cannot be packed, so that a small file may hold a large one and keep its ratio."""
    return "xl/media/noise.png", random.Random(7).randbytes(size)


def test_a_file_over_the_limit_is_not_even_looked_at(monkeypatch):
    monkeypatch.setattr("subprocess.Popen", None)

    assert sentence(b"a" * (MEGABYTE + 1), limits=Limits(file_bytes=MEGABYTE)).startswith(
        "The file is larger than 1 MB."
    )


def test_a_file_at_the_limit_is_read():
    assert len(read(files.text(), "a.csv", limits=Limits(file_bytes=len(files.text()))).rows) == 3


def test_a_bomb_of_spaces_is_refused_by_its_ratio():
    assert refused(raw_xlsx([SPACES] * 300)) == "unpacked"
    assert refused(raw_xlsx([SPACES] * 60)) == "ratio"


def test_a_bomb_that_hides_its_sizes_is_refused():
    content = raw_xlsx([SPACES] * 60)

    assert [refused(files.lying(content, size)) for size in (0, 1000, 1_000_000)] == ["truncated"] * 3


def test_sizes_larger_than_a_file_really_is_are_refused():
    assert [refused(files.lying(zipped(PARTS.items()), size)) for size in (10**5, 2**32 - 2)] == [
        "truncated",
        "unpacked",
    ]


def test_a_bomb_in_a_picture_counts_too():
    assert refused(zipped([*PARTS.items(), ("xl/media/image1.png", [SPACES] * 60)])) == "ratio"


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "XL/worksheets/Sheet1.xml"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(name):
    assert refused(with_part(name)) == "duplicate-entry"


@pytest.mark.parametrize(
    "name", ["/etc/x.xml", "../x.xml", "xl/../../x.xml", "xl\\x.xml", "\\x.xml", "C:/x.xml", "a\0b.xml"]
)
def test_a_part_that_points_outside_is_refused(name):
    content = with_part("@" * len(name))

    assert refused(files.renamed_inside(content, "@" * len(name), name)) == "unsafe-name"


def test_a_link_is_refused():
    assert refused(with_part("xl/link.xml", b"/etc/passwd", external_attr=0o120777 << 16)) == "unsafe-name"


def test_a_part_with_a_password_is_refused():
    content = bytearray(zipped(PARTS.items()))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.find(mark) + place] |= 1

    assert sentence(bytes(content)).startswith("The file is locked with a password.")


def test_a_part_packed_in_a_way_no_workbook_is_packed_is_refused():
    parts = zipped(PARTS.items(), zipfile.ZIP_LZMA)

    assert refused(parts) == "not-a-sheet"


def test_more_than_300_parts_are_refused():
    many = [(f"xl/x{number}.xml", "<x/>") for number in range(296)]

    assert refused(zipped([*PARTS.items(), *many])) == "too-many-entries"


@pytest.mark.parametrize(("kind", "content"), [("xlsx", zipped(PARTS.items())), ("ods", files.ods())])
def test_a_file_cut_short_is_refused(kind, content):
    cuts = [len(content) * tenth // 10 for tenth in (1, 5, 9)] + [len(content) - 1]

    assert [refused(content[:cut], f"a.{kind}") for cut in cuts] == ["truncated"] * 4


def test_garbage_before_or_within_a_workbook_is_refused():
    content = zipped(PARTS.items())

    assert refused(b"MZ\0\0" * 100 + content) == "truncated"
    assert refused(content[:4] + b"\xff" * 200 + content[204:]) == "truncated"


def test_a_second_name_of_a_part_is_not_believed():
    name = b"xl/worksheets/sheet1.xml"
    extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"docs/readme.txt")) + name
    smuggled = "".join((f'{XML}<worksheet xmlns="{files.SPREADSHEET}">', *sheet_data([["Smuggled"]]), "</worksheet>"))
    part = zipfile.ZipInfo("docs/readme.txt")
    part.extra = extra

    assert read(zipped([*PARTS.items(), (part, smuggled)]), "groups.xlsx").rows == files.NUMBERED


@pytest.mark.parametrize("mark", ["<!DOCTYPE x [", '<!ENTITY a "b">'])
@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("place", [0, 64 * 1024 - 5, 64 * 1024 - 20])
def test_instructions_in_a_part_are_refused(mark, encoding, place):
    content = b"\n" * place + mark.encode(encoding)

    assert refused(with_part("xl/more.xml", content)) == "doctype"


def test_laughing_entities_are_refused():
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    content = PARTS | {"xl/worksheets/sheet1.xml": f'{XML}<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'}

    assert refused(zipped(content.items())) == "doctype"
    assert refused(files.zipped(files.ods_parts(f"{XML}<!DOCTYPE x [{laughs}]><x/>").items()), "a.ods") == "doctype"


def test_one_very_long_text_is_refused():
    def text_of(pieces, *more):
        strings = ["<si><t>", *["a" * MEGABYTE] * pieces, "</t></si>"]
        return zipped([*files.xlsx_parts(CELL, strings).items(), *more])

    assert refused(text_of(1, noise(9_000))) == "cell"
    assert refused(text_of(100)) == "ratio"
    assert refused(text_of(100, noise(800_000))) in ("cell", "too-much-memory")


def test_one_text_in_a_million_cells_is_refused():
    row = "<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>"
    sheet = ["<sheetData>", *[row] * 50_000, "</sheetData>"]
    content = zipped([*files.xlsx_parts(sheet, f"<si><t>{'a' * 4000}</t></si>").items(), noise(300_000)])

    assert refused(content) in ("letters", "too-much-memory")


def of_wide_letters():
    row = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
    return raw_xlsx(["<sheetData>", *[row] * 99, "</sheetData>"], f"<si><t>{'😀' * 4_000}</t></si>")


def of_one_wide_letter():
    """Return a workbook of few bytes, in each of whose cells one letter makes the others as wide."""
    cells = files.ods_cell("a" * 3_999 + "😀", 'table:number-columns-repeated="100"')
    return files.ods(inside=f'<table:table-row table:number-rows-repeated="99">{cells}</table:table-row>')


@pytest.mark.parametrize(("content", "name"), [(of_wide_letters(), "a.xlsx"), (of_one_wide_letter(), "a.ods")])
def test_one_wide_text_in_many_cells_costs_whoever_asks_no_more_than_the_limit(content, name):
    tracemalloc.start()
    code = refused(content, name)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (code, most < 100 * MEGABYTE) == ("answer-bytes", True)


def test_half_a_letter_is_answered_as_a_question_mark(capfdbinary):
    child._say(child._written("a\ud800b"))
    child.sys.stdout.flush()

    assert capfdbinary.readouterr().out == b'"a?b"\n'
