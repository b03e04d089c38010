"""Fills a database, asks every contender the same questions in turn, and returns the middle time of each."""

import json
import os
import resource
import statistics
from collections import defaultdict
from collections.abc import Callable
from time import perf_counter
from typing import Any

import django
from django.conf import settings
from django.test import Client

ROUNDS = 9
# Searching and counting without an index takes seconds; the middle of three is enough to compare with.
SLOW_ROUNDS = 3
# A process that has just begun has yet to read its templates and to write what many pages share.
BEFORE = 20
Times = dict[str, list[float]]


def measure(count: int, folder: str) -> dict[str, Any]:
    """Return, in milliseconds, the middle time by question and contender, and what else there is to say of so many listings."""
    django.setup()
    from bench import everybody, listings, plain_datasette
    from directory import index
    from directory.project import urls

    listings.fill(count)
    urls.urlpatterns += everybody.urlpatterns
    settings.ALLOWED_HOSTS = ["localhost"]
    began = memory()
    built = timed(index.current)
    grown = memory() - began
    datasette = plain_datasette.PlainDatasette(folder) if plain_datasette.is_there() else None
    asked = _asked(Client(SERVER_NAME="localhost"), datasette)
    return asked | {
        "count": count,
        "index_s": built / 1000,
        "index_mb": grown,
        "publication_ms": statistics.median(_publication() for _round in range(ROUNDS)),
        "export_rows_s": count / _export() * 1000,
    }


def _asked(client: Client, datasette: Any) -> dict[str, Any]:
    from bench.questions import QUESTIONS, asked

    times: dict[str, Times] = defaultdict(lambda: defaultdict(list))
    nothing: list[float] = []
    for n in range(ROUNDS + 1, ROUNDS + BEFORE + 1):
        for question in QUESTIONS:
            _ask(client, asked(question.ours, n))
    for n in range(1, ROUNDS + 1):
        for question in QUESTIONS:
            # In turn too: five times in a row it takes half as long, for nothing else is in the processor's cache.
            nothing.append(timed(lambda: _ask(client, "/nothing/")))
            _ours(client, asked(question.ours, n), times[question.name])
            if question.everybody and n <= SLOW_ROUNDS:
                theirs = asked(question.everybody, n)
                times[question.name]["everybody"].append(timed(lambda theirs=theirs: _ask(client, theirs)))  # type: ignore[misc]
            if question.datasette and datasette and n <= SLOW_ROUNDS:
                plain = asked(question.datasette, n)
                times[question.name]["datasette"].append(
                    timed(lambda plain=plain: _expect(datasette.ask(plain), plain))
                )  # type: ignore[misc]
    middle = {name: {kind: statistics.median(all_of) for kind, all_of in of.items()} for name, of in times.items()}
    return {"nothing_ms": statistics.median(nothing), "questions": middle}


def _ours(client: Client, address: str, times: Times) -> None:
    """Ask for a page nobody has asked for, for the same when something else was published, once more, and with its tag."""
    times["made"].append(timed(lambda: _ask(client, address)))
    _publish(_any_listing())
    times["anew"].append(timed(lambda: _ask(client, address)))
    if "ETag" in (kept := _ask(client, address)).headers:
        times["kept"].append(timed(lambda: _ask(client, address)))
        tag = {"HTTP_IF_NONE_MATCH": kept.headers["ETag"]}
        times["same"].append(timed(lambda: _expect(client.get(address, **tag).status_code, address, 304)))  # type: ignore[arg-type]


def _publication() -> float:
    """Publish a change, and have this process learn of it: what the next visitor waits for."""
    one = _any_listing()
    return timed(lambda: _publish(one))


def _any_listing() -> Any:
    from directory.models import Organization

    return Organization.objects.listed().order_by("?").first()


def _publish(one: Any) -> None:
    """Change a listing as publication does, and let this process know."""
    from django.db import transaction

    from directory import index
    from directory.models import Edition, Organization
    from directory.search import documents

    with transaction.atomic():
        Organization.objects.filter(pk=one.pk).update(name=f"{one.name} anew", changed_in=Edition.objects.begin())
        documents.put([one])
    index.current()


def _export() -> float:
    from directory import exports
    from directory.models import Organization

    found = Organization.objects.listed().order_by("name", "id")
    return timed(lambda: sum(len(part) for part in exports.download(found, "csv", "groups")))


def _ask(client: Client, address: str) -> Any:
    answer = client.get(address)
    _expect(answer.status_code, address)
    return answer


def _expect(status: int, address: str, wanted: int = 200) -> None:
    if status != wanted:
        raise RuntimeError(f"{address} was answered with {status}, so there is nothing to measure.")


def memory() -> float:
    """Return the most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    print(json.dumps(measure(int(os.environ["BENCH_LISTINGS"]), os.environ["DIRECTORY_DATA_DIR"])))
