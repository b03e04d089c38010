"""Starts the real web server, with two processes, on a free port of this machine, and stops it again."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

PROCESSES = 2
PATIENCE = 60


class Server(NamedTuple):
    port: int
    pid: int

    def memory(self) -> float:
        """Return what the largest worker holds now, in megabytes."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return max(_resident(worker) for worker in workers)


def _resident(pid: str) -> float:
    told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(told["VmRSS"].split()[0]) / 1024


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "python:directory.project.gunicorn", "bench.served"]
    ours = {"ADDRESS": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(PROCESSES)}
    server = subprocess.Popen(command, env={**environment, **ours}, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            answer = HTTPConnection("127.0.0.1", port, timeout=5)
            answer.request("GET", "/nothing/")
            if answer.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def settings(folder: str, address: str) -> dict[str, str]:
    """Return the environment of a site whose data is in `folder`, on the database at `address` if that is given."""
    from bench.sheets import environment

    surroundings = os.environ | environment(folder) | {"DIRECTORY_HOSTS": "localhost,127.0.0.1"}
    surroundings.pop("DIRECTORY_DATABASE_URL", None)
    return surroundings | ({"DIRECTORY_DATABASE_URL": address} if address else {})
