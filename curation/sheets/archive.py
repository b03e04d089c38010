"""Says what a file is, looks into a packed workbook or package before anything reads it, and packs what was looked at anew.

Two programs can read one zip differently: by its names, its sizes, its several lists of parts. So the reader of
workbooks never sees the zip that was uploaded, only one that holds the parts which were checked here, and no others.
It runs in the child, so it knows nothing of Django.
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from curation.sheets.limits import Limits
from curation.sheets.refusal import Refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP, ZIP_END, ZIP_TAIL = (b"PK\x03\x04", b"PK\x05\x06"), b"PK\x05\x06", 66_000
OTHERS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"{\\rtf": "RTF", b"Rar!": "RAR"}
PAGES = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<table")
KINDS = {"csv": "csv", "txt": "csv", "tsv": "tsv", "tab": "tsv", "xlsx": "xlsx", "ods": "ods", "xls": ""}
KINDS |= {"zip": "zip", "json": "json", "ndjson": "json", "jsonl": "json"}
PACKED, MACROS = ("xlsx", "ods", "zip"), ("xlsm", "xltm", "xlsb")
PIECE = 64 * 1024
SMALL = 32 * 1024 * 1024
ENCRYPTED = 0x1
ANNOTATION = b"<office:annotation"
# Where the parts of workbooks are that are not OpenDocument's: what only that can say is not looked for there.
NOT_OPEN = "xl/"
# Rows and columns that are hidden, as the two kinds of workbooks write it.
HIDDEN = re.compile(
    rb"<(?:row|col)\s[^>]*\bhidden=[\"'](?:1|true)|<table:table-(?:row|column)\s[^>]*\btable:visibility=[\"'](?:collapse|filter)"
)
# What the others write, then OpenDocument.
HIDING = (b"hidden=", b"table:visibility=")
# Formulas of which no program ever wrote down what they come to. A result that is an empty text is one.
UNKNOWN = re.compile(
    rb"<c\b(?![^<>]*\st=[\"']str)[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
    rb"|<table:table-cell\s(?=[^<>]*\btable:formula=)(?![^<>]*\boffice:value-type=)"
)
# Most sheets have none at all: to ask so first costs a tenth of looking at each of their cells.
FORMULAS = (b"<f", b"table:formula=")
# Cells of OpenDocument that are merged over several rows: the reader tells of those in other workbooks itself.
TALL = re.compile(rb"table:number-rows-spanned=[\"'](?!1[\"'])")
LONGEST_TAG = 400
# What an attack needs at the beginning of a part; a workbook has no use for either.
_BEGINS_ONE, _DOCTYPES = b"!", (b"<!DOCTYPE", b"<!ENTITY")
_WIDE_DOCTYPES = tuple(mark.decode().encode(code) for mark in _DOCTYPES for code in ("utf-16-le", "utf-16-be"))


def kind_of(content: bytes, name: str) -> str:
    """Return csv, tsv, xlsx, ods, or of an HSDS file zip or json, by the first bytes of a file; refuse one that is called something else."""
    said = name.rpartition(".")[2].casefold() if "." in name else ""
    if not content.strip():
        raise Refusal("empty")
    if content.startswith(OLE):
        raise Refusal(_locked_or_old(content, said))
    if said in MACROS:
        raise Refusal("macros")
    if said not in KINDS:
        raise Refusal("not-a-sheet")
    really = _really(content)
    if said in PACKED and really == "text" and (ZIP_END in content[-ZIP_TAIL:] or 0 in content[:PIECE]):
        raise Refusal("truncated")
    if really not in ((f".{said}", "ZIP") if said in PACKED else ("text",)):
        raise Refusal("wrong-extension", said=said, really=really)
    if said == "xls":
        raise Refusal("old-excel")
    return KINDS[said]


def _locked_or_old(content: bytes, said: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "encrypted"
    return "encrypted" if said in PACKED and "Workbook".encode("utf-16-le") not in content else "old-excel"


def _really(content: bytes) -> str:
    """Name what the bytes are; a workbook by its ending, as people know it."""
    if content.startswith(ZIP):
        is_ods = b"opendocument.spreadsheet" in content[:300]
        return ".ods" if is_ods else ".xlsx" if b"xl/workbook.xml" in content else "ZIP"
    other = next((label for mark, label in OTHERS.items() if content.startswith(mark)), "")
    if other:
        return other
    beginning = content[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return "XML" if beginning.startswith(b"<?xml") else "HTML" if beginning.startswith(PAGES) else "text"


@dataclass
class Parts:
    """What a workbook holds: the names of its parts, the checked ones packed anew, and what may be overlooked in it."""

    names: list[str] = field(default_factory=list)
    packed: bytes = b""
    has_comments: bool = False
    has_hidden_cells: bool = False
    has_unknown_results: bool = False
    has_tall_cells: bool = False


def checked(content: bytes, limits: Limits) -> Parts:
    """Unpack every part once, piece by piece. Raises `Refusal`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            _check_list(entries, len(content), limits)
            return _taken_over(packed, entries, len(content), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError, ValueError) as error:
        raise Refusal("truncated") from error
    except RuntimeError as error:
        raise Refusal("encrypted") from error


def _check_list(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Refusal("too-many-entries", most=limits.entries)
    names = [entry.filename.casefold() for entry in entries]
    for entry in entries:
        if entry.flag_bits & ENCRYPTED:
            raise Refusal("encrypted")
        if _is_unsafe(entry):
            raise Refusal("unsafe-name")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refusal("not-a-sheet")
    if len(set(names)) != len(names):
        raise Refusal("duplicate-entry")
    _check_size(sum(entry.file_size for entry in entries), size, limits)


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    is_outside = name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")
    # The library cuts a name at its first NUL.
    return is_outside or "\0" in entry.orig_filename or stat.S_ISLNK(entry.external_attr >> 16)


def _check_size(unpacked: int, size: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes:
        raise Refusal("unpacked", most=limits.unpacked_bytes // 1024 // 1024)
    if unpacked > limits.ratio * size and unpacked > 1024 * 1024:
        raise Refusal("ratio")


def _taken_over(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> Parts:
    """Take over the parts that are text. What the list says of sizes can be a lie, so they are counted."""
    parts, anew, unpacked = Parts(), io.BytesIO(), 0
    # A large one would take too much room unpacked; to pack others takes a third of the time of looking at them.
    packing = zipfile.ZIP_DEFLATED if sum(entry.file_size for entry in entries) > SMALL else zipfile.ZIP_STORED
    with zipfile.ZipFile(anew, "w", packing, compresslevel=1) as written:
        for entry in entries:
            parts.names.append(entry.filename)
            before = unpacked
            with packed.open(entry) as part, _copy(written, entry.filename) as copy:
                for piece in _pieces(part, parts, entry.filename):
                    unpacked += len(piece)
                    _check_size(unpacked, size, limits)
                    copy.write(piece)
            if unpacked - before != entry.file_size:
                raise Refusal("truncated")
    parts.packed = anew.getvalue()
    parts.has_comments |= any("comments" in name.casefold() for name in parts.names)
    return parts


def _is_text(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels")) or name == "mimetype"


def _is_table(name: str) -> bool:
    return name.casefold().endswith(".csv")


def _copy(written: zipfile.ZipFile, name: str) -> IO[bytes]:
    """Open the part of this name for writing. Pictures and the like go nowhere."""
    return written.open(name, "w") if _is_text(name) or _is_table(name) else io.BytesIO()


def _pieces(part: IO[bytes], parts: Parts, name: str) -> Iterator[bytes]:
    """Yield each piece, having looked at it and at the seam with the one before."""
    tail, is_open = b"", not name.startswith(NOT_OPEN)
    hiding, formulas = (HIDING, FORMULAS) if is_open else (HIDING[:1], FORMULAS[:1])
    while piece := part.read(PIECE):
        if _is_text(name):
            seen = tail + piece
            _refuse_doctype(seen)
            if any(mark in seen for mark in hiding):
                parts.has_hidden_cells |= HIDDEN.search(seen) is not None
            if any(mark in seen for mark in formulas):
                parts.has_unknown_results |= UNKNOWN.search(seen) is not None
            if is_open:
                parts.has_comments |= ANNOTATION in seen
                parts.has_tall_cells |= TALL.search(seen) is not None
            tail = seen[-LONGEST_TAG:]
        yield piece


def _refuse_doctype(seen: bytes) -> None:
    # One letter is found ten times as fast as a word.
    if _BEGINS_ONE in seen and any(mark in seen for mark in (*_DOCTYPES, *(_WIDE_DOCTYPES if 0 in seen else ()))):
        raise Refusal("doctype")
