"""Answers as bytes: a page in the envelope of the standard, or everything, one record a line, without holding it in memory."""

import json
from collections.abc import Iterable, Iterator

from directory.hsds.dictionary import Made
from directory.hsds.questions import Question
from directory.hsds.resources import Found
from directory.pieces import in_pieces

# So many records are sent at a time.
IN_A_PIECE = 50
LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(found: Found, asked: Question) -> Iterator[bytes]:
    """Write a page. Of minimal records there is one page with all, as a partner compares their ids with its own."""
    total = found.count()
    size = max(total, 1) if asked.get("minimal") else asked.per_page
    first = (asked.page - 1) * size
    shown = max(0, min(size, total - first))
    envelope = {
        "total_items": total,
        "total_pages": -(-total // size),
        "page_number": asked.page,
        "size": shown,
        "first_page": asked.page == 1,
        "last_page": first + size >= total,
        "empty": not shown,
    }
    yield text(envelope)[:-1] + b',"contents":['
    records = found.records(first, first + shown) if shown else ()
    yield from pieces(records, b",")
    yield b"]}"


def lines(records: Iterable[Made]) -> Iterator[bytes]:
    for piece in in_pieces(records, IN_A_PIECE):
        yield b"".join(text(record) + b"\n" for record in piece)


def text(record: Made) -> bytes:
    """Write a record, on one line for whoever reads it: many programs also end a line at three signs that JSON leaves as they are."""
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in LINE_ENDS.items():
        written = written.replace(sign, escaped)
    return written.encode()


def pieces(records: Iterable[Made], between: bytes) -> Iterator[bytes]:
    before = b""
    for piece in in_pieces(records, IN_A_PIECE):
        yield before + between.join(map(text, piece))
        before = between
