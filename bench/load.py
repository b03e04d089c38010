"""How many visitors the real server answers at once, with two processes, on SQLite and on PostgreSQL.

    make bench-load                                      10 seconds for each question
    make bench-load SECONDS=60
    DIRECTORY_DATABASE_URL=postgres://… make bench-load  on that empty database too

Four clients ask over the machine's own network as fast as they are answered; they share its processors with the server. What
holds from machine to machine is “of nothing”: how many answers there are for each of a view that does nothing, in the same run.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

from bench.clients import Heard, all_ask
from bench.server import PROCESSES, serving, settings

CLIENTS, LISTINGS, ROUNDS = 4, 1_000, 3
HIDDEN, ATTRIBUTE = re.compile(r"<input type=\"hidden\"[^>]*>"), re.compile(r"(\w+)=\"([^\"]*)\"")
QUESTIONS = ("nothing", "list", "filter", "one group", "submit")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    print(f"{LISTINGS:,} listings, {PROCESSES} processes, {CLIENTS} clients, {seconds:g} seconds for each question.")
    for name, address in (("SQLite", ""), ("PostgreSQL", os.environ.get("DIRECTORY_DATABASE_URL", ""))):
        if name == "SQLite" or address:
            with tempfile.TemporaryDirectory() as folder:
                _print(name, _measure(settings(folder, address), seconds))


def _measure(environment: dict[str, str], seconds: float) -> dict[str, Heard]:
    filled = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench.load", "--fill"],
        env=environment, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    form = json.loads(filled.stdout)
    with serving(environment) as server:
        # Each process makes its index before anything counts.
        all_ask(server.port, "list", 1, clients=CLIENTS)
        return {
            what: all_ask(server.port, what, seconds, clients=CLIENTS, form=form, slugs=LISTINGS) for what in QUESTIONS
        }


def _print(name: str, heard: dict[str, Heard]) -> None:
    floor = heard["nothing"].rate(CLIENTS)
    print(f"\n### {name}\n\n| | answers/s | of nothing | p50 | p99 | errors |\n|---|---|---|---|---|---|")
    for what, one in heard.items():
        print(
            f"| {what} | {one.rate(CLIENTS):.0f} | {one.rate(CLIENTS) / floor:.2f} | "
            f"{one.percentile(50):.1f} ms | {one.percentile(99):.1f} ms | {len(one.failed)} |",
            flush=True,
        )
    if (sent := heard["submit"]).sent != len(sent.took) - len(sent.failed):
        raise SystemExit(f"Of {len(sent.took)} letters only {sent.sent} were answered with a receipt.")


def open_form() -> dict[str, str]:
    """Open the page for suggestions, and return what its form sends along unseen."""
    from django.test import Client

    from curation import anonymous, reference

    page = Client(SERVER_NAME="localhost").get("/suggest/").content.decode()
    hidden = (dict(ATTRIBUTE.findall(found)) for found in HIDDEN.findall(page))
    # As of a minute ago: what is sent at once is held as a robot's.
    stamp = anonymous.Stamp(reference.new_nonce(), time.time() - 60).signed()
    return {field["name"]: field.get("value", "") for field in hidden} | {"stamp": stamp}


def _fill() -> None:
    import django

    django.setup()
    from bench import listings

    listings.fill(LISTINGS)
    print(json.dumps(open_form()))


if __name__ == "__main__":
    _fill() if sys.argv[1:] == ["--fill"] else main()
