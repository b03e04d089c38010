"""A busy day in a minute, on the real server: visitors read and write, a coalition brings sheets, two reviewers decide.

    make bench-soak                                      a minute
    make bench-soak SECONDS=3600
    DIRECTORY_DATABASE_URL=postgres://… make bench-soak  on that empty database instead of SQLite

It ends with 1 and a sentence for each fault if anything was shown, lost or broken that may not be.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.clients import Heard, all_ask
from bench.server import Server, serving, settings

VISITORS, ROWS = 3, 40
# A worker learns of listings as they are published, and keeps pages it has drawn.
MOST_GROWTH_MB = 150


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as folder:
        environment = settings(folder, os.environ.get("DIRECTORY_DATABASE_URL", ""))
        form = _ours(environment | {"DIRECTORY_SECOND_FACTOR": "optional"}, "--fill")
        with serving(environment) as server:
            all_ask(server.port, "visit", 3, clients=VISITORS, form=form)
            before = server.memory()
            told = _day(environment, server, form, seconds)
            growth = server.memory() - before
            told |= {"shown": list(_shown(server.port))}
        heard: Heard = told.pop("heard")
        found = _ours(environment, "--verify", json.dumps(told | {"sent": heard.sent, "failed": heard.failed}))
    faults = found["faults"] + ([f"A worker grew by {growth:.0f} MB."] if growth > MOST_GROWTH_MB else [])
    print(
        f"{seconds:g} seconds: {len(heard.took)} answers (p50 {heard.percentile(50):.0f} ms, p99 {heard.percentile(99):.0f} ms), "
        f"{heard.sent} letters, {told['sheets']} sheets of {ROWS} rows; decided: {_numbers(told['kinds'])}; in the way of each "
        f"other: {_numbers(told['refused'])}. {found['listed']} listings, {found['lines']} lines of the trail. "
        f"A worker grew by {growth:.0f} MB to {before + growth:.0f} MB."
    )
    print("Nothing was shown, lost or broken." if not faults else "\n".join(faults))
    sys.exit(1 if faults else 0)


def _day(environment: dict[str, str], server: Server, form: dict[str, str], seconds: float) -> dict[str, Any]:
    """Let everybody work at once for so long, and return what each was told."""
    with ThreadPoolExecutor() as pool:
        visiting = pool.submit(all_ask, server.port, "visit", seconds, clients=VISITORS, form=form)
        sheets = pool.submit(_bring_sheets, environment, seconds)
        reviewing = [pool.submit(_review, environment, handle, seconds) for handle in ("demo-heron", "demo-marten")]
        said = [line for one in reviewing for line in one.result()]
        heard = visiting.result()
        decided = [line for line in said if "kind" in line]
        refused = sum((Counter(line["refused"]) for line in said if "refused" in line), Counter[str]())
        kinds = Counter(line["kind"] for line in decided)
        return {"heard": heard, "sheets": sheets.result(), "decided": decided, "refused": refused, "kinds": kinds}


def _review(environment: dict[str, str], handle: str, seconds: float) -> list[dict[str, Any]]:
    said = _run(environment, ["-m", "bench.reviewers", handle, str(seconds)])
    return [json.loads(line) for line in said.splitlines()]


def _bring_sheets(environment: dict[str, str], seconds: float) -> int:
    """Bring one sheet after the other by the real command; return how many were taken in whole."""
    from bench import rows

    until, brought = time.monotonic() + seconds, 0
    file = Path(environment["DIRECTORY_DATA_DIR"]) / "sheet.xlsx"
    while time.monotonic() < until:
        # Each has all rows of the one before, and some more.
        file.write_bytes(rows.workbook(ROWS * (brought + 1)))
        who = ["--coalition", "valley-net", "--by", "valley-net", "--attest"]
        _run(environment, ["-m", "django", "import_sheet", str(file), *who], accepted=(0, 1))
        brought += 1
    return brought


def _shown(port: int) -> Iterator[str]:
    """Yield the number of each listing as the server gives it away: it is the first column of every file."""
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", "/groups.json")
    yield from (next(iter(group.values())) for group in json.loads(line.getresponse().read()))


def _ours(environment: dict[str, str], what: str, given: str = "") -> Any:
    return json.loads(_run(environment, ["-m", "bench.day", what], given=given).splitlines()[-1])


def _run(
    environment: dict[str, str], arguments: list[str], *, given: str = "", accepted: tuple[int, ...] = (0,)
) -> str:
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", *arguments], env=environment, input=given, capture_output=True, text=True, check=False
    )  # fmt: skip
    if ended.returncode not in accepted:
        raise SystemExit(f"{' '.join(arguments)} ended with {ended.returncode}:\n{ended.stderr}")
    return ended.stdout


def _numbers(counted: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counted.items())) or "nothing"


if __name__ == "__main__":
    main()
