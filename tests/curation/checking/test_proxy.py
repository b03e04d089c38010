"""Through a proxy: it is told the very number that was looked at, and no proxy keeps us longer than was agreed."""

import contextlib
import socket
import threading
import time

import pytest

from curation.checking import wire
from tests.curation.checking.web import PUBLIC


@pytest.fixture
def proxy(settings):
    """A proxy on this machine; what it is to say is in `says`, what it was told in `told`."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        settings.CHECK_LINKS_PROXY = server.getsockname()
        kept = {"says": [b"HTTP/1.1 200 Connection established\r\n\r\n"], "told": []}

        def serve():
            connection, _address = server.accept()
            with contextlib.suppress(OSError), contextlib.closing(connection):
                kept["told"].append(connection.recv(4096).decode())
                for piece in kept["says"]:
                    connection.sendall(piece)
                connection.recv(1)

        threading.Thread(target=serve, daemon=True).start()
        yield kept


@pytest.mark.parametrize(("address", "end"), [(PUBLIC, f"{PUBLIC}:443"), ("2606:4700::1111", "[2606:4700::1111]:443")])
def test_it_is_asked_for_the_number_that_was_looked_at(proxy, address, end):
    wire.connect(address, 443, wire.Deadline(5)).close()

    assert proxy["told"] == [f"CONNECT {end} HTTP/1.1\r\nHost: {end}\r\n\r\n"]


@pytest.mark.parametrize("says", [b"HTTP/1.1 403 Forbidden\r\n\r\n", b"SSH-2.0-OpenSSH\r\n", b"a" * 20_000, b""])
def test_a_proxy_that_says_anything_but_yes_is_not_used(proxy, says):
    proxy["says"] = [says] if says else []

    with pytest.raises(OSError):
        wire.connect(PUBLIC, 443, wire.Deadline(0.5))


def test_a_proxy_that_trickles_ends_at_the_deadline(proxy):
    proxy["says"] = (time.sleep(0.05) or b"H" for _number in range(100))

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        wire.connect(PUBLIC, 443, wire.Deadline(0.4))
    assert time.monotonic() - began < 2
