"""Visitors by the dozen: each keeps one connection open and asks again as soon as it has been answered."""

import itertools
import random
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from urllib.parse import urlencode

from bench.questions import REGIONS

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# In a page that says that something was taken in, and in no other.
RECEIPT = b"Thank you. We have it."

# What a page’s form sends along unseen.
Form = dict[str, str]


@dataclass
class Heard:
    """How long each answer took, in milliseconds, and what was no answer: by its status, 0 if the line broke."""

    took: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    sent: int = 0

    def __add__(self, other: "Heard") -> "Heard":
        return Heard(self.took + other.took, self.failed + other.failed, self.sent + other.sent)

    def rate(self, clients: int) -> float:
        """Return how many answers so many clients got in a second."""
        return clients * 1000 / statistics.fmean(self.took) if self.took else 0.0

    def percentile(self, of_hundred: int) -> float:
        return statistics.quantiles(self.took, n=100)[of_hundred - 1] if len(self.took) > 1 else 0.0


def all_ask(port: int, what: str, seconds: float, *, clients: int, form: Form | None = None, slugs: int = 1) -> Heard:
    """Let so many clients, each in a process of its own, ask one kind of thing for so long."""
    with ProcessPoolExecutor(clients, mp_context=get_context("spawn")) as pool:
        asked = [pool.submit(ask, port, what, seconds, number, form or {}, slugs) for number in range(clients)]
        return sum((one.result() for one in asked), Heard())


def ask(port: int, what: str, seconds: float, number: int, form: Form, slugs: int) -> Heard:
    heard, line = Heard(), HTTPConnection("127.0.0.1", port, timeout=30)
    until = time.monotonic() + seconds
    for method, path, body in KINDS[what](random.Random(number), number, form, slugs):  # noqa: S311 (the same each time)
        if (begun := time.monotonic()) > until:
            return heard
        try:
            line.request(method, path, body, FORM if body else {})
            answer = line.getresponse()
            read = answer.read()
        except (OSError, HTTPException):
            heard.failed.append(0)
            line.close()
            continue
        heard.took.append((time.monotonic() - begun) * 1000)
        if answer.status != 200:
            heard.failed.append(answer.status)
        elif body and RECEIPT in read:
            heard.sent += 1
    return heard


Asked = Iterator[tuple[str, str, str | None]]


def _nothing(_told: random.Random, _number: int, _form: Form, _slugs: int) -> Asked:
    return itertools.repeat(("GET", "/nothing/", None))


def _list(told: random.Random, _number: int, _form: Form, _slugs: int) -> Asked:
    while True:
        yield "GET", f"/groups/?page={told.randint(1, 10)}", None


def _filter(told: random.Random, _number: int, _form: Form, _slugs: int) -> Asked:
    while True:
        yield "GET", f"/groups/?focus=connection-care&region=US-{told.choice(REGIONS)}&page={told.randint(1, 2)}", None


def _group(told: random.Random, _number: int, _form: Form, slugs: int) -> Asked:
    while True:
        yield "GET", f"/groups/group-{told.randint(1, slugs)}/", None


def _submit(_told: random.Random, number: int, form: Form, _slugs: int) -> Asked:
    for each in itertools.count():
        facts = {"name": f"Told group {number}-{each}", "website": f"https://told-{number}-{each}.example.org/"}
        facts |= {
            "description": "Meals and rides, by members.",
            "focus_areas": "connection-care",
            "reach": "local",
            "kind": "organization",
        }
        yield "POST", "/suggest/", urlencode(form | facts | {"as_is": "on"})


def _visit(told: random.Random, number: int, form: Form, _slugs: int) -> Asked:
    """What visitors do all day, of a directory whose groups are not known; now and then one sends something."""
    suggested = _submit(told, number, form, 0)
    while True:
        for page in (
            "/",
            "/groups/",
            "/groups/?q=support",
            "/groups.json",
            "/how-we-vet/",
            "/groups/?focus=connection-care",
        ):
            yield "GET", page, None
        if told.random() < 0.3:
            yield next(suggested)


KINDS: dict[str, Callable[[random.Random, int, Form, int], Asked]] = {
    "nothing": _nothing, "list": _list, "filter": _filter, "one group": _group, "submit": _submit, "visit": _visit,
}  # fmt: skip
