"""The process that looks into a file: it has nothing to steal, and however it ends, that is a sentence."""

import json
import resource
import signal
import subprocess
import sys
import time

import pytest

from curation.sheets import reader
from curation.sheets.faults import SENTENCES, SheetFault
from curation.sheets.limits import Limits
from curation.sheets.reader import read
from tests.curation.sheets import files
from tests.curation.sheets.files import NUMBERED, left_behind, raw_xlsx, sheet_data

ABOUT = json.dumps({"kind": "csv", "sheets": [["", False]], "sheet": "", "notices": [], "delimiter": ","}) + "\n"
PANIC = b"thread '<unnamed>' panicked at src/xlsx/mod.rs\npyo3_runtime.PanicException: capacity overflow\n"


def refused(content, name="groups.csv", **asked):
    with pytest.raises(SheetFault) as caught:
        read(content, name, **asked)
    return caught.value.code


@pytest.fixture
def ending(settings, tmp_path):
    """Have a child that says these things end in this way, and say how that is told."""

    def ending(code, stdout="", stderr=b""):
        ends = f"os.kill(os.getpid(), {-code})" if code < 0 else f"sys.exit({code})"
        said = (
            f"sys.stdout.write({stdout!r}); sys.stdout.flush(); sys.stderr.buffer.write({stderr!r}); sys.stderr.flush()"
        )
        child_that(f"import os, sys; {said}; {ends}", tmp_path, settings)
        return refused(b"Name\n")

    return ending


def child_that(program, folder, settings):
    """Put another program in the place of the child."""
    package = folder / "curation" / "sheets"
    package.mkdir(parents=True)
    (package / "child.py").write_text(f"def main():\n    pass\n\n\n{program}")
    settings.BASE_DIR = folder


def in_the_child(code):
    """Run code in a process that limits itself as the child does."""
    limited = f"from curation.sheets import child; child._restrict(child.Limits()); {code}"
    return subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603


def many(rows, columns):
    return [[f"Heading {column}" for column in range(columns)]] + [
        [f"Words {row % 997} of {column}" for column in range(columns)] for row in range(rows)
    ]


def test_the_child_knows_nothing_of_our_environment(monkeypatch):
    calls, start = [], subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda command, **said: calls.append((command, said)) or start(command, **said)
    )

    assert read(files.text(), "Names of survivors.csv", sheet="Secret").rows == NUMBERED
    [(command, said)] = calls
    assert sorted(said["env"]) == ["PATH", "PYTHONDONTWRITEBYTECODE"]
    assert [word for word in command if "Names" in word or "Secret" in word] == []


def test_what_the_child_really_finds_in_its_environment_is_nothing_of_ours(monkeypatch, settings, tmp_path):
    probe = f"import json, os; print({ABOUT.strip()!r}); print(json.dumps([1, sorted(os.environ)])); print(json.dumps('end'))"
    child_that(probe, tmp_path, settings)
    monkeypatch.setenv("DIRECTORY_SECRET_KEY", "secret")

    [(_number, names)] = read(b"", "a.csv").rows

    assert set(names) <= {"PATH", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}


def test_the_child_loads_nothing_of_django():
    loaded = "import sys; print([name for name in sys.modules if name.partition('.')[0] in ('django', 'directory')])"

    assert in_the_child(loaded) == "['directory', 'directory.legible']"
    partner = f"from curation.sheets.hsds import lines; {loaded}"
    assert in_the_child(partner) == "['directory', 'directory.legible', 'directory.cells']"


def test_the_child_cannot_write_a_file(tmp_path):
    path = tmp_path / "left.txt"

    assert in_the_child(f"open({str(path)!r}, 'w').write('x' * 9)") == ""
    assert path.read_text() == ""


def test_the_child_is_limited():
    asked = "import resource as r; print([r.getrlimit(n) for n in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_CORE, r.RLIMIT_FSIZE)])"
    memory = 512 * 1024 * 1024

    assert in_the_child(asked) == str([(memory, memory), (20, 21), (0, 0), (0, 0)])


@pytest.mark.parametrize("code", [-signal.SIGXCPU, -signal.SIGKILL])
def test_a_child_ended_for_its_time_was_too_slow(ending, code):
    assert ending(code, ABOUT + '[1,["Na') == "too-slow"


@pytest.mark.parametrize("says", ["", "sys.stdin.read(); print('[1,', end='', flush=True);"])
def test_a_child_that_does_nothing_is_ended_when_its_time_is_over(settings, tmp_path, says):
    child_that(f"import sys, time; {says} time.sleep(60)", tmp_path, settings)
    begun = time.monotonic()

    assert refused(b"Name\n" * 100_000, limits=Limits(seconds=1)) == "too-slow"
    assert time.monotonic() - begun < 5
    assert left_behind() == []


def test_a_file_that_takes_too_long_is_too_slow():
    begun = time.monotonic()

    assert refused(b"Name\n" + b"\n" * 9_000_000, limits=Limits(seconds=1)) == "too-slow"
    assert time.monotonic() - begun < 5


def test_the_limit_of_the_processor_ends_a_child_even_if_nobody_waits():
    limited = "import curation.sheets.child as c; c._restrict(c.Limits(seconds=1))\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", limited], capture_output=True, timeout=20, check=False)  # noqa: S603

    assert ended.returncode == -signal.SIGXCPU


@pytest.mark.parametrize("megabytes", [5, 30])
def test_too_little_memory_is_told(megabytes):
    content = raw_xlsx(sheet_data(many(9_000, 12)))

    assert refused(content, "a.xlsx", limits=Limits(memory_bytes=megabytes * 1024 * 1024)) == "too-much-memory"


@pytest.mark.parametrize(
    ("returncode", "stderr"),
    [(-signal.SIGABRT, b""), (1, b"Traceback\nMemoryError\n"), (1, b"memory allocation of 999 bytes failed\n")],
)
def test_a_child_without_memory_needed_too_much(ending, returncode, stderr):
    assert ending(returncode, ABOUT, stderr) == "too-much-memory"


@pytest.mark.parametrize(("returncode", "stderr"), [(1, PANIC), (-signal.SIGSEGV, b""), (0, b"")])
@pytest.mark.parametrize("stdout", ["", ABOUT, ABOUT + '[1,["Lantern"]]\n', ABOUT + '[1,["Lan', "{"])
def test_a_child_that_broke_down_read_no_sheet(ending, returncode, stderr, stdout):
    assert ending(returncode, stdout, stderr) == "not-a-sheet"


def test_a_panic_of_the_reader_of_workbooks_ends_the_child_as_a_failure():
    panics = (
        "class Panic(BaseException): pass\n"
        "import io, sys, python_calamine\nfrom curation.sheets import child\n"
        "def panic(*_file): raise Panic\n"
        "python_calamine.load_workbook = panic\nchild.main()"
    )
    asked = json.dumps({"name": "a.xlsx", "sheet": None, "limits": vars(Limits())}).encode() + b"\n"
    ended = subprocess.run([sys.executable, "-c", panics], input=asked + files.xlsx(), capture_output=True, check=False)  # noqa: S603

    assert (ended.returncode, ended.stdout) == (1, b"")


def test_every_refusal_of_the_child_has_its_sentence():
    words = {"most": 1, "row": 1, "cell": "F12", "said": "xlsx", "really": "PDF", "file": "urls.csv", "column": "url"}

    said = [str(SheetFault(code, **words)) for code in SENTENCES]

    assert [sentence for sentence in said if "%" in sentence or not sentence.endswith(".")] == []


def test_every_notice_has_its_sentence():
    assert [code for code in reader.NOTICES if "%" in str(reader.Notice(code, "x"))] == []


def test_a_styled_cell_in_the_last_row_is_cheap():
    content = files.xlsx_of({"A1": "Name", "A2": "Lantern"})
    far = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="CV1048576" s="1"/></row></sheetData>'
    )
    begun = time.monotonic()

    assert (len(read(content, "a.xlsx").rows), read(raw_xlsx(far), "a.xlsx").rows) == (2, [(1, ["1"])])
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(("rows", "columns"), [(10_000, 12), (50_000, 15)])
def test_many_rows_are_read_within_the_limits(rows, columns):
    content = raw_xlsx(sheet_data(many(rows, columns)))

    assert len(read(content, "a.xlsx").rows) == rows + 1
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 600 * 1024
    assert left_behind() == []


def test_a_child_that_cannot_begin_is_a_sentence_too(monkeypatch):
    def start(*_given, **_named):
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", start)

    assert refused(b"name\nA\n", "a.csv") == "not-now"
