"""Whether the tests notice when a rule is turned around: small changes to the code that decides, one at a time.

    make mutants                          every change; some hours
    make mutants ONLY=vetting SAMPLE=50   fifty of the changes to one

The tests run once as they are, and it is kept which lines each of them runs. Every change is then made in a copy of this process, and
tests that run its lines are tried until one fails. What none of them notices is printed. Nothing is written. It needs
SQLite: a copy of this process has its own copy of a database in memory.
"""

import ast
import gc
import importlib
import multiprocessing
import random
import resource
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing.connection import Connection
from pathlib import Path
from time import process_time
from types import FrameType
from typing import Any

import pytest

from bench.mutations import Change, changes, put_in_place

ROOT = Path(__file__).parents[1]
# What decides, and which tests of tests/curation/ are asked about it.
DECIDING = {
    "vetting": "vetting third admin/test_blind lineage appeals lookalikes opt_outs call_backs own review",
    "publishing": "publishing verifying translations removals founding own",
    "intake": "intake rereviews",
    "review": "taking findings revision standing review own appeals third opinions call_backs verifying founding letters removals",
}
# No change is asked of more seconds of tests than this: what would be noticed may be more than what is counted.
ENOUGH = 60
# So many times the processor's seconds that the tests took before is an endless loop, and noticed; ten more are for small ones.
PATIENCE = 3
COPY = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Ran:
    """One test as it ran before any change: how long it took, and which lines of which file it ran."""

    test: pytest.Item
    seconds: float
    lines: dict[str, set[int]]


class Trials:
    def __init__(self, files: list[str], sample: int) -> None:
        self.files, self.sample = files, sample
        self.noticed_by = Counter[pytest.Item]()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        # Looking for rubbish takes a quarter of the time, and no process here lives long.
        gc.disable()
        # With it the database is made ready for all; the others run in copies only, each time as if for the first time.
        _run(session.items[0])
        tests = self._watch_all(session)
        trees = {file: ast.parse((ROOT / file).read_text()) for file in self.files}
        possible = [(file, change) for file, tree in trees.items() for change in changes(tree)]
        chosen = random.Random(0).sample(range(len(possible)), min(self.sample or len(possible), len(possible)))  # noqa: S311
        tried, noticed = Counter[str](), Counter[str]()
        for file, change in (possible[number] for number in sorted(chosen)):
            asked = self._in_order([test for test in tests if test.lines[file] & change.lines], file)
            tried[file] += 1
            if asked and self._notices(asked, file, trees[file], change):
                noticed[file] += 1
            else:
                print(f"\n{file}:{change}", end="", flush=True)
        print()
        for file in tried:
            print(_row(file, noticed[file], tried[file]))
        print(_row(f"together, of {len(possible)}", noticed.total(), tried.total()))
        return True

    def _watch_all(self, session: pytest.Session) -> list[Ran]:
        answers, answer = COPY.Pipe(duplex=False)
        COPY.Process(target=_watch, args=(session, self.files, answer)).start()
        answer.close()
        try:
            return [Ran(item, *answers.recv()) for item in session.items]
        except EOFError:
            pytest.exit("The tests have to pass as they are.", returncode=1)

    def _in_order(self, tests: list[Ran], file: str) -> list[Ran]:
        """Put first what is likely to notice soon: tests that noticed others, those written for this file, short ones."""
        own = f"test_{Path(file).name}"
        tests = sorted(tests, key=lambda ran: (-self.noticed_by[ran.test], ran.test.path.name != own, ran.seconds))
        until = accumulate(ran.seconds for ran in tests)
        return [ran for ran, seconds in zip(tests, until, strict=True) if seconds < ENOUGH]

    def _notices(self, asked: list[Ran], file: str, tree: ast.Module, change: Change) -> bool:
        usual = sum(ran.seconds for ran in asked)
        limit = 10 + round(PATIENCE * usual)
        trial = COPY.Process(target=_try, args=([ran.test for ran in asked], limit, file, tree, change))
        trial.start()
        # A test may wait for something that never comes, too, and that takes no processor.
        trial.join(60 + 20 * usual)
        trial.kill()
        trial.join()
        if trial.exitcode and trial.exitcode > 0:
            self.noticed_by[asked[trial.exitcode - 1].test] += 1
        return trial.exitcode != 0


def _watch(session: pytest.Session, files: list[str], answer: Connection) -> None:
    """Run every test, and answer how long it took and which lines it ran."""
    paths = {str(ROOT / file): file for file in files}
    for item in session.items:
        lines = {file: set[int]() for file in files}

        def follow(frame: FrameType, event: str, _given: Any, lines: dict[str, set[int]] = lines) -> Any:
            if (file := paths.get(frame.f_code.co_filename)) is None:
                return None
            if event == "line":
                lines[file].add(frame.f_lineno)
            return follow

        began = process_time()
        sys.settrace(follow)
        _run(item)
        sys.settrace(None)
        if session.testsfailed:
            sys.exit(f"{item.nodeid} fails as it is.")
        answer.send((process_time() - began, lines))


def _try(tests: list[pytest.Item], limit: int, file: str, tree: ast.Module, change: Change) -> None:
    """Make the change here, and end with the number of the first test that fails, or 0; by a signal after `limit` seconds."""
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    session = tests[0].session
    session.config.pluginmanager.unregister(name="terminalreporter")
    put_in_place(importlib.import_module(file.removesuffix(".py").replace("/", ".")), tree, change)
    for number, item in enumerate(tests, start=1):
        _run(item)
        if session.testsfailed:
            sys.exit(min(number, 255))


def _run(item: pytest.Item) -> None:
    # As if the session came next: what belongs to it, the database above all, stays ready.
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.session)


def _row(what: str, noticed: int, tried: int) -> str:
    return f"{what:40}{noticed:5} of {tried:4}{noticed / tried:8.0%}"


def files_of(part: str, only: str) -> list[str]:
    found = [ROOT / f"curation/{part}.py", *sorted((ROOT / "curation" / part).glob("[a-z]*.py"))]
    named = [str(file.relative_to(ROOT)) for file in found if file.exists()]
    return [file for file in named if only in file]


def main(only: str, sample: str, *parts: str) -> None:
    """Try each part in a process of its own, as pytest runs once in one; or, if it is named, the part here."""
    for part in parts:
        tests = [f"tests/curation/{name if '/' in name else f'test_{name}'}.py" for name in DECIDING[part].split()]
        options = ["-q", "-n", "0", "--tb=short", "-p", "no:cacheprovider"]
        pytest.main([*options, *tests], plugins=[Trials(files_of(part, only), int(sample))])
    for part in DECIDING if not parts else []:
        if files_of(part, only):
            subprocess.run([sys.executable, "-m", "bench.mutants", only, sample, part], check=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
