"""Words that must never be met in public, in every form they could be written in, and everything public there is to look through."""

import base64
import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from urllib.parse import quote, urljoin, urlsplit

from django.test import Client

from directory.search.folding import fold

HERE = "http://testserver"
LINK = re.compile(rb'(?:href|src|action)="([^"]+)"')
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


# Nothing else contains them, and their letters are escaped in many ways. All words begin with one of the two.
PRIVATE, SHOWN = "zqñandú", "zqpájaro"


class Words:
    """Hands out words with the same beginning, and remembers what each was planted as."""

    def __init__(self, stem):
        self.stem, self.planted = stem, {}

    def __getitem__(self, where):
        number = len(self.planted)
        return self.planted.setdefault(where, f"{self.stem}{chr(97 + number % 26)}{chr(97 + number // 26)}")


def forms(word):
    """List the bytes by which a word could be met, on a page, in a file or inside another text."""
    spelled = {word, word.upper(), word.title(), fold(word), unicodedata.normalize("NFD", word)}
    escaped = {json.dumps(word)[1:-1], quote(word), quote(quote(word)), html.escape(word)}
    escaped |= {"".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in word)}
    escaped |= {"".join(f"&#x{ord(c):x};" if ord(c) > 127 else c for c in word)}
    texts = spelled | escaped
    found = {text.encode(codec) for text in texts for codec in ("utf-8", "utf-16-le", "utf-16-be")}
    found |= {text.encode("latin-1") for text in texts if all(ord(c) < 256 for c in text)}
    # Base64 of the word wherever it begins in a longer text, without the ends that depend on its neighbours.
    found |= {base64.b64encode(b"\0" * shift + word.encode())[4 if shift else 0 : -4] for shift in range(3)}
    return found | {word.encode().hex().encode()}


def met(word, content):
    return any(form in content for form in forms(word))


def unpacked(content):
    """Yield what is inside: the parts of an archive, the streams of a PDF, and the thing itself."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))
    if content.startswith(b"%PDF"):
        for stream in STREAM.findall(content):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                yield stream


def public(starts, *, most=2000):
    """Return all there is to read, by address: what `starts` answer, and wherever their pages and records lead."""
    client, seen, left = Client(), {}, list(starts)
    while left and len(seen) < most:
        address = left.pop()
        if address in seen or address.startswith("/static/"):
            continue
        answer = client.get(address)
        body = answer.getvalue()
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode()
        seen[address] = b"\n".join([headers, *unpacked(body)])
        kind = answer.headers.get("Content-Type", "")
        if kind.startswith("text/html"):
            leads = [html.unescape(link.decode()) for link in LINK.findall(body)]
            left += [there for link in leads if (there := inside(address, link)) and "?" not in there]
    return seen


def inside(address, link):
    """Return where a link leads if that is here and can be read."""
    parts = urlsplit(urljoin(HERE + address, link))
    return f"{parts.path}?{parts.query}".rstrip("?") if f"{parts.scheme}://{parts.netloc}" == HERE else ""
