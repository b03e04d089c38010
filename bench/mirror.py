"""How long a copy of the whole site takes to write, and whether its memory grows with the number of listings.

    .venv/bin/python -m bench.mirror                     1,000, 10,000 and 100,000 listings
    .venv/bin/python -m bench.mirror 2000 20000

Each copy is made by a process of its own, on a database filled for it; then once more, when nothing has changed, and checked.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.sheets import environment
from bench.visitors import memory

USUAL = ("1000", "10000", "100000")
STEPS = ("fill", "export", "again", "verify")


def main() -> None:
    print("| Listings | Files | MB | First copy | Processor for a page | Peak memory | Before it | Again | Check |")
    print("|---|---|---|---|---|---|---|---|---|")
    for count in sys.argv[1:] or USUAL:
        with tempfile.TemporaryDirectory() as folder:
            surroundings = os.environ | environment(folder) | {"BENCH_LISTINGS": count, "BENCH_COPY": f"{folder}/copy"}
            print(_line(int(count), {step: _ran(step, surroundings) for step in STEPS}), flush=True)


def _ran(step: str, surroundings: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.mirror", f"--{step}"]
    ended = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(ended.stdout.splitlines()[-1]))


def _line(count: int, took: dict[str, dict[str, Any]]) -> str:
    first, again, check = (took[step] for step in STEPS[1:])
    told = (
        f"{count:,}", f"{first['files']:,}", f"{first['mb']:,.0f}", f"{first['s']:,.0f} s",
        f"{1000 * first['cpu_s'] / first['files']:.1f} ms", f"{first['peak_mb']:.0f} MB", f"{first['before_mb']:.0f} MB",
        f"{again['s']:,.0f} s, {again['peak_mb']:.0f} MB", f"{check['s']:,.0f} s, {check['peak_mb']:.0f} MB",
    )  # fmt: skip
    return f"| {' | '.join(told)} |"


def _step(step: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from directory import index

    copy = Path(os.environ["BENCH_COPY"])
    if step == "fill":
        from bench import listings

        listings.fill(int(os.environ["BENCH_LISTINGS"]))
    elif step != "verify":
        index.current()
    before, began, used = memory(), time.monotonic(), time.process_time()
    if step in ("export", "again"):
        call_command("export_site", str(copy))
    elif step == "verify":
        _verify(copy)
    took, used = time.monotonic() - began, time.process_time() - used
    files = [file for file in copy.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    print()
    print(
        json.dumps(
            {"s": took, "cpu_s": used, "before_mb": before, "peak_mb": memory(), "files": len(files), "mb": size}
        )
    )


def _verify(copy: Path) -> None:
    from django.core.management import CommandError, call_command

    try:
        call_command("verify_site", str(copy))
    except CommandError as unsigned:
        if unsigned.returncode != 2:
            raise


if __name__ == "__main__":
    _step(sys.argv[1].removeprefix("--")) if sys.argv[1:2] and sys.argv[1].startswith("--") else main()
