"""How a site begins: ready with one command, again with the same, and with a door only for the first curator."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from curation import accounts, backups, demo, startup, trail
from curation.models import Decision, Submission
from curation.vocabularies import load_missing
from directory.models import FocusArea, Organization
from tests import factories
from tests.apart import Apart
from tests.conftest import Database, guards

LINK = "/admin/invitation/"


def said(command, *options):
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def test_the_first_start_brings_in_the_founding_list_and_lets_the_first_curator_in(db):
    words = said("start")

    assert Organization.objects.listed().count() == 10
    assert words.count(LINK) == 1
    assert [(user.username, user.has_usable_password(), user.is_superuser) for user in User.objects.all()] == [
        ("first-curator", False, False)
    ]


def test_starting_again_changes_nothing(db):
    said("start")
    before = (Decision.objects.count(), Submission.objects.count(), User.objects.count())

    startup.prepare()

    assert (Decision.objects.count(), Submission.objects.count(), User.objects.count()) == before


def test_the_link_is_no_longer_printed_once_the_first_curator_has_a_password(db):
    said("start")
    curator = User.objects.get()
    curator.set_password("a long enough password")
    curator.save()

    assert LINK not in said("start")


@pytest.mark.parametrize(
    ("listens", "https", "hosts", "told"),
    [
        ("127.0.0.1:8001", False, ["127.0.0.1", "localhost"], "http://127.0.0.1:8001"),
        ("0.0.0.0:8000", False, ["127.0.0.1", "localhost"], "http://127.0.0.1:8000"),
        ("[::]:8000", False, ["*"], "http://127.0.0.1:8000"),
        ("0.0.0.0:8000", True, ["directory.example.org"], "https://directory.example.org"),
        ("127.0.0.1:8000", False, ["invented.onion"], "http://invented.onion"),
    ],
)
def test_the_link_of_the_first_curator_is_one_that_can_be_opened(
    db, monkeypatch, settings, listens, https, hosts, told
):
    monkeypatch.setenv("ADDRESS", listens)
    settings.HTTPS, settings.ALLOWED_HOSTS = https, hosts

    assert f"\n  {told}{LINK}" in said("start")


@pytest.mark.parametrize(
    ("hosts", "https"),
    [(["www.example.org"], True), ([".example.org"], True), (["127.0.0.1", "www.example.org"], False)],
)
def test_it_begins_with_the_address_that_was_said_but_where_the_site_is_only_on_this_machine(
    db, monkeypatch, settings, hosts, https
):
    monkeypatch.setenv("ADDRESS", "127.0.0.1:8000")
    settings.HTTPS, settings.ALLOWED_HOSTS, settings.SITE_URL = https, hosts, "https://groups.example.org"

    told = "https://groups.example.org" if https else "http://127.0.0.1:8000"
    assert f"\n  {told}{LINK}" in said("start")


def test_where_what_is_printed_is_kept_no_link_is_printed(db):
    words = said("start", "--no-link")

    assert LINK not in words
    assert "manage.py invite first-curator" in words
    assert LINK in said("invite", "first-curator")


def test_who_is_invited_anew_gets_the_link_from_whoever_invites_and_not_from_a_journal(db):
    said("start")
    curator = User.objects.get()
    curator.set_password("a long enough password")
    curator.save()

    accounts.invite(curator, by=factories.user("Administrator"))

    assert LINK not in said("start")


def test_once_a_colleague_can_sign_in_the_first_curator_is_invited_like_everybody(db):
    said("start")
    factories.reviewer("somebody")

    assert LINK not in said("start")


def test_the_first_curator_has_every_role_but_that_of_a_coalition_and_cannot_publish_alone(db):
    curator = startup.prepare().curator

    roles = sorted(curator.groups.values_list("name", flat=True))

    assert roles == ["Administrator", "Publisher", "Reviewer"]
    assert curator.has_perm("curation.decide_submission")


def test_a_site_with_staff_makes_no_first_curator(db):
    factories.reviewer("somebody")

    assert startup.prepare().curator is None


def test_words_a_curator_has_edited_are_left_alone(db):
    FocusArea.objects.filter(slug="connection-care").update(name="Care")

    assert load_missing() == []
    assert FocusArea.objects.get(slug="connection-care").name == "Care"


def test_the_demo_is_invented_and_says_so_and_is_made_only_once(db):
    made = demo.make()

    assert [name for name in Submission.objects.values_list("name", flat=True) if "(invented)" not in name] == []
    assert Organization.objects.listed().count() == made.listed
    assert sorted(made.passwords) == ["demo-heron", "demo-marten", "demo-otter"]
    assert demo.make() is None
    assert trail.verify().faults == []


def test_nothing_is_invented_on_a_site_that_is_not_the_demo(db, settings):
    with pytest.raises(CommandError) as refusal:
        call_command("demo")

    assert str(refusal.value).startswith(
        f"The site in {settings.DATA_DIR} is not a demo, so nothing was invented there."
    )
    assert (refusal.value.returncode, Organization.objects.count()) == (2, 0)


def test_nobody_is_told_to_delete_what_is_not_the_demo(db, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    factories.submission()

    with pytest.raises(CommandError, match="is not a demo, so nothing was invented there"):
        call_command("demo")


def test_the_demo_says_which_folder_to_delete(db, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    demo.make()

    assert f"Delete {settings.DATA_DIR} to start anew." in said("demo")


def test_the_trail_can_be_checked_from_the_shell(db):
    factories.submission()

    whole = said("verify_trail")
    guards.remove(None, Database())
    Decision.objects.update(actor="nobody")
    with pytest.raises(CommandError, match="Line 1 was changed") as raised:
        said("verify_trail")

    assert whole == "The trail is whole: 1 line.\n"
    assert raised.value.returncode == 1


@pytest.mark.django_db(transaction=True)
def test_a_new_version_begins_with_a_backup_and_not_without(settings, tmp_path):
    settings.BACKUP_DIR, settings.BACKUP_KEY = tmp_path / "backups", backups.new_key()
    nothing_new = startup.back_up_before_migrating()
    recorder = MigrationRecorder(connection)
    newest = MigrationLoader(connection).graph.leaf_nodes("curation")[0]
    recorder.record_unapplied(*newest)
    try:
        made = startup.back_up_before_migrating()
        settings.BACKUP_KEY = "age1-not-a-key"
        with pytest.raises(CommandError, match="The new version was not begun"):
            said("start")
    finally:
        recorder.record_applied(*newest)

    assert (nothing_new, list(settings.BACKUP_DIR.iterdir())) == (None, [made])


def test_a_first_start_that_was_stopped_half_way_goes_on_with_the_next(tmp_path):
    site = Apart(tmp_path)
    site.env["DIRECTORY_BACKUP_KEY"] = backups.new_key()
    calling = "from django.core.management import call_command\n"
    try:
        site.run(f"{calling}call_command('migrate', 'auth', verbosity=0)")

        told = site.run(f"{calling}call_command('start')")
    finally:
        site.clear_away()

    assert "The founding list is in: 11 organizations" in told
    assert not (tmp_path / "backups").exists()
