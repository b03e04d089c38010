"""A small internet of our own: names, numbers and sites that answer as a test says. Only the wire is ours; every rule is the real one."""

import contextlib
import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field

from curation.checking.wire import Wire

PUBLIC = "93.184.215.14"


def answer(body=b"", status="200 OK", **headers):
    """An HTTP answer in bytes. Names of headers are written with underscores."""
    named = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items() if value is not None)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(text):
    return answer(f"<!doctype html><title>A page</title><p>{text}</p>".encode())


def sent_on(to, status="302 Found"):
    return answer(status=status, Location=to)


@dataclass
class Web:
    """`sites`: what each host answers, as bytes, pieces of bytes, or a function of the request; `numbers`: what it resolves to."""

    sites: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)
    certificate: str = ""
    asked: list = field(default_factory=list)
    looked_up: list = field(default_factory=list)
    connected: list = field(default_factory=list)
    waited: list = field(default_factory=list)

    @property
    def wire(self):
        return Wire(self._resolve, self._connect, self._trust, self.waited.append)

    def _resolve(self, host, port, deadline):
        self.looked_up.append(host)
        numbers = self.numbers.get(host, [PUBLIC])
        return numbers.pop(0) if numbers and isinstance(numbers[0], list) else numbers

    def _connect(self, address, port, deadline):
        self.connected.append((address, port))
        ours, theirs = socket.socketpair()
        threading.Thread(target=self._serve, args=(theirs, port), daemon=True).start()
        return ours

    def _trust(self):
        return ssl.create_default_context(cafile=self.certificate or None)

    def _serve(self, connection, port):
        with contextlib.suppress(OSError), contextlib.closing(connection):
            if port == 443:
                if not self.certificate:
                    return
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(self.certificate)
                connection = context.wrap_socket(connection, server_side=True)
            request = b""
            while b"\r\n\r\n" not in request and (more := connection.recv(4096)):
                request += more
            self.asked.append(request.decode())
            host = next(line[6:] for line in request.decode().splitlines() if line.startswith("Host: "))
            said = self.sites.get(host, answer(status="404 Not Found"))
            said = said(request.decode().split(" ")[1]) if callable(said) else said
            self.send(connection, [said] if isinstance(said, bytes) else said)

    def send(self, connection, pieces):
        with contextlib.suppress(OSError):
            for piece in pieces:
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)


def drip(start, piece, *, every):
    """Send a little now and then, for ever."""
    yield start
    while True:
        time.sleep(every)
        yield piece


def certificate_for(host, organization, folder):
    """Make a certificate that signs itself, with its key, in one file."""
    key, certificate = folder / f"{organization}.key", folder / f"{organization}.pem"
    names = ["-subj", f"/O={organization}/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command = ["openssl", "req", "-x509", *curve, "-nodes", "-days", "2", *names, "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    certificate.write_text(key.read_text() + certificate.read_text())
    return str(certificate)
