"""A page as text: what stands on it, whether a quote still does, and how much it is like it was.

Pages of others are not kept. What is kept is a digest, and a sketch: the few words whose digests are the smallest,
as numbers. Two sketches tell how many words two pages share, and no sketch tells a word.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from email.message import Message
from html.parser import HTMLParser

SKETCHED_WORDS = 48
SHORTEST_WORD = 4
# What has no text for readers, or ends a piece of text.
SILENT = frozenset({"script", "style", "template", "svg", "noscript"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"})  # fmt: skip
# Soft hyphens, zero-width spaces and marks that only steer how letters are set.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-", "…": "..."})  # fmt: skip
ELLIPSIS = re.compile(r"\s*(?:\[\.\.\.\]|\.\.\.)\s*")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT and not self._silent:
            self._silent = tag
        elif tag not in INLINE:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag not in INLINE:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def text_of(body: bytes, content_type: str) -> str | None:
    """Return the words of a page; nothing for what is no text, such as a PDF or a picture."""
    header = Message()
    header["Content-Type"] = content_type or "text/html"
    kind = header.get_content_type()
    if kind not in {"text/html", "application/xhtml+xml", "text/plain"}:
        return None
    written = _decoded(body, header.get_content_charset() or "")
    if kind == "text/plain":
        return written
    parser = _Text()
    parser.feed(written)
    parser.close()
    return "".join(parser.pieces)


def has_quote(text: str, quote: str) -> bool:
    """Whether a quote stands there: letters alike but for case, spaces, quotation marks and dashes; “…” stands for a gap."""
    page, at = _compared(text), 0
    for part in ELLIPSIS.split(_compared(quote).strip("\"' ")):
        found = page.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def digest(text: str) -> str:
    return hashlib.sha256(_compared(text).encode()).hexdigest()


def sketch(text: str) -> list[int]:
    words = {word for word in re.findall(r"\w+", _compared(text)) if len(word) >= SHORTEST_WORD}
    return sorted(int.from_bytes(hashlib.sha256(word.encode()).digest()[:6]) for word in words)[:SKETCHED_WORDS]


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate which part of the words of two pages they share, from 0 to 1."""
    among = sorted({*one, *other})[:SKETCHED_WORDS]
    return len({*one} & {*other} & {*among}) / len(among) if among else 1.0


def _compared(text: str) -> str:
    plain = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(MARKS)
    return " ".join(plain.casefold().split())


def _decoded(body: bytes, charset: str) -> str:
    named = re.search(rb"""<meta[^>]{0,200}?charset=["']?([\w-]{1,40})""", body[:2048], re.IGNORECASE)
    for name in (charset, named[1].decode("ascii") if named else "", "utf-8"):
        try:
            return body.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("utf-8", errors="replace")
