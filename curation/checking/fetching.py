"""Asks one address for its page: at most three redirects, 64 kB and ten seconds, and nothing inside our own walls.

A name is looked up once for each request, every address it has must be public, and the connection goes to the
very address that was looked at. So a name that answers differently the next time gains nothing.
"""

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urljoin

from curation.checking import addresses
from curation.checking.addresses import Refused, Target
from curation.checking.wire import MOST_BYTES, THE_INTERNET, Deadline, NoSuchName, Trickle, Wire

MOST_REDIRECTS = 3
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
AGENT = "Mozilla/5.0 (compatible; link check)"
BETWEEN_REQUESTS = 1.0
# How many of a name's addresses are tried, for machines that have only the old or only the new internet.
MOST_ADDRESSES = 3


@dataclass(frozen=True)
class Fetched:
    """What came back. `failure` says in one word why nothing did; `url` is the last address asked."""

    url: str
    status: int = 0
    content_type: str = ""
    body: bytes = b""
    is_cut: bool = False
    # Whether a redirect said that it has moved for good.
    has_moved: bool = False
    owner: str = ""
    issuer: str = ""
    failure: str = ""


def fetch(url: str, wire: Wire = THE_INTERNET) -> Fetched:
    """Ask for a page. Never raises for anything another machine does."""
    deadline, has_moved = Deadline(), False
    for _number in range(MOST_REDIRECTS + 1):
        try:
            target = addresses.target_of(url)
            PACE.wait(wire)
            found = _ask(target, wire, deadline)
            onward = _onward(found, target)
        except Refused:
            return Fetched(url, failure="refused")
        except (OSError, HTTPException, ValueError) as problem:
            return Fetched(url, failure=_word(problem))
        if onward is None:
            return Fetched(**found | {"has_moved": has_moved})
        has_moved |= found["status"] in FOR_GOOD
        url = onward
    return Fetched(url, failure="redirects")


class Pace:
    """Lets one request a second go, whoever asks for it in this process."""

    def __init__(self) -> None:
        self._lock, self._next = threading.Lock(), 0.0

    def wait(self, wire: Wire) -> None:
        with self._lock:
            now = time.monotonic()
            pause = max(0.0, self._next - now)
            self._next = now + pause + BETWEEN_REQUESTS
        wire.wait(pause)


PACE = Pace()


def _ask(target: Target, wire: Wire, deadline: Deadline) -> dict[str, Any]:
    """Make one request and read one answer."""
    with contextlib.closing(_connected(target, wire, deadline)) as connection:
        connection.settimeout(deadline.left())
        connection.sendall(_request(target))
        trickle = Trickle(connection, deadline)
        answer = HTTPResponse(trickle, method="GET")  # type: ignore[arg-type]
        answer.begin()
        body, is_cut = (b"", False) if answer.status in REDIRECTS else _body(answer)
        return {
            "url": target.url,
            "status": answer.status,
            "content_type": answer.headers.get("Content-Type", ""),
            "body": body,
            "is_cut": is_cut or trickle.is_spent,
            "location": answer.headers.get("Location", ""),
            **_certificate(connection),
        }


def _onward(found: dict[str, Any], target: Target) -> str | None:
    """Return where the answer sends us on to, if it does."""
    location = found.pop("location")
    if found["status"] not in REDIRECTS or not location:
        return None
    # Headers come as Latin-1; what is in them is mostly UTF-8.
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    return urljoin(target.url, location.strip()).partition("#")[0]


def _connected(target: Target, wire: Wire, deadline: Deadline) -> socket.socket:
    """Connect to an address of the target that was looked at. Raises `Refused` if one of them is not public."""
    found = wire.resolve(target.host, target.port, deadline)
    if not found or not all(addresses.is_public(address) for address in found):
        raise Refused
    connection = _first_that_answers(found[:MOST_ADDRESSES], target.port, wire, deadline)
    if target.scheme == "http":
        return connection
    try:
        connection.settimeout(deadline.left())
        with _cut_off_at(deadline, connection):
            return wire.trust().wrap_socket(connection, server_hostname=target.host)
    except OSError:
        connection.close()
        # Cut off by us, it looks like a broken certificate; this says that it was the time.
        deadline.left()
        raise


def _first_that_answers(found: list[str], port: int, wire: Wire, deadline: Deadline) -> socket.socket:
    for address in found[:-1]:
        with contextlib.suppress(OSError):
            return wire.connect(address, port, Deadline(min(3.0, deadline.left())))
    return wire.connect(found[-1], port, deadline)


@contextlib.contextmanager
def _cut_off_at(deadline: Deadline, connection: socket.socket) -> Any:
    """End a handshake that is spun out byte by byte: each byte alone would be in time."""
    # A duplicate, because the handshake takes the connection over.
    copy = connection.dup()

    def cut() -> None:
        with contextlib.suppress(OSError):
            copy.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(deadline.left(), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        copy.close()


def _request(target: Target) -> bytes:
    lines = [
        f"GET {target.path} HTTP/1.1",
        f"Host: {target.host}",
        f"User-Agent: {AGENT}",
        "Accept: text/html, text/plain;q=0.9, */*;q=0.1",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _body(answer: HTTPResponse) -> tuple[bytes, bool]:
    """Read at most so much, and say whether there was more. What comes packed all the same is not unpacked."""
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in {"identity", ""}:
        raise HTTPException
    body = b""
    try:
        while len(body) <= MOST_BYTES and (piece := answer.read1(MOST_BYTES + 1 - len(body))):
            body += piece
    except HTTPException:
        return body[:MOST_BYTES], True
    # What is left of the length that was announced never came.
    return body[:MOST_BYTES], len(body) > MOST_BYTES or bool(answer.length)


def _certificate(connection: socket.socket) -> dict[str, str]:
    """Say for whom, and by whom, the site's certificate was made out, as far as it names organizations."""
    if not isinstance(connection, ssl.SSLSocket):
        return {"owner": "", "issuer": ""}
    certificate: dict[str, Any] = connection.getpeercert() or {}
    return {"owner": _organization(certificate, "subject"), "issuer": _organization(certificate, "issuer")}


def _organization(certificate: dict[str, Any], of: str) -> str:
    named = dict(pair for names in certificate.get(of, ()) for pair in names)
    return str(named.get("organizationName", "")).replace("\0", "")[:200]


def _word(problem: Exception) -> str:
    for kinds, word in WORDS:
        if isinstance(problem, kinds):
            return word
    return "connection"


WORDS: list[tuple[Any, str]] = [
    (NoSuchName, "no-name"),
    (TimeoutError, "slow"),
    (ssl.SSLError, "certificate"),
    ((HTTPException, ValueError), "garbled"),
]
