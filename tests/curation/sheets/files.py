"""Makes the bytes of files that a test uploads: ordinary ones, odd ones and hostile ones."""

import io
import os
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook

DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
HEADINGS = ["Name", "City", "Kind"]
ROWS = [HEADINGS, ["Lantern", "Dayton", "Peer group"], ["Harbor", "Lima", "Clinic"]]
NUMBERED = list(enumerate(ROWS, start=1))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def text(rows=ROWS, delimiter=",", ending="\n", encoding="utf-8"):
    """Return separated text, in which a cell that needs quotation marks must bring its own."""
    return "".join(delimiter.join(row) + ending for row in rows).encode(encoding)


def saved(book):
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx(rows=ROWS, **others):
    """Return a workbook of openpyxl: the first sheet is “Groups”, each of `others` is one more."""
    book = Workbook()
    book.active.title = "Groups"
    for name, its_rows in {"Groups": rows, **others}.items():
        sheet = book[name] if name == "Groups" else book.create_sheet(name)
        for row in its_rows:
            sheet.append(row)
    return saved(book)


def xlsx_of(cells, **more):
    """Return a workbook whose cells are said by place, as in `{"C5": "x"}`."""
    book = Workbook(**more)
    for place, value in cells.items():
        book.active[place] = value
    return saved(book)


def xlsx_states(**states):
    """Return a workbook with one filled sheet of each name, in this state of visibility."""
    book = Workbook()
    book.remove(book.active)
    for name, state in states.items():
        book.create_sheet(name).append([name])
        book[name].sheet_state = state
    return saved(book)


def zipped(parts, compression=DEFLATED):
    """Return a zip of (name or ZipInfo, content); content may also come in pieces, so that a bomb costs no memory."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression, compresslevel=6) as archive:
        for name, content in parts:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = STORED if info.filename == "mimetype" else compression
            with archive.open(info, "w") as part:
                for piece in [content] if isinstance(content, str | bytes) else content:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
    return written.getvalue()


def xlsx_parts(sheet="<sheetData/>", strings="", names=("Groups",)):
    """Return the parts of a workbook by hand. `sheet` is what stands in every sheet, and may come in pieces."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    ties = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    pieces = [sheet] if isinstance(sheet, str) else sheet
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{SPREADSHEET}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{ties}</Relationships>',
    }
    for n in range(1, len(names) + 1):
        parts[f"xl/worksheets/sheet{n}.xml"] = (f'{XML}<worksheet xmlns="{SPREADSHEET}">', *pieces, "</worksheet>")
    if strings:
        pieces = [strings] if isinstance(strings, str) else strings
        parts["xl/sharedStrings.xml"] = (f'{XML}<sst xmlns="{SPREADSHEET}">', *pieces, "</sst>")
    return parts


def raw_xlsx(sheet="<sheetData/>", strings="", names=("Groups",), more=()):
    return zipped([*xlsx_parts(sheet, strings, names).items(), *more])


def sheet_data(rows):
    """Return rows as the text of a sheet, each cell in itself; by hand, for openpyxl is slow with many."""
    yield "<sheetData>"
    for row in rows:
        cells = "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        yield f"<row>{cells}</row>"
    yield "</sheetData>"


def ods_cell(value, attributes=""):
    return (
        f'<table:table-cell office:value-type="string" {attributes}><text:p>{escape(value)}</text:p></table:table-cell>'
    )


def ods_rows(rows):
    return "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)


def ods_table(name, inside, *, is_hidden=False):
    style = 'table:style-name="hidden"' if is_hidden else ""
    return f'<table:table table:name="{name}" {style}>{inside}</table:table>'


def ods_content(tables):
    spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "style", "table", "text"))
    return (
        f"{XML}<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def ods_parts(content):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'{XML}<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}


def ods(rows: Iterable[Iterable[str]] = ROWS, inside="", tables=""):
    """Return a workbook of OpenDocument: of rows, of what stands in its table, or of whole tables."""
    tables = tables or ods_table("Groups", inside or ods_rows(rows))
    return zipped(ods_parts(ods_content(tables)).items())


def renamed_inside(content, name, new_name):
    """Return a zip in whose two lists of parts a name is another of the same length."""
    return content.replace(name.encode(), new_name.encode())


def lying(content, size):
    """Return a zip that says in its list, and before each part, that it unpacks to this size."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = changed.find(mark)
        while start >= 0:
            struct.pack_into("<I", changed, start + place, size)
            start = changed.find(mark, start + 4)
    return bytes(changed)


def left_behind():
    """List the processes of ours that ended and that nobody asked after."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = file.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state == "Z" and int(parent) == os.getpid():
            found.append(file.parent.name)
    return found
