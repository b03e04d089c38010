"""Trouble with the database or a file is one sentence and the code 2 in every command, and nothing is left behind."""

import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.exceptions import MigrationSchemaMissing

from curation import backups
from directory.project import trouble
from directory.project.sqlite3.base import DatabaseWrapper
from tests.test_settings import GOOD, ROOT, inherited, manage


def on(folder, *arguments, **environment):
    return manage(*arguments, **GOOD | {"DIRECTORY_DATA_DIR": str(folder)} | environment)


def is_one_sentence(result):
    return (
        result.returncode == 2
        and result.stderr.count("\n") == 1
        and result.stderr.startswith("The database cannot do it: ")
    )


def begun(*arguments, **streams):
    """Begin a command and leave it running; what it prints is kept back until there is enough, as usual."""
    return subprocess.Popen(  # noqa: S603  (our own manage.py)
        [sys.executable, ROOT / "manage.py", *arguments],
        env=inherited() | GOOD | {"PYTHONUNBUFFERED": ""},
        stderr=subprocess.PIPE,
        text=True,
        **streams,
    )


@pytest.fixture
def no_tables(tmp_path):
    """A database that was begun and holds nothing, as one of another program would."""
    with sqlite3.connect(tmp_path / "directory.sqlite3") as database:
        database.execute("CREATE TABLE other (id)")
    return tmp_path


@pytest.mark.parametrize("command", [("verify_trail",), ("forget", "--dry-run"), ("invite", "ann")])
def test_a_database_without_tables_is_a_sentence_in_every_command(no_tables, command):
    result = on(no_tables, *command)

    assert is_one_sentence(result), result.stderr
    assert result.stderr.endswith("Start the site once: make run, or manage.py start.\n")


@pytest.mark.parametrize("command", [("verify_trail",), ("forget",), ("export_listings", "out.csv")])
def test_a_database_that_is_damaged_is_a_sentence_in_every_command(tmp_path, command):
    (tmp_path / "directory.sqlite3").write_bytes(b"no database at all" * 1000)

    result = on(tmp_path, *command)

    assert is_one_sentence(result), result.stderr
    assert result.stderr.endswith("Its file is damaged. Bring a backup back: make restore.\n")


def test_a_traceback_is_there_for_whoever_asks(no_tables):
    result = on(no_tables, "verify_trail", "--traceback")

    assert result.stderr.startswith("Traceback")
    assert "no such table" in result.stderr


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("no such table: curation_decision", "It has no tables yet"),
        ('relation "curation_decision" does not exist\nLINE 1: SELECT', "It has no tables yet"),
        ("database or disk is full", "Its disk is full or broken"),
        ("disk I/O error", "Its disk is full or broken"),
        ("attempt to write a readonly database", "Run the command as the user who runs the site"),
        ("permission denied for schema public", "It has to belong to the user in DIRECTORY_DATABASE_URL"),
        ("permission denied for table curation_decision", "Run the command as the user who runs the site"),
        ("unable to open database file", "Run the command as the user who runs the site"),
        ("database is locked", "Something else is writing to it for long"),
        ("file is not a database", "Its file is damaged"),
        ('connection failed: FATAL:  password authentication failed for user "ann"', "It cannot be reached"),
        ("something nobody thought of", "With --traceback the command shows where."),
    ],
)
def test_what_a_database_says_comes_with_what_to_do(said, meant):
    sentence = trouble.sentence(Exception(said))

    assert meant in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("command", [("verify_trail",), ("forget",), ("backup",), ("export_listings", "out.csv")])
def test_a_command_that_only_reads_leaves_no_empty_database_in_the_way_of_restore(tmp_path, command):
    result = on(tmp_path, *command, DIRECTORY_BACKUP_KEY=backups.new_key())

    assert result.returncode
    assert "Traceback" not in result.stderr
    assert f"there is no database {tmp_path / 'directory.sqlite3'} yet" in result.stderr
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_migrate_makes_the_database(tmp_path):
    result = on(tmp_path, "migrate", "contenttypes", "--verbosity", "0")

    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / "directory.sqlite3").stat().st_size


def test_a_database_that_belongs_to_another_is_a_sentence():
    refused = MigrationSchemaMissing(
        "Unable to create the django_migrations table (permission denied for schema public)"
    )

    assert isinstance(refused, trouble.TROUBLE)


def test_a_database_where_one_may_not_look_is_not_said_to_be_missing(tmp_path, monkeypatch):
    def refuse(*_given, **_named):
        raise PermissionError(errno.EACCES, "Permission denied")

    database = DatabaseWrapper(connection.settings_dict | {"NAME": tmp_path / "directory.sqlite3", "OPTIONS": {}})
    monkeypatch.setattr(Path, "stat", refuse)

    with pytest.raises(sqlite3.OperationalError, match="unable to open database file"):
        database.connect()
    assert database.is_there()


def test_the_database_is_made_for_nobody_else_to_read(tmp_path):
    database = DatabaseWrapper(connection.settings_dict | {"NAME": tmp_path / "made" / "directory.sqlite3"})

    database.make_file()

    made = tmp_path / "made"
    assert [stat.S_IMODE(file.stat().st_mode) for file in (made, made / "directory.sqlite3")] == [0o700, 0o600]


def test_whoever_stops_reading_is_not_shown_a_traceback():
    reads, writes = os.pipe()
    os.close(reads)

    with begun("forget", "--table", stdout=writes) as command:
        os.close(writes)
        said = command.stderr.read()

    assert (said, command.returncode) == ("", 1)


@pytest.mark.parametrize(("command", "code"), [(("forget", "--table"), 0), (("restore", "nowhere"), 1)])
def test_whoever_closed_the_output_beforehand_is_shown_no_traceback(tmp_path, command, code):
    with begun(*command, cwd=tmp_path, preexec_fn=lambda: os.close(1)) as run:
        said = run.stderr.read()

    assert (run.returncode, "Traceback" in said) == (code, False)


def test_what_cannot_be_printed_is_said_in_a_sentence():
    with Path("/dev/full").open("wb") as full, begun("forget", "--table", stdout=full) as command:
        said = command.stderr.read()

    assert said == "The machine cannot do it: No space left on device. Make room on the disk.\n"
    assert command.returncode == 2


def test_a_terminal_with_few_letters_is_shown_something_else_instead():
    result = manage("forget", "--table", **GOOD, PYTHONIOENCODING="ascii")

    assert (result.returncode, result.stderr) == (0, "")
    assert "\\u2019" in result.stdout


def test_whoever_stops_a_command_at_the_keyboard_is_told_that_it_stopped():
    # Where tests run in the background, shells have whatever is begun ignore that key.
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with begun("scan_language", stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=hear) as command:
        command.stdin.write('{"text": "a"}\n')
        command.stdin.flush()
        command.stdout.readline()
        command.send_signal(signal.SIGINT)
        said = command.stderr.read()

    assert said.splitlines()[-1] == "Stopped."
    assert "Traceback" not in said
    assert command.returncode == 130


def test_a_file_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    refused = trouble.sentence(PermissionError(errno.EACCES, "Permission denied", str(tmp_path)))
    unknown = trouble.sentence(OSError("something nobody thought of"))

    assert refused.startswith(f"The machine cannot do it: {tmp_path}: Permission denied. Run the command as the user")
    assert unknown == (
        "The machine cannot do it: something nobody thought of. With --traceback the command shows where."
    )
