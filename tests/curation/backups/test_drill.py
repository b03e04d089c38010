"""The drill: everything is lost, and comes back from the backup; what was taken down meanwhile does not."""

import json
import sqlite3
import stat
import subprocess

import pytest
from django.db import connection

from curation import backups
from curation.backups import databases
from curation.backups.errors import BackupError
from tests.apart import Apart

IMPORTS = """
import json, sys
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import override_settings
from curation import backups, links, review, trail, vocabularies
from curation.models import Agreement, Decision, GroupLink, OptOut, Submission
from directory.models import Edition, Organization
from tests import factories
from tests.conftest import Database, guards
quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
quick.enable()
"""
BEGIN = """
call_command("migrate", verbosity=0)
vocabularies.load_missing()
for name in ("Stays", "Goes down", "Goes down and comes back"):
    factories.organization(name=name)
hides = factories.organization(name="Hides", leadership="survivors")
review.show_leadership(factories.mailed_link(hides, "leadership"))
factories.organization(name="Leaves")
factories.link(Organization.objects.get(name="Stays"))
factories.link(Organization.objects.get(name="Stays"), "confirm")
SessionStore().save()
call_command("backup", verbosity=0)
print(Edition.objects.now().origin)
"""
AFTERWARDS = """
first, second = factories.pair()
named = {each.name: each for each in Organization.objects.all()}
for name in ("Goes down", "Goes down and comes back"):
    review.withdraw(named[name], by=first, reason="safety")
review.ask_restore(named["Goes down and comes back"], by=first, words="It was a mistake.")
review.restore(named["Goes down and comes back"], by=second)
review.hide(factories.link(named["Hides"]), ["website"])
review.hide_leadership(factories.link(named["Hides"]))
review.leave(factories.link(named["Leaves"]))
review.leave(factories.link(factories.organization(name="Came and left")))
links.revoke(named["Stays"], named["Stays"].links.get(purpose="entry").pk, by=first)
factories.submission(name="Came too late")
"""
TOUCHED = """
guards.remove(None, Database())
Decision.objects.filter(seq=2).update(actor="somebody-else")
guards.install(None, Database())
call_command("backup", verbosity=0)
"""
RESTORE = """
call_command("restore", FILE)
hides = Organization.objects.get(name="Hides")
print(json.dumps({
    "listed": sorted(Organization.objects.listed().values_list("name", flat=True)),
    "found": [each.name for each in Organization.objects.listed().matching("stays")],
    "submissions": Submission.objects.count(),
    "faults": trail.verify().faults,
    "ending": list(Decision.objects.order_by("-seq").values_list("kind", "actor")[:6]),
    "living": [link.purpose for link in GroupLink.objects.filter(listing__name="Stays") if link.is_living],
    "hides": [hides.website, hides.leadership],
    "ledger": sorted(Agreement.objects.filter(is_given=False).values_list("listing__name", "what")),
    "opt_outs": sorted(OptOut.objects.values_list("by", flat=True)),
    "sessions": Session.objects.count(),
    "origin": str(Edition.objects.now().origin),
}))
"""
REFUSED = """
def said(*options, command=("restore", FILE), **settings):
    with override_settings(**settings):
        try:
            call_command(*command, *options)
        except CommandError as error:
            return str(error)

print(json.dumps(REFUSALS))
"""
WRONG_KEYS = REFUSED.replace(
    "REFUSALS", """[said(BACKUP_KEY=""), said(BACKUP_KEY="a-password"), said(BACKUP_KEY=backups.new_key())]"""
)
ONE = REFUSED.replace("REFUSALS", "said()")
STARTED = REFUSED.replace("REFUSALS", 'said(command=["start"])')
BACKED_UP = REFUSED.replace("REFUSALS", 'said(command=["backup"])')
KILLED = "import os\ntrail.record_restored = lambda moment: os._exit(9)\ncall_command('restore', FILE)"
BEGUN_MEANWHILE = """
from curation.backups import restoring
unpack = restoring._unpack
def slow(file, here):
    call_command("migrate", verbosity=0)
    return unpack(file, here)
restoring._unpack = slow
"""
# As 3.11.2 has it, which is the Python of Debian 12.
OLDER_PYTHON = """
import tarfile
tarfile.TarFile.extract = lambda self, member, path="", set_attrs=True, *, numeric_owner=False: None
"""
NO_LIST = REFUSED.replace("REFUSALS", """[said(), said("--without-removals")]""")
ANOTHER_TRAIL = REFUSED.replace(
    "REFUSALS", """[said(TRAIL_KEY="another"), said("--accept-faults", TRAIL_KEY="another")]"""
)


@pytest.fixture(scope="module")
def lost(tmp_path_factory):
    """A site that had a backup made, went on, had another one made of a trail that was touched, and is lost."""
    site = Apart(tmp_path_factory.mktemp("lost"))
    site.env["DIRECTORY_BACKUP_KEY"] = backups.new_key()
    site.origin = site.run(IMPORTS + BEGIN)
    (site.file,) = (site.folder / "backups").iterdir()
    site.run(IMPORTS + AFTERWARDS + TOUCHED)
    (site.touched,) = set((site.folder / "backups").iterdir()) - {site.file}
    yield site
    site.clear_away()


@pytest.fixture
def empty(lost):
    lost.lose_the_database()
    return lost


def run(site, program, file):
    return site.run(f"{IMPORTS}FILE = {str(file)!r}\n{program}").splitlines()


def test_everything_comes_back_but_what_was_taken_out_since(empty):
    *said, told = run(empty, RESTORE, empty.file)

    told = json.loads(told)
    assert told.pop("origin") != empty.origin
    assert told == {
        "listed": ["Goes down and comes back", "Hides", "Stays"],
        "found": ["Stays"],
        "submissions": 5,
        "faults": [],
        "ending": [
            [kind, "(this site)"] for kind in ("revoke-link", "withdraw", "hide", "hide", "withdraw", "restored")
        ],
        "living": ["confirm"],
        "hides": ["", ""],
        "ledger": [["Hides", "leadership"], ["Hides", "website"], ["Leaves", "listing"]],
        "opt_outs": ["name", "name", "site", "site"],
        "sessions": 0,
    }
    assert "listings, shown or taken down: 5 · submissions: 5" in said[0]
    assert said[1] == (
        "Since then, and now again: taken down 2 · facts taken out by their group 1 · asked not to be listed 2 · "
        "private links ended 1."
    )
    files = [empty.file, empty.file.parent, empty.folder / "removals.txt"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600, 0o700, 0o600]
    (again,) = run(empty, ONE, empty.file)
    assert "There is a database already" in again or "has tables already" in again


def test_it_comes_back_with_an_older_python_too(empty):
    told, *_numbers, refusal = run(empty, OLDER_PYTHON + ONE, empty.file)

    assert (told.split(" ")[:2], refusal) == (["Back", "from"], "null")


def test_a_lost_list_of_removals_is_not_taken_for_an_empty_one(empty):
    kept = (empty.folder / "removals.txt").rename(empty.folder / "elsewhere")
    try:
        refused, insisted = json.loads(run(empty, NO_LIST, empty.file)[-1])
    finally:
        kept.rename(empty.folder / "removals.txt")

    assert "removals.txt, which says what was taken down" in refused
    assert insisted is None


def test_the_wrong_key_brings_nothing_back_and_the_sentence_says_which(empty):
    unset, public, another = json.loads(run(empty, WRONG_KEYS, empty.file)[-1])

    assert "DIRECTORY_BACKUP_KEY is not set" in unset
    assert "is the public half" in public
    assert "made with another DIRECTORY_BACKUP_KEY" in another


def test_a_backup_that_nobody_can_prove_comes_back_only_to_those_who_insist(empty):
    *said, refusals = run(empty, ANOTHER_TRAIL, empty.file)

    refused, insisted = json.loads(refusals)
    assert "not signed with this DIRECTORY_TRAIL_KEY" in refused
    assert insisted is None
    assert "Accepted: The backup was not signed with this DIRECTORY_TRAIL_KEY." in said


def test_a_trail_that_was_touched_is_noticed_before_the_site_is_back(empty):
    (refused,) = run(empty, ONE, empty.touched)

    assert "Line 2 was changed after it was written" in refused
    assert not list(empty.folder.glob("directory.sqlite3*"))


def test_a_full_disk_brings_nothing_back_and_leaves_no_half(empty):
    starved = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
    (refused,) = run(empty, starved + ONE, empty.file)

    assert "cannot be written to" in refused
    assert not [path for path in empty.folder.iterdir() if path.name.startswith((".unfinished", "directory.sqlite3"))]


def test_what_could_not_be_proven_leaves_the_place_as_empty_as_it_was(empty):
    run(empty, ONE, empty.touched)

    *_told, refused = run(empty, ONE, empty.file)

    assert json.loads(refused) is None


def test_what_was_stopped_half_way_leaves_the_place_as_empty_as_it_was(empty):
    stopped = "trail.record_restored = lambda moment: (_ for _ in ()).throw(KeyboardInterrupt)\n"
    caught = "try:\n    call_command('restore', FILE)\nexcept KeyboardInterrupt:\n    print('stopped')"
    assert run(empty, stopped + caught, empty.file) == ["stopped"]

    *_told, refused = run(empty, ONE, empty.file)

    assert json.loads(refused) is None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="Only on PostgreSQL does it lie there before it is proven.")
def test_a_site_begins_with_nothing_that_a_killed_restore_left_and_the_next_one_clears_it_away(empty):
    process = empty.start(f"{IMPORTS}FILE = {str(empty.file)!r}\n{KILLED}")
    process.communicate(timeout=300)
    assert process.returncode == 9

    assert "was not finished" in json.loads(run(empty, STARTED, empty.file)[-1])
    assert json.loads(run(empty, ONE, empty.file)[-1]) is None
    assert json.loads(run(empty, STARTED, empty.file)[-1]) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only on SQLite is the database a file to move.")
def test_a_site_that_was_begun_there_meanwhile_is_not_written_over(empty):
    begun = "trail.record_restored = lambda moment: open('directory.sqlite3', 'w').close()\n"

    (refused,) = run(empty, begun + ONE, empty.file)

    assert "There is a database already" in refused
    assert (empty.folder / "directory.sqlite3").read_bytes() == b""


@pytest.mark.skipif(connection.vendor == "sqlite", reason="Only on PostgreSQL is what failed taken out again.")
def test_a_site_that_was_begun_while_the_backup_was_opened_is_not_taken_out_again(empty):
    (refused,) = run(empty, BEGUN_MEANWHILE + ONE, empty.file)

    assert "has tables already" in refused
    assert empty.run("from curation.models import TrailHead\nprint(TrailHead.objects.count())") == "0"


def test_the_second_of_two_restores_leaves_what_the_first_brought(empty):
    """Either waits for the other, and whoever comes second must not take out what is proven, or is being proven."""
    both = [empty.start(f"{IMPORTS}FILE = {str(empty.file)!r}\n{ONE}") for _one in range(2)]
    said = [json.loads(process.communicate(timeout=300)[0].splitlines()[-1]) for process in both]

    refused = [sentence for sentence in said if sentence]
    assert len(refused) == 1 and ("a database already" in refused[0] or "has tables already" in refused[0])
    assert empty.run("from directory.models import Organization\nprint(Organization.objects.count())") == "5"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="Only on PostgreSQL does it lie there before it is proven.")
def test_no_backup_is_made_of_what_a_killed_restore_left(empty):
    empty.start(f"{IMPORTS}FILE = {str(empty.file)!r}\n{KILLED}").communicate(timeout=300)

    assert "was not finished" in json.loads(run(empty, BACKED_UP, empty.file)[-1])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only on SQLite is the database a file to move.")
def test_what_is_moved_out_of_the_way_loses_no_row(tmp_path, monkeypatch):
    place = tmp_path / "directory.sqlite3"
    killed = sqlite3.connect(place)
    killed.execute("PRAGMA journal_mode = WAL")
    killed.execute("CREATE TABLE kept (words)")
    killed.commit()
    monkeypatch.setattr(databases, "_place", lambda: place)

    with pytest.raises(BackupError) as refused:
        databases.check_empty()
    subprocess.run(str(refused.value).partition("out of the way: ")[2], shell=True, check=True)  # noqa: S602 (our own words)

    databases.check_empty()
    with sqlite3.connect(f"{place}.before") as moved:
        assert moved.execute("SELECT name FROM sqlite_master").fetchall() == [("kept",)]
