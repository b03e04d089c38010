"""While nothing can be written the public pages serve, and nobody loses a word that they typed."""

import sqlite3
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from curation import removals, review
from curation.backups import making
from curation.models import Submission
from curation.views import letters
from tests import factories
from tests.curation.admin import desk
from tests.filling import fields, filled

GROUP = {"name": "Lantern Collective", "website": "lantern.example.org"}
LONG = "Peer support by members. " * 75


@pytest.fixture
def visitor():
    letters.LETTERS.forget()
    return Client(raise_request_exception=False)


@pytest.fixture
def only_reads(db):
    undo = []

    def stop():
        if connection.vendor == "sqlite":
            connection.connection.execute("PRAGMA query_only=ON")
            undo.append(lambda: connection.connection.execute("PRAGMA query_only=OFF"))
        else:
            mark = transaction.savepoint()
            connection.cursor().execute("SET TRANSACTION READ ONLY")
            undo.append(lambda: transaction.savepoint_rollback(mark))

    yield stop
    for step in undo:
        step()


@pytest.fixture
def full(db):
    if connection.vendor != "sqlite":
        pytest.skip("Only on SQLite can a test fill the disk of the database.")

    def fill():
        ask = connection.connection.execute
        ask("CREATE TABLE filling (what)")
        (pages,) = ask("PRAGMA page_count").fetchone()
        ask(f"PRAGMA max_page_count={pages}")
        for size in (3000, 300, 3):
            with pytest.raises(sqlite3.OperationalError, match="full"):
                while True:
                    ask("INSERT INTO filling VALUES (zeroblob(?))", [size])

    yield fill
    connection.connection.execute("PRAGMA max_page_count=1073741823")
    connection.connection.execute("DROP TABLE IF EXISTS filling")


def check_that_nothing_typed_is_lost(visitor, break_it):
    factories.organization(name="Invented Collective")
    form = filled(visitor.get("/suggest/"), **GROUP, description=LONG.strip(), note=LONG.strip())
    before = Submission.objects.count()
    break_it()

    pages = [visitor.get(path).status_code for path in ("/", "/groups/", "/groups/invented-collective/", "/suggest/")]
    answer = visitor.post("/suggest/", form)

    assert pages == [200, 200, 200, 200]
    assert (answer.status_code, len(answer.cookies), Submission.objects.count()) == (503, 0, before)
    page = answer.content.decode()
    assert "Everything you wrote is still here" in page
    assert fields(answer) | {"stamp": None} == form | {"stamp": None}


def test_where_nothing_can_be_written_pages_serve_and_a_suggestion_comes_back_with_every_word(visitor, only_reads):
    check_that_nothing_typed_is_lost(visitor, only_reads)


@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_pages_serve_and_a_suggestion_comes_back_with_every_word(visitor, full):
    check_that_nothing_typed_is_lost(visitor, full)


def test_an_answer_to_a_question_can_be_sent_again(visitor, only_reads):
    receipt = visitor.post("/suggest/", filled(visitor.get("/suggest/"), **GROUP, description=LONG.strip()))
    submission, publisher = Submission.objects.get(), factories.publisher()
    review.claim(submission, by=publisher)
    review.ask(submission, by=publisher, question="Who decides?")
    sent = {"reference": receipt.context["receipt"].reference, "answer": "\r\nWe all do, <b>together</b>."}
    only_reads()

    answer = visitor.post("/suggestion/", sent)

    assert (answer.status_code, answer["Retry-After"], len(answer.cookies)) == (503, "300", 0)
    assert filled(answer) == {name: [value] for name, value in sent.items()}


def test_a_curator_s_form_can_be_sent_again_and_a_password_is_never_written_into_a_page(only_reads):
    publisher, submission = factories.publisher(), factories.submission()
    curator = Client(raise_request_exception=False)
    curator.force_login(publisher)
    only_reads()

    claim = curator.post(desk.page(submission), {"do": "claim"})
    login = Client(raise_request_exception=False).post(
        "/admin/login/", {"login": publisher.username, "password": "a long enough password"}
    )

    assert (claim.status_code, filled(claim)) == (503, {"do": ["claim"]})
    assert (login.status_code, "a long enough password" in login.content.decode()) == (503, False)


def test_health_is_one_word_for_a_visitor_and_leaves_nothing_behind(visitor, only_reads, caplog):
    well = visitor.get("/health/")
    only_reads()
    ill = visitor.get("/health/")

    assert [(page.status_code, page.content) for page in (well, ill)] == [(200, b"ok\n"), (503, b"failing\n")]
    assert [(len(page.cookies), page.get("Vary", ""), page["Cache-Control"]) for page in (well, ill)] == [
        (0, "", "no-store"),
        (0, "", "no-store"),
    ]
    assert caplog.text == ""


def test_health_tells_staff_why(db, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path / "backups"
    curator = Client()
    curator.force_login(factories.reviewer())
    none_yet = curator.get("/health/").content.decode().splitlines()
    name = (timezone.now() - timedelta(hours=47)).strftime(making.NAME)
    settings.BACKUP_DIR.mkdir()
    (settings.BACKUP_DIR / name).touch()
    settings.DATA_DIR = tmp_path / "nowhere"

    ill = curator.get("/health/").content.decode().splitlines()

    assert (none_yet[0], none_yet[1]) == ("ok", "Database: reads and writes.")
    assert none_yet[3:] == ["Takedowns: can be noted.", "There is no backup here."]
    assert ill == [
        "failing",
        "Database: reads and writes.",
        "Data folder: No such file or directory.",
        "Takedowns: removals.txt cannot be written to.",
        f"Newest backup: {name}.",
    ]


def test_health_notices_that_a_takedown_would_not_be_noted(visitor, db, settings, tmp_path):
    settings.DATA_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backups"
    removals.begin()
    well = visitor.get("/health/").status_code
    written = removals.file().read_bytes()
    removals.file().unlink()
    # A folder in the way cannot be written to by anybody, root included.
    removals.file().mkdir()

    assert (well, written, visitor.get("/health/").status_code) == (200, b"", 503)


def test_health_notices_that_no_backup_is_made_any_more(db, settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    curator = Client()
    curator.force_login(factories.reviewer())
    none_left = curator.get("/health/")
    name = (timezone.now() - timedelta(hours=49)).strftime(making.NAME)
    (tmp_path / name).touch()

    stale = curator.get("/health/")

    assert [(page.status_code, page.content.decode().splitlines()[-1]) for page in (none_left, stale)] == [
        (503, "There is no backup here."),
        (503, f"No backup for two days. The newest: {name}."),
    ]
