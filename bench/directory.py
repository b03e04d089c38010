"""How fast visitors are answered, beside a view that does nothing, the directory as everybody writes it, and a plain Datasette.

    make bench-directory                                 1,000, 10,000 and 100,000 listings
    make bench-directory LISTINGS="10000 1000000"
    DIRECTORY_DATABASE_URL=postgres://… make bench-directory LISTINGS=100000     on an empty database of its own

One client, one process; every contender is asked within it and in turn, and the middle of its answers counts. “Made” is a page
nobody asked for yet, “anew” the same one when something else was published meanwhile, “kept” that one asked for again, “same” one
whose tag the browser still has. Ratios hold from machine to machine, milliseconds do not.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from bench.plot import bars
from bench.sheets import environment

USUAL = ("1000", "10000", "100000")


def main() -> None:
    found = [_run(int(count)) for count in sys.argv[1:] or USUAL]
    for one in found:
        _print_one(one)
    if len(found) > 1:
        _print_growth(found[0], found[-1])


def _run(count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        surroundings = os.environ | environment(folder) | {"BENCH_LISTINGS": str(count)}
        if address := os.environ.get("DIRECTORY_DATABASE_URL"):
            surroundings["DIRECTORY_DATABASE_URL"] = address
        ended = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.visitors"],
            env=surroundings,
            stdout=subprocess.PIPE,
            check=True,
        )
        return dict(json.loads(ended.stdout))


def _print_one(found: dict[str, Any]) -> None:
    nothing = found["nothing_ms"]
    print(f"\n## {found['count']:,} listings\n")
    print(
        f"A view that does nothing takes {nothing:.2f} ms. The index was made in {found['index_s']:.2f} s and takes "
        f"{found['index_mb']:.0f} MB; a publication takes {found['publication_ms']:.1f} ms until this process answers by it; "
        f"a file of all listings is written at {found['export_rows_s']:,.0f} rows/s.\n"
    )
    print(
        "| | made | × nothing | anew × nothing | kept × nothing | same × nothing | everybody takes | Datasette takes |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name, times in found["questions"].items():
        made = times["made"]
        others = [f"{times[who] / made:.3g} times" if who in times else "–" for who in ("everybody", "datasette")]
        again = [f"{times[how] / nothing:.1f}" if how in times else "–" for how in ("anew", "kept", "same")]
        print(f"| {name} | {made:.2f} ms | {made / nothing:.1f} | {' | '.join([*again, *others])} |")
    print("\n```")
    for name, times in found["questions"].items():
        print(name, *bars({who: ms for who, ms in times.items() if who != "same"}, unit="ms"), sep="\n")
    print("```", flush=True)


def _print_growth(small: dict[str, Any], large: dict[str, Any]) -> None:
    print(f"\n## From {small['count']:,} to {large['count']:,} listings\n")
    for name, times in large["questions"].items():
        print(f"- {name}: {times['made'] / small['questions'][name]['made']:.1f} times as long")
    print(f"- one publication: {large['publication_ms'] / small['publication_ms']:.1f} times as long")


if __name__ == "__main__":
    main()
