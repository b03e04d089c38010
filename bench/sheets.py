"""How fast a spreadsheet is staged and checked, beside what django-import-export does with its defaults.

    make bench                      10,000 rows
    make bench ROWS=50000

Each contender runs in a process of its own, on an empty database of its own, from the same rows of XLSX. Ours reads the file
in its child, finds the columns, cleans, looks for personal details and duplicates, checks every rule of the door, and keeps
each row with its messages. The library saves rows with their focus areas and languages: once when it is called from code,
and twice through its pages, for the preview and when that is confirmed. Before that each takes a small sheet, of which
nothing is kept: a site that is in use has read its words and patterns long ago.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
from time import perf_counter

CONTENDERS = {
    "ours": "staged and checked, ours",
    "again": "the same file again, ours",
    "library": "import-export, from code",
    "admin": "import-export, through its pages",
}
# Machines that are shared are slower now and then: the better of two rounds counts, for each contender.
ROUNDS = 2
# As many rows as a small coalition brings.
SMALL = 40
SECRET = "a-secret-of-the-benchmark-which-guards-nothing-{}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = [{name: _run(name, count) for name in CONTENDERS} for _round in range(ROUNDS)]
    found = {name: min((one[name] for one in rounds), key=lambda one: one["seconds"]) for name in CONTENDERS}
    code, pages = found["library"]["seconds"], found["admin"]["seconds"]
    print(f"{count:,} rows of XLSX\n")
    print("| | seconds | rows/s | × the library from code | × its pages | MB | MB of its child |")
    print("|---|---|---|---|---|---|---|")
    for name, one in found.items():
        took = one["seconds"]
        print(
            f"| {CONTENDERS[name]} | {took:.1f} | {count / took:,.0f} | {code / took:.1f} | {pages / took:.1f} | "
            f"{one['mb']:.0f} | {one['child_mb']:.0f} |",
            flush=True,
        )


def _run(name: str, count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.sheets", "--contender", name, str(count)]
        ended = subprocess.run(command, env=os.environ | environment(folder), capture_output=True, check=True)
        return json.loads(ended.stdout)


def environment(folder: str) -> dict[str, str]:
    """Return the settings of a site whose data is in `folder` and nowhere else."""
    return {
        "DIRECTORY_DATA_DIR": folder,
        "DIRECTORY_ENV_FILE": os.devnull,
        "DIRECTORY_SECRET_KEY": SECRET.format("0123456789"),
        "DIRECTORY_TRAIL_KEY": SECRET.format("9876543210"),
        "DIRECTORY_HOSTS": "localhost",
        "DIRECTORY_HTTPS": "0",
        "DIRECTORY_FINGERPRINTS": "0",
        "DJANGO_SETTINGS_MODULE": "directory.project.settings",
    }


def _contend(name: str, count: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from bench import contenders, rows
    from curation import vocabularies

    call_command("migrate", verbosity=0)
    vocabularies.load_missing()
    contender = getattr(contenders, name)
    with transaction.atomic():
        contender(rows.workbook(SMALL))()
        transaction.set_rollback(True)
    work = contender(rows.workbook(count))
    # As the web server does before it starts its workers; it helps each contender.
    gc.collect()
    gc.freeze()
    start = perf_counter()
    work()
    spent = perf_counter() - start
    mb = {"mb": resource.RUSAGE_SELF, "child_mb": resource.RUSAGE_CHILDREN}
    print(json.dumps({"seconds": spent} | {key: resource.getrusage(who).ru_maxrss / 1024 for key, who in mb.items()}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--contender"]:
        _contend(sys.argv[2], int(sys.argv[3]))
    else:
        main()
