"""Reads an uploaded spreadsheet or HSDS file. Whatever its bytes are, they cost no more than the limits allow."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import Any

import orjson
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curation.sheets import child as child_program
from curation.sheets import targets
from curation.sheets.faults import SheetFault, is_of_partner
from curation.sheets.limits import Limits
from curation.sheets.limits import limits as set_limits
from directory.cells import unshielded_inside

NOTICES: dict[str, str | Promise] = {
    "encoding": _("The file is not UTF-8, so it was read as Windows text (cp1252). Look at letters with accents."),
    "hidden-sheets": _("Hidden sheets were not read: %(detail)s."),
    "hidden-cells": _(
        "Some rows or columns of this file are hidden. They were read like the others: leave out what should not be sent."
    ),
    "unknown-results": _(
        "Some formulas of this file have no result in it, so their cells were read as empty. "
        "Open it in your spreadsheet program, save it, and upload it again."
    ),
    "merged-cells": _(
        "Some cells of this sheet are merged over several rows. Each of these rows was read as saying what such a cell says: look at them."
    ),
    "tall-cells": _(
        "Some cells of this file are merged over several rows, and only the first of these rows was read as saying what is in them. "
        "Split such cells in your program, fill them in each row, and upload the file again."
    ),
    "comments": _("Comments on cells were not read."),
    "hsds-people": _(
        "Contacts were not read: %(detail)s. There is no place here for people, their numbers and addresses."
    ),
    "hsds-streets": _(
        "Street addresses were not read: %(detail)s. A listing shows the town; a street only if anyone may walk in and the "
        "group asked for it, so it is added by hand."
    ),
    "hsds-left": _("These files of the package were not read, for there is no place for what they say: %(detail)s."),
    "hsds-page": _("This is page %(detail)s of what the partner lists. Bring the other pages too, each as a file."),
    "blank-rows": _(
        "What stands below row %(detail)s was not read, for many blank rows follow it. Delete them if you need the rest."
    ),
}
# Said by Python, by the reader of workbooks, and by the system when not even a library finds room.
OUT_OF_MEMORY = (b"MemoryError", b"memory allocation", b"failed to map segment", b"Cannot allocate memory")


SEPARATED = ("csv", "tsv")
HSDS = "hsds"


@dataclass(frozen=True)
class SheetName:
    name: str
    is_hidden: bool


@dataclass(frozen=True)
class Notice:
    """Something to know about how a file was read; `str()` of it is a sentence."""

    code: str
    detail: str

    def __str__(self) -> str:
        return str(NOTICES[self.code]) % {"detail": self.detail}


@dataclass(frozen=True)
class Reading:
    """`sheet` is None where several could be meant: then there are no rows, and somebody has to choose.

    `rows` are (the row's own number, its cells as text); blank rows are left out. A shield in front of a whole cell stays,
    for whoever reads the cell knows how it was meant; those inside of a cell are only for a file of separated text.
    """

    kind: str
    sheets: list[SheetName]
    sheet: str | None
    notices: list[Notice]
    rows: list[tuple[int, list[str]]]
    delimiter: str


def read(content: bytes, file_name: str, *, sheet: str | None = None, limits: Limits | None = None) -> Reading:
    """Read one sheet of a file in a process of its own. Raises `SheetFault`, and nothing else, whatever the bytes."""
    limits = limits or set_limits()
    if len(content) > limits.file_bytes:
        raise SheetFault("too-big", most=limits.file_bytes // 1024 // 1024)
    answers = _answers(content, {"name": file_name, "sheet": sheet, "limits": asdict(limits)}, limits)
    about, rows = next(answers), []
    is_text = about["kind"] in SEPARATED
    for line in answers:
        if isinstance(line, dict):
            about["notices"].append(line["notice"])
        else:
            rows.append((line[0], list(map(unshielded_inside, line[1])) if is_text else line[1]))
    if about["kind"] == HSDS:
        rows[0] = rows[0][0], list(map(_heading, rows[0][1]))
    if about["sheet"] is not None and not rows:
        raise SheetFault("no-rows")
    return Reading(
        kind=about["kind"],
        sheets=[SheetName(name, is_hidden) for name, is_hidden in about["sheets"]],
        sheet=about["sheet"],
        notices=[Notice(code, detail) for code, detail in about["notices"]],
        rows=rows,
        delimiter=about["delimiter"],
    )


def _heading(name: str) -> str:
    """Call a column that the child filled as it is called in our own sheets."""
    return targets.label_of(name if targets.is_known(name) else targets.NOTE)


def _answers(content: bytes, asked: dict[str, Any], limits: Limits) -> Iterator[Any]:
    """Yield what the child says, line by line: all of it at once would take the room that the child may not have.

    Raises `SheetFault` for what it refuses, and for its own end: so nothing is true before the last line was heard.
    """
    last = b""
    with _started(limits) as child:
        # A child that ended already listens no more; why it ended is told below.
        with suppress(BrokenPipeError), child.stdin as question:
            question.write(json.dumps(asked).encode() + b"\n" + content)
        for line in child.stdout:
            if last:
                yield orjson.loads(last)
            last = line
        complaint, code = child.stderr.read(), child.wait()
    # A child that was ended from outside may leave half a line; one that came to its own end says so in its last.
    if last.startswith(b'{"refused"') and code == 0:
        said = orjson.loads(last)
        raise SheetFault(said["refused"], is_of_partner=is_of_partner(asked["name"]), **said["words"])
    if last != b'"end"\n' or code != 0:
        raise SheetFault(_why(code, complaint), is_of_partner=is_of_partner(asked["name"]))


@contextmanager
def _started(limits: Limits) -> Iterator[Any]:
    """Start the child, and end it when its time is over or nobody listens any more."""
    # By its name as a module, so that what was compiled of it already is used.
    command = [sys.executable, "-X", "utf8", "-c", f"from {child_program.__name__} import main; main()"]
    # Nothing of our own environment: there are secrets in it.
    environment = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(  # noqa: S603 (our own program)
            command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=settings.BASE_DIR, env=environment
        )
    except OSError as error:
        raise SheetFault("not-now") from error
    late = threading.Timer(limits.seconds, child.kill)
    with child:
        try:
            late.start()
            yield child
        finally:
            late.cancel()
            child.kill()


def _why(code: int, complaint: bytes) -> str:
    """Say how a child ended that did not finish: killed by a limit, out of memory, or by what is in the file."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "too-slow"
    if code == -signal.SIGABRT or any(sign in complaint for sign in OUT_OF_MEMORY):
        return "too-much-memory"
    return "not-a-sheet"
