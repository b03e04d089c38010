"""A page as text: what stands on it, whether a quote still does, and how much it is like it was.

Pages of others are not kept. What is kept is a digest, and a sketch: the few words whose digests are the smallest,
as numbers. Two sketches tell how many words two pages share, and no sketch tells a word.
"""

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from email.message import Message

SKETCHED_WORDS = 48
SHORTEST_WORD = 4
# What has no text for readers, and what stands within a line of it.
SILENT = frozenset({"script", "style", "template", "svg"})
INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr"})  # fmt: skip
# Nothing here goes back over what it has read: a page can be made so that Python's own parser takes minutes for 64 kB.
TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
ENDS = [("<!--", "-->"), ("<!", ">"), ("<?", ">")]
# More digits than any letter has, and than Python reads without complaint.
ENDLESS_NUMBER = re.compile(r"&#x?[0-9a-f]{9,}", re.IGNORECASE)
# Soft hyphens, zero-width spaces and marks that only steer how letters are set.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-", "…": "..."})  # fmt: skip
ELLIPSIS = re.compile(r"\s*(?:\[\.\.\.\]|\.\.\.)\s*")


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
    return html.unescape(ENDLESS_NUMBER.sub("", "".join(_visible(written))))


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


def _visible(page: str) -> Iterator[str]:
    """Yield what stands between the tags. What opens and never closes hides the rest, as it does in browsers."""
    at = 0
    while (opens := page.find("<", at)) >= 0:
        yield page[at:opens]
        tag = TAG.match(page, opens)
        if tag is None:
            at = _end_of_no_tag(page, opens)
            yield page[opens:at] if at == opens + 1 else " "
            continue
        at, name = tag.end(), tag[2].lower()
        if name not in INLINE:
            yield " "
        if name in SILENT and not tag[1]:
            closes = re.compile(f"</{name}", re.IGNORECASE).search(page, at)
            at = closes.start() if closes else len(page)
    yield page[at:]


def _end_of_no_tag(page: str, opens: int) -> int:
    """Return where a comment or declaration ends; for a mere “<” the letter after it, for a tag without end the end of all."""
    for start, end in ENDS:
        if page.startswith(start, opens):
            found = page.find(end, opens + len(start))
            return found + len(end) if found >= 0 else len(page)
    is_tag = re.compile(r"</?[a-zA-Z]").match(page, opens)
    return len(page) if is_tag else opens + 1


def _decoded(body: bytes, charset: str) -> str:
    named = re.search(rb"""<meta[^>]{0,200}?charset=["']?([\w-]{1,40})""", body[:2048], re.IGNORECASE)
    for name in (charset, named[1].decode("ascii") if named else "", "utf-8"):
        try:
            return body.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("utf-8", errors="replace")
