"""A settings mistake is answered with a sentence; what is set nowhere is safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from directory.project import env, first_run
from directory.project.databases import database

ROOT = Path(__file__).parents[1]
GOOD = {
    "DIRECTORY_SECRET_KEY": "one-long-enough-secret-for-a-test-abcdefghijklmnop-123",
    "DIRECTORY_TRAIL_KEY": "another-long-enough-secret-for-a-test-qrstuvwxyz-4567",
    "DIRECTORY_HOSTS": "directory.example",
    "DIRECTORY_ENV_FILE": os.devnull,
}


def inherited():
    """The shell's environment without what the tests put there themselves."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("DIRECTORY_", "DJANGO_"))}


def manage(*arguments, **environment):
    return subprocess.run(  # noqa: S603  (our own manage.py)
        [sys.executable, ROOT / "manage.py", *arguments],
        cwd=ROOT,
        env=inherited() | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def show(expression, **environment):
    code = f"from django.conf import settings; print({expression})"
    return manage("shell", "--no-imports", "-v", "0", "-c", code, **GOOD | environment).stdout.strip()


def test_a_missing_secret_stops_every_command_with_one_sentence():
    result = manage("migrate", **GOOD | {"DIRECTORY_SECRET_KEY": ""})

    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == (
        "DIRECTORY_SECRET_KEY is not set. Run “make run” once, which writes random secrets to the file .env, "
        "or set DIRECTORY_SECRET_KEY to a random text of at least 50 characters.\n"
    )


@pytest.mark.parametrize("weak", ["short", "django-insecure-" + GOOD["DIRECTORY_SECRET_KEY"], "abcabcabc" * 8])
@pytest.mark.parametrize("name", ["DIRECTORY_SECRET_KEY", "DIRECTORY_TRAIL_KEY"])
def test_a_weak_secret_stops_every_command_with_one_sentence_and_is_not_repeated(name, weak):
    result = manage("check", **GOOD | {name: weak})

    assert result.returncode == 2
    assert result.stderr == (
        f"{name} is too easy to guess. Set it to a random text of at least 50 characters, "
        "for example what this prints: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'\n"
    )


def test_the_web_server_says_the_same_sentence_and_stops():
    result = subprocess.run(
        [sys.executable, "-c", "import directory.project.wsgi"],
        cwd=ROOT,
        env=inherited() | GOOD | {"DIRECTORY_TRAIL_KEY": "", "DJANGO_SETTINGS_MODULE": "directory.project.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert result.stderr.startswith("DIRECTORY_TRAIL_KEY is not set. ")
    assert "Traceback" not in result.stderr


def test_production_is_what_you_get_when_only_secrets_and_hosts_are_set():
    names = [
        "DEBUG",
        "HTTPS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY",
        "SECOND_FACTOR_REQUIRED",
    ]
    seen = show(
        f"[getattr(settings, name) for name in {names}], settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME"
    )

    assert seen == "[False, True, True, True, True, True] __Host-session __Host-csrftoken"


def test_the_deployment_checks_find_nothing_in_the_defaults(tmp_path):
    tmp_path.chmod(0o700)

    result = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD, DIRECTORY_DATA_DIR=str(tmp_path))

    assert result.stderr == ""
    assert result.returncode == 0


def test_development_runs_without_secrets():
    result = manage("check", DIRECTORY_DEBUG="1", DIRECTORY_ENV_FILE=os.devnull)

    assert result.stderr == ""
    assert result.returncode == 0


def test_the_environment_wins_over_the_file(tmp_path):
    file = tmp_path / "site.env"
    file.write_text("# ours\nDIRECTORY_SITE_NAME='From the file'\nDIRECTORY_FRESH_DAYS=90\n")

    seen = show(
        "settings.SITE_NAME, settings.FRESH_DAYS",
        DIRECTORY_ENV_FILE=str(file),
        DIRECTORY_SITE_NAME="From the environment",
    )

    assert seen == "From the environment 90"


@pytest.mark.parametrize("line", [b"export nothing", b"export DIRECTORY_HTTPS=1", b"DIRECTORY_HTTPS=1\0", b"=1"])
def test_a_line_in_the_file_that_sets_nothing_is_named(tmp_path, line):
    file = tmp_path / "site.env"
    file.write_bytes(b"DIRECTORY_SITE_NAME=Fine\n" + line + b"\n")

    with pytest.raises(ImproperlyConfigured) as raised:
        env.load_file(file)

    assert str(raised.value) == (
        f"Line 2 of {file} is not NAME=value, without “export” or anything else before the name. "
        "Correct it, or delete the line."
    )


def test_a_line_in_the_file_that_is_no_text_is_named(tmp_path):
    file = tmp_path / "site.env"
    file.write_bytes("# ours\nDIRECTORY_SITE_NAME=Nach Süden\n".encode("latin-1"))

    with pytest.raises(ImproperlyConfigured) as raised:
        env.load_file(file)

    assert str(raised.value).startswith(f"Line 2 of {file} is not text in UTF-8. ")


def test_a_setting_that_stands_twice_in_the_file_is_named(tmp_path):
    """Of DIRECTORY_HTTPS=0, as a first start writes it, and a line added at the end one would count in silence."""
    file = tmp_path / "site.env"
    file.write_text("DIRECTORY_HTTPS=0\nDIRECTORY_SITE_NAME=Fine\nDIRECTORY_HTTPS=1\n")

    with pytest.raises(ImproperlyConfigured, match=r"site.env sets DIRECTORY_HTTPS twice\. Delete the line"):
        env.load_file(file)


def test_a_mark_that_an_editor_puts_first_is_no_part_of_the_name(tmp_path, monkeypatch):
    file = tmp_path / "site.env"
    file.write_bytes(b"\xef\xbb\xbfDIRECTORY_OF_A_TEST=1\n")
    monkeypatch.setattr(os, "environ", {})

    env.load_file(file)

    assert os.environ == {"DIRECTORY_OF_A_TEST": "1"}


@pytest.mark.parametrize(("kind", "why"), [("nowhere", "No such file or directory"), ("folder", "Is a directory")])
def test_a_settings_file_that_was_named_must_be_readable(tmp_path, kind, why):
    (tmp_path / "folder").mkdir()

    result = manage("check", **GOOD | {"DIRECTORY_ENV_FILE": str(tmp_path / kind)})

    assert result.returncode == 2
    assert result.stderr == (
        f"The settings in {tmp_path / kind} cannot be read ({why}). "
        "Let the user who runs the site read the file, or correct DIRECTORY_ENV_FILE if it is named there.\n"
    )


def test_the_usual_settings_file_may_be_missing(tmp_path, monkeypatch):
    monkeypatch.delenv("DIRECTORY_ENV_FILE")
    (tmp_path / "there").touch()

    assert [env.chosen_file(tmp_path / name) for name in ("there", "missing")] == [tmp_path / "there", None]


def test_a_secret_can_come_from_a_file(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(GOOD["DIRECTORY_SECRET_KEY"] + "\n")
    monkeypatch.setenv("DIRECTORY_SECRET_KEY_FILE", str(tmp_path / "secret"))

    assert env.secret("SECRET_KEY") == GOOD["DIRECTORY_SECRET_KEY"]


def test_a_secret_file_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setenv("DIRECTORY_SECRET_KEY_FILE", "/nowhere/secret")

    with pytest.raises(ImproperlyConfigured) as raised:
        env.secret("SECRET_KEY")

    assert str(raised.value) == (
        "DIRECTORY_SECRET_KEY_FILE points to /nowhere/secret, which cannot be read (No such file or directory). "
        "Correct the path, or let the user who runs the site read the file."
    )


def test_a_secret_file_that_is_no_text_is_named(tmp_path, monkeypatch):
    (tmp_path / "secret").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("DIRECTORY_SECRET_KEY_FILE", str(tmp_path / "secret"))

    with pytest.raises(ImproperlyConfigured, match="it is not text in UTF-8"):
        env.secret("SECRET_KEY")


def test_a_switch_that_is_neither_yes_nor_no_is_refused(monkeypatch):
    monkeypatch.setenv("DIRECTORY_HTTPS", "maybe")

    with pytest.raises(ImproperlyConfigured) as raised:
        env.switch("HTTPS", default=True)

    assert str(raised.value) == "DIRECTORY_HTTPS is “maybe”. Write 1 for yes or 0 for no."


def test_a_number_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("DIRECTORY_FRESH_DAYS", "half a year")

    with pytest.raises(ImproperlyConfigured) as raised:
        env.number("FRESH_DAYS", 180)

    assert str(raised.value) == "DIRECTORY_FRESH_DAYS is “half a year”. Write a whole number such as 180."


@pytest.mark.parametrize(
    "address", ["socks5://127.0.0.1:9050", "127.0.0.1:9080", "http://127.0.0.1", "http://127.0.0.1:99999", "http://127.0.0.1:80/path"]
)  # fmt: skip
def test_a_proxy_that_is_none_is_refused(monkeypatch, address):
    monkeypatch.setenv("DIRECTORY_CHECK_LINKS_PROXY", address)

    with pytest.raises(ImproperlyConfigured, match="Write it as http"):
        env.proxy("CHECK_LINKS_PROXY")


def test_a_proxy_is_taken_apart(monkeypatch):
    monkeypatch.setenv("DIRECTORY_CHECK_LINKS_PROXY", "http://127.0.0.1:9080/")
    assert env.proxy("CHECK_LINKS_PROXY") == ("127.0.0.1", 9080)

    monkeypatch.delenv("DIRECTORY_CHECK_LINKS_PROXY")
    assert env.proxy("CHECK_LINKS_PROXY") is None


def test_a_postgresql_address_keeps_its_password_and_gets_its_limits(tmp_path):
    options = database("postgres://ann:p%40ss@db.example:5433/directory?sslmode=require", folder=tmp_path)

    assert options == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "directory",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": 10,
            "options": "-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000",
            "sslmode": "require",
        },
    }


def test_a_sqlite_address_is_relative_to_the_data_folder_or_absolute(tmp_path):
    relative = database("sqlite:///site.sqlite3", folder=tmp_path)
    absolute = database("sqlite:////srv/site.sqlite3", folder=tmp_path)

    assert [relative["NAME"], absolute["NAME"]] == [tmp_path / "site.sqlite3", Path("/srv/site.sqlite3")]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://a/b", "DIRECTORY_DATABASE_URL starts with “mysql”. Write sqlite:///name.sqlite3 or"),
        ("sqlite://", "DIRECTORY_DATABASE_URL names no file. Write sqlite:///name.sqlite3, or leave it unset."),
        ("postgres://host", "DIRECTORY_DATABASE_URL names no database. Write"),
        ("postgres://host:x/name", "The port in DIRECTORY_DATABASE_URL is not a number."),
        ("postgres://ann:p@[bad/name", "DIRECTORY_DATABASE_URL cannot be read (Invalid IPv6 URL). In a password write"),
    ],
)
def test_a_database_address_that_cannot_be_used_is_explained(tmp_path, address, sentence):
    with pytest.raises(ImproperlyConfigured) as raised:
        database(address, folder=tmp_path)

    assert str(raised.value)[: len(sentence)] == sentence


def test_sqlite_runs_with_the_promised_guards(tmp_path):
    code = (
        "from django.db import connection as c; c.make_file(); q = c.cursor(); "
        "print([q.execute('PRAGMA ' + name).fetchone()[0] for name in "
        "['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'trusted_schema', 'busy_timeout']], c.transaction_mode)"
    )

    result = manage(
        "shell", "--no-imports", "-v", "0", "-c", code, **GOOD, DIRECTORY_DATA_DIR=str(tmp_path / "made" / "here")
    )

    assert result.stdout.strip() == "['wal', 2, 1, 1, 0, 20000] IMMEDIATE"


def test_the_first_run_writes_private_random_secrets_once(tmp_path):
    file = tmp_path / ".env"

    written = [first_run.write_settings(file), first_run.write_settings(file)]

    values = dict(line.split("=", 1) for line in file.read_text().splitlines() if not line.startswith("#"))
    assert written == [True, False]
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(values) == [
        f"DIRECTORY_{name}" for name in ("BACKUP_KEY", "HOSTS", "HTTPS", "SECRET_KEY", "TRAIL_KEY")
    ]
    assert values["DIRECTORY_SECRET_KEY"] != values["DIRECTORY_TRAIL_KEY"]


def test_a_switch_that_is_left_empty_turns_nothing_off(monkeypatch):
    monkeypatch.setenv("DIRECTORY_HTTPS", " ")

    assert (env.switch("HTTPS", default=True), env.switch("HTTPS", default=False)) == (True, False)


@pytest.mark.parametrize("empty", ["", " "])
def test_a_folder_that_is_left_empty_is_the_usual_one_and_not_where_the_command_was_run(monkeypatch, tmp_path, empty):
    monkeypatch.setenv("DIRECTORY_DATA_DIR", empty)

    assert env.folder("DATA_DIR", tmp_path / "var") == tmp_path / "var"


@pytest.mark.parametrize("place", ["Mars", "", "../etc/passwd"])
def test_a_time_zone_that_nobody_lives_in_is_answered_with_a_sentence(monkeypatch, place):
    monkeypatch.setenv("DIRECTORY_TIME_ZONE", place)

    with pytest.raises(ImproperlyConfigured) as raised:
        env.time_zone("TIME_ZONE", "UTC")

    assert str(raised.value) == f"DIRECTORY_TIME_ZONE is “{place}”. Write a name such as America/New_York, or UTC."
