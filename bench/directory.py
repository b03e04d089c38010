"""How fast visitors are answered, beside a view that does nothing and beside the directory as everybody writes it.

    make bench-directory                    10,000 listings
    make bench-directory LISTINGS=100000

One client, one process, one SQLite database; the middle of many answers. “Made” is a page nobody asked for in this edition yet,
“kept” the same page asked for again, whose tag is then compared. Ratios hold from machine to machine, milliseconds do not.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any

from bench.sheets import environment

REGIONS = ("NV", "FL", "AZ", "GA", "OR", "NY", "CA", "TX", "WA", "MA", "IL", "MO")
# What is asked: of ours, and of the other where it can be asked at all.
QUESTIONS: dict[str, tuple[str, str]] = {
    "list": ("/groups/?page={n}", "/everybody/?page={n}"),
    "focus and region": (
        "/groups/?focus=connection-care&region=US-{region}&page={n}",
        "/everybody/?focus=connection-care&region={region}&page={n}",
    ),
    "rare word": ("/groups/?q=zine&region=US-{region}&page={n}", "/everybody/?q=zine&region={region}&page={n}"),
    "common word": ("/groups/?q=support&page={n}", "/everybody/?q=support&page={n}"),
    "near a town": ("/groups/?near=Reno&page={n}", ""),
    "one group": ("/groups/group-{n}/", ""),
    "map": ("/map/us/?page={n}", ""),
}
ROUNDS = 12


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.directory", "--within", str(count)]
        subprocess.run(command, env=os.environ | environment(folder), check=True)


def _within(count: int) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench import everybody, listings
    from curation import vocabularies
    from directory import index
    from directory.project import urls

    call_command("migrate", verbosity=0)
    vocabularies.load_missing()
    filled = _timed(lambda: listings.fill(count))
    urls.urlpatterns += everybody.urlpatterns
    settings.ALLOWED_HOSTS = ["localhost"]
    built = _timed(index.current)
    print(f"{count} listings, filled in {filled:.0f} s; index made in {built:.2f} s")
    _print_table(_floor())
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Memory of the process: {megabytes:.0f} MB")


def _print_table(floor: float) -> None:
    print(f"{'a view that does nothing':20}{floor:10.2f} ms\n")
    print(f"{'':20}{'made ms':>10}{'× nothing':>11}{'kept ms':>10}{'× nothing':>11}{'everybody':>11}{'times':>8}")
    for name, (ours, theirs) in QUESTIONS.items():
        made = _middle([_address(ours, n) for n in range(1, ROUNDS + 1)])
        kept = _middle([_address(ours, 1)] * ROUNDS)
        line = f"{name:20}{made:10.2f}{made / floor:11.1f}{kept:10.2f}{kept / floor:11.1f}"
        if theirs:
            other = _middle([_address(theirs, n) for n in range(1, ROUNDS // 3 + 1)])
            line += f"{other:11.1f}{other / made:8.1f}"
        print(line, flush=True)


def _address(pattern: str, n: int) -> str:
    return pattern.format(n=n, region=REGIONS[n % len(REGIONS)])


def _floor() -> float:
    return _middle(["/nothing/"] * (5 * ROUNDS))


def _middle(addresses: Sequence[str]) -> float:
    """Return the middle time of these answers, in milliseconds."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    return statistics.median(_timed(lambda address=address: _ask(client, address)) for address in addresses) * 1000  # type: ignore[misc]


def _ask(client: Any, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} was answered with {answer.status_code}, so there is nothing to measure.")


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--within"]:
        _within(int(sys.argv[2]))
    else:
        main()
