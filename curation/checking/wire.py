"""The wire: names into numbers, connections, and never longer than was agreed. The tests put another one in its place."""

import io
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from django.conf import settings

SECONDS = 10
# What one answer may take on the wire, with its headers.
MOST_BYTES = 64 * 1024
LONGEST_HEADERS = 16 * 1024


class NoSuchName(OSError):
    """The name server says that there is no such machine."""


class Deadline:
    """One moment by which everything is over, however slowly it comes."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left. Raises `TimeoutError` if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class Trickle(io.RawIOBase):
    """Reads from a connection until the deadline or the most bytes; what is beyond them is not there."""

    def __init__(self, connection: socket.socket, deadline: Deadline, most: int = MOST_BYTES + LONGEST_HEADERS) -> None:
        self._connection, self._deadline, self._left = connection, deadline, most

    @property
    def is_spent(self) -> bool:
        return not self._left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        self._connection.settimeout(self._deadline.left())
        count = self._connection.recv_into(buffer[: self._left]) if self._left else 0
        self._left -= count
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Let `http.client` read from here as it would from a socket."""
        return io.BufferedReader(self)


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """Look a name up, once. A name server that never answers costs a thread, and us no longer than the deadline."""
    answers: SimpleQueue[list[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, UnicodeError) as problem:
            is_unknown = isinstance(problem, socket.gaierror) and problem.errno == socket.EAI_NONAME
            answers.put(NoSuchName() if is_unknown else OSError())

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except Empty as problem:
        raise TimeoutError from problem
    if isinstance(answer, OSError):
        raise answer
    return answer


def connect(address: str, port: int, deadline: Deadline) -> socket.socket:
    """Open a connection to an IP address, through the proxy if the settings name one."""
    if settings.CHECK_LINKS_PROXY is None:
        return socket.create_connection((address, port), timeout=deadline.left())
    connection = socket.create_connection(settings.CHECK_LINKS_PROXY, timeout=deadline.left())
    try:
        _ask_through(connection, f"[{address}]:{port}" if ":" in address else f"{address}:{port}", deadline)
    except BaseException:
        connection.close()
        raise
    return connection


def _ask_through(connection: socket.socket, end: str, deadline: Deadline) -> None:
    """Have the proxy connect us to `end`. It is told the number that was checked, so that it cannot look up another."""
    connection.sendall(f"CONNECT {end} HTTP/1.1\r\nHost: {end}\r\n\r\n".encode())
    said = b""
    while b"\r\n\r\n" not in said and len(said) < LONGEST_HEADERS:
        connection.settimeout(deadline.left())
        byte = connection.recv(1)
        if not byte:
            break
        said += byte
    if said.split(b" ", 2)[1:2] != [b"200"]:
        raise ConnectionError


def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True)
class Wire:
    resolve: Callable[[str, int, Deadline], list[str]] = resolve
    connect: Callable[[str, int, Deadline], socket.socket] = connect
    trust: Callable[[], ssl.SSLContext] = _trusting
    wait: Callable[[float], None] = time.sleep


THE_INTERNET = Wire()
