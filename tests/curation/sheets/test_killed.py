"""A process that is killed in the middle leaves whole chunks or nothing, and the next one goes on from there."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from curation.sheets.batches import PIECE
from curation.sheets.sending import CHUNK
from tests.curation.sheets.bringing import csv_file

ROWS = 1800
BEGIN = """
import django; django.setup()
from pathlib import Path
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from curation import coalitions, vocabularies
from curation.sheets import batches
call_command("migrate", verbosity=0)
vocabularies.load_missing()
me = User.objects.create_user("valley-net")
me.groups.add(Group.objects.get(name="Coalition"))
batch = batches.open_batch(Path("sheet.csv").read_bytes(), "sheet.csv", coalition=coalitions.coalitions_of(me)[0], by=me)
batches.say_columns(batch, batch.mapping, by=me, default_country="US")
"""
GO_ON = """
import django; django.setup()
from django.contrib.auth.models import User
from curation.models import Batch
from curation.sheets import sending, staging
me, batch = User.objects.get(), Batch.objects.get()
batch = staging.check_some(batch, by=me)
if batch.stage == "rows":
    batch = sending.begin_sending(batch, by=me, attests=True)
sending.send_some(batch, by=me)
"""
VERIFY = "import django; django.setup(); from curation import trail; print(trail.verify().faults)"


@pytest.fixture
def run(tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("Only on SQLite does the test bring its own database.")
    names = [["Name", "Town"], *([f"Invented group {number:04d}", f"Town {number}"] for number in range(ROWS))]
    (tmp_path / "sheet.csv").write_bytes(csv_file(names))
    ours = {
        "DIRECTORY_DATA_DIR": str(tmp_path),
        "PYTHONPATH": str(Path.cwd()),
        "DJANGO_SETTINGS_MODULE": "directory.project.settings",
    }

    def run(program, until=None):
        """Run a program to its end, or kill it once `until` says so."""
        process = subprocess.Popen(  # noqa: S603 (our own program)
            [sys.executable, "-c", program], env=os.environ | ours, cwd=tmp_path, stdout=subprocess.PIPE, text=True
        )
        while until is not None and process.poll() is None and not until():
            time.sleep(0.01)
        if until is not None:
            assert process.poll() is None, "It was done before it could be killed."
            process.kill()
        return process.communicate(timeout=120)[0]

    return run


def count(folder, question):
    with sqlite3.connect(f"file:{folder}/directory.sqlite3?mode=ro", uri=True, timeout=20) as database:
        return database.execute(question).fetchone()[0]


def test_killed_while_checking_and_while_sending_it_loses_nothing_and_sends_nothing_twice(run, tmp_path):
    def rows(condition="1"):
        return count(tmp_path, f"SELECT COUNT(*) FROM curation_row WHERE {condition}")  # noqa: S608 (no input)

    def submissions():
        return count(tmp_path, "SELECT COUNT(*) FROM curation_submission")

    run(BEGIN)
    run(GO_ON, until=lambda: rows() >= PIECE)
    assert rows() % PIECE == 0
    assert rows() == PIECE * count(tmp_path, "SELECT pieces_done FROM curation_batch")

    run(GO_ON, until=lambda: submissions() >= CHUNK)
    sent = submissions()
    assert (sent % CHUNK, sent < ROWS) == (0, True)
    assert sent == rows("status = 'sent'") == count(tmp_path, "SELECT COUNT(*) FROM curation_decision")

    run(GO_ON.replace('if batch.stage == "rows"', 'if batch.stage == "rows" and not batch.attested_at'))

    assert (submissions(), rows("status = 'sent'")) == (ROWS, ROWS)
    assert count(tmp_path, "SELECT COUNT(DISTINCT name) FROM curation_submission") == ROWS
    assert run(VERIFY).strip() == "[]"
