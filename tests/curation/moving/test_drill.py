"""The drill: a site that has lived on SQLite goes on on PostgreSQL, and nothing is lost, loosened or half there."""

import json

import pytest
from django.db import connection

from curation import backups
from tests.apart import Apart

IMPORTS = """
import json, os, sys
from datetime import timedelta
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from allauth.mfa.models import Authenticator
from curation import retention, review, trail, translations, vocabularies
from curation.models import *
from directory.models import Organization
from tests import factories
from tests.curation.sheets import bringing
quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
quick.enable()
"""
BEGIN = """
call_command("migrate", verbosity=0)
vocabularies.load_missing()
first, second = factories.pair()
stays = factories.organization(name="Ñandú “Stays” 🌵", latitude="39.53", longitude="-119.81", leadership="survivors", **factories.OPEN_DOOR,
    ways=[{"kind": "meeting", "label": "Open circle"}], service_areas=[{"country": "US", "region": "NV", "city": "Sparks"}])
translations.publish(factories.translation(stays), by=second)
factories.report(stays, words="Their number rings out.")
factories.withdrawn(name="Went down")
paused = factories.organization(name="Paused")
review.pause(factories.link(paused))
review.confirm(factories.link(stays, purpose="confirm"), agrees=True)
waiting = factories.submission(name="Waits for review")
factories.assessed(waiting, by=first, grade="partly")
forgotten = factories.submission(name="Was forgotten")
review.claim(forgotten, by=second)
review.decline(forgotten, by=second, reason="spam", words="Spam.")
DecisionPayload.objects.filter(decision__submission=forgotten.uuid).delete()
partner = bringing.coalition("valley-net")
sheet = [["Name", "Town", "What they do"], ["Invented Lantern", "Reno", "Meals"], ["Invented Harbor", "Elko", "Rides"]]
bringing.sent(bringing.checked(sheet, by=partner), by=partner)
bringing.upload(sheet, by=partner, name="open.csv")
SessionStore().save()
cache.set("tried", 3)
"""
# What both databases are asked, before and after.
LOOK = """
print(json.dumps({
    "listed": sorted(Organization.objects.listed().values_list("name", flat=True)),
    "found": [each.name for each in Organization.objects.listed().matching("nandu")],
    "spanish": [row.texts for row in Organization.objects.get(name__contains="Stays").translations.all()],
    "centre": str(Organization.objects.get(name__contains="Stays").latitude),
    "uuids": sorted(str(uuid) for uuid in Submission.objects.values_list("uuid", flat=True)),
    "states": sorted(Submission.objects.values_list("state", flat=True)),
    "links": GroupLink.objects.filter(ended_at=None).count(),
    "files": [bytes(data).hex() for data in BatchFile.objects.values_list("content", flat=True)],
    "pieces": BatchPiece.objects.count(),
    "apps": Authenticator.objects.count(),
    "tries": [cache.get("tried"), Attempt.objects.count()],
    "sessions": Session.objects.count(),
    "grants": sorted(User.objects.get(username="first-reader").get_all_permissions()),
    "head": list(TrailHead.objects.values_list("seq", "signature")),
    "trail": [trail.verify().lines, trail.verify().erased, trail.verify().faults],
}))
"""
MOVE = """
try:
    call_command("move_to_postgresql", TO)
    print("null")
except CommandError as error:
    print(json.dumps([error.returncode, str(error)]))
"""
SPOILT = """
field = Organization._meta.get_field("name")
ready = field.get_db_prep_save
field.get_db_prep_save = lambda value, connection: ready(value.upper(), connection)
"""
MISMATCHES = """
import sqlite3
from pathlib import Path
file = Path(os.environ["DIRECTORY_DATA_DIR"]) / "directory.sqlite3"

def moved():
    try:
        call_command("move_to_postgresql", os.environ["TO"])
    except CommandError as error:
        return error.returncode, str(error)

somebody = sqlite3.connect(file)
somebody.execute("SELECT COUNT(*) FROM django_migrations").fetchone()
said = [moved()]
somebody.close()
for change, back in (
    ("UPDATE django_migrations SET app = 'gone' WHERE app = 'curation' AND name = ("
     "SELECT MAX(name) FROM django_migrations WHERE app = 'curation')",
     "UPDATE django_migrations SET app = 'curation' WHERE app = 'gone'"),
    ("INSERT INTO django_migrations (app, name, applied) VALUES ('curation', '9999_later', '2030-01-01')",
     "DELETE FROM django_migrations WHERE name = '9999_later'"),
    ("CREATE TABLE notes (words text)", "DROP TABLE notes"),
):
    with connection.cursor() as cursor:
        cursor.execute(change)
    said.append(moved())
    with connection.cursor() as cursor:
        cursor.execute(back)
print(json.dumps(said))
"""
# What PostgreSQL must refuse and number as if it had been there from the beginning.
GO_ON = """
def refused(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error).splitlines()[0]

said = [refused(statement) for statement in (
    "UPDATE curation_decision SET actor = 'nobody'",
    "TRUNCATE curation_decision CASCADE",
    "DELETE FROM curation_agreement",
    "UPDATE directory_organization SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL",
    "DELETE FROM auth_user WHERE username = 'first-reader'",
)]
went_on = factories.organization(name="Came afterwards")
print(json.dumps([said, went_on.is_listed, trail.verify().faults]))
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A site on SQLite that has lived, and an empty PostgreSQL database for it to move to."""
    if connection.vendor != "postgresql":
        pytest.skip("Only on PostgreSQL is there somewhere to move to.")
    site = Apart(tmp_path_factory.mktemp("old"))
    site.env["DIRECTORY_BACKUP_KEY"] = backups.new_key()
    new = site.env.pop("DIRECTORY_DATABASE_URL")
    site.run(IMPORTS + BEGIN)
    site.env["TO"] = new
    yield site
    site.clear_away()


def look(site, **where):
    site.env |= where
    try:
        return json.loads(site.run(IMPORTS + LOOK).splitlines()[-1])
    finally:
        for name in where:
            del site.env[name]


def move(site, before=""):
    *said, refusal = site.run(f"{IMPORTS}{before}\nTO = os.environ['TO']\n{MOVE}").splitlines()
    return said, json.loads(refusal)


def is_empty(site):
    return site.run("from django.db import connection; print(connection.introspection.table_names())") == "[]"


def kept(site):
    return {path.name for path in (site.folder / "backups").iterdir()} if (site.folder / "backups").exists() else set()


def test_what_is_in_use_or_does_not_match_is_refused(old):
    said = json.loads(old.run(IMPORTS + MISMATCHES).splitlines()[-1])

    for (code, refusal), sentence in zip(
        said, ("Stop the site", "of an older version", "of a newer version", "nothing of the table notes"), strict=True
    ):
        assert (code, sentence in refusal) == (2, True), refusal


def test_a_difference_takes_everything_back_and_says_where(old):
    _said, (code, refusal) = move(old, SPOILT)

    assert code == 1
    assert "directory_organization: 3 rows left, 3 arrived" in refusal
    assert ": name" in refusal
    assert "Stays" not in refusal
    old.env["DIRECTORY_DATABASE_URL"] = old.env["TO"]
    assert is_empty(old)
    del old.env["DIRECTORY_DATABASE_URL"]


def test_a_letter_that_postgresql_cannot_keep_is_named_by_its_table(old):
    spoilt = SPOILT.replace("value.upper()", r"value + '\0'")

    _said, (code, refusal) = move(old, spoilt)

    assert code == 2
    assert "does not take the rows of directory_organization" in refusal


def test_everything_goes_on_where_it_was(old):
    before = look(old)
    backed_up = kept(old)

    said, refusal = move(old)

    assert refusal is None
    assert "The trail is whole" in "\n".join(said)
    assert kept(old) > backed_up
    assert before["listed"] == ["Ñandú “Stays” 🌵"] == before["found"]
    assert (before["tries"], before["apps"] > 2) == ([3, 1], True)
    assert all(before[name] for name in ("files", "pieces", "links", "sessions", "grants", "spanish"))
    assert look(old, DIRECTORY_DATABASE_URL=old.env["TO"]) == before
    # The old file is as it was, to go back to.
    assert look(old) == before

    old.env["DIRECTORY_DATABASE_URL"] = old.env["TO"]
    went_on = old.run(IMPORTS + GO_ON).splitlines()[-1]
    refusals, is_listed, faults = json.loads(went_on)
    assert all(refusals), refusals
    assert "append-only" in refusals[0]
    assert (is_listed, faults) == (True, [])
    del old.env["DIRECTORY_DATABASE_URL"]
    _said, (code, refusal) = move(old)
    assert (code, "has tables already" in refusal) == (2, True)
