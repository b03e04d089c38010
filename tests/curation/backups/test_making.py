"""A backup is whole or not there, readable by its owner only, and gone when its time is over."""

import fcntl
import os
import resource
import sqlite3
import tarfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pyrage import x25519

from curation import backups
from curation.backups import contents, databases, making, sealing
from curation.backups.errors import BackupError

NOW = datetime(2026, 11, 25, 3, 15, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path, settings):
    settings.BACKUP_DIR, settings.BACKUP_KEY = tmp_path / "backups", backups.new_key()
    settings.DATA_DIR = tmp_path / "data"
    return settings.BACKUP_DIR


def name(days_ago, hour=3):
    return (NOW.replace(hour=hour) - timedelta(days=days_ago)).strftime(making.NAME)


def test_of_each_past_day_the_last_is_kept_for_as_long_as_was_promised(settings):
    settings.BACKUP_DAYS = 35
    kept = [name(0, hour=1), name(0, hour=2), name(1, hour=9), name(35)]
    too_many = [name(1, hour=8), name(36), name(400)]

    assert making.surplus(sorted([*kept, *too_many]), NOW) == sorted(too_many)


@pytest.mark.django_db(transaction=True)
def test_older_backups_go_when_a_new_one_is_there_and_other_files_stay(folder):
    folder.mkdir()
    for other in ("backup-2020-01-01-031500.age", "notes.txt", "backup-2020-01-01-031500.age.copy"):
        (folder / other).write_text("kept")

    call_command("backup", verbosity=0)

    left = sorted(path.name for path in folder.iterdir())
    assert (len(left), left[0], left[2]) == (3, "backup-2020-01-01-031500.age.copy", "notes.txt")


@pytest.mark.django_db
def test_what_is_too_old_goes_although_no_new_one_can_be_made(folder, settings, capsys):
    settings.BACKUP_KEY = ""
    folder.mkdir()
    for days in (36, 34):
        (folder / (timezone.now() - timedelta(days=days)).strftime(making.NAME)).touch()

    call_command("forget", "--dry-run")
    both = len(list(folder.iterdir()))
    call_command("forget")

    assert (both, len(list(folder.iterdir()))) == (2, 1)
    said = capsys.readouterr().out
    assert ("Backups: 1 due." in said, "Backups: 1 erased." in said) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_a_server_with_the_public_half_makes_backups_that_only_the_secret_half_opens(folder, settings, tmp_path):
    secret = settings.BACKUP_KEY
    settings.BACKUP_KEY = str(x25519.Identity.from_str(secret).to_public())

    file = making.make().file

    with pytest.raises(BackupError, match="public half"):
        sealing.unseal(file, tmp_path / "plain", key=settings.BACKUP_KEY)
    sealing.unseal(file, tmp_path / "plain", key=secret)
    with tarfile.open(tmp_path / "plain") as plain:
        assert plain.getnames() == ["contents.json", "database"]


def test_a_new_key_comes_with_its_public_half(capsys):
    call_command("backup", "--new-key")

    secret, public = (
        line.split()[-1].removeprefix("DIRECTORY_BACKUP_KEY=") for line in capsys.readouterr().out.splitlines()
    )
    assert (secret.startswith(sealing.SECRET), public) == (True, str(sealing.public_half(secret)))


@pytest.mark.parametrize(
    "harm", [lambda whole: whole[:-40], lambda whole: whole[:300], lambda whole: b"", lambda _w: b"x" * 900]
)
@pytest.mark.django_db(transaction=True)
def test_a_damaged_file_is_refused_in_a_sentence(folder, settings, tmp_path, harm):
    file = making.make().file
    file.write_bytes(harm(file.read_bytes()))

    with pytest.raises(BackupError, match="the file is damaged"):
        sealing.unseal(file, tmp_path / "plain", key=settings.BACKUP_KEY)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["copy", "seal"])
def test_a_full_disk_leaves_no_half_and_the_older_backups(folder, monkeypatch, where):
    older = making.make().file
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def starved(step):
        def small(*given, **named):
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
            try:
                return step(*given, **named)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, limits)

        return small

    of, step = (databases, "copy_to") if where == "copy" else (sealing, "seal")
    monkeypatch.setattr(of, step, starved(getattr(of, step)))
    with pytest.raises(CommandError, match=r"cannot be (copied|written)|could not finish"):
        call_command("backup")

    assert list(folder.iterdir()) == [older]


@pytest.mark.django_db(transaction=True)
def test_a_list_of_removals_that_is_somebody_else_s_is_named_itself(folder, settings, tmp_path):
    settings.DATA_DIR.mkdir()
    # What leads nowhere is refused to every user, root included.
    (settings.DATA_DIR / "removals.txt").symlink_to(tmp_path / "nowhere" / "removals.txt")

    with pytest.raises(CommandError) as refused:
        call_command("backup")

    assert str(refused.value).startswith(f"{settings.DATA_DIR / 'removals.txt'} cannot be written to: ")
    assert list(folder.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_without_a_key_it_says_how_to_get_one(folder, settings):
    settings.BACKUP_KEY = ""

    with pytest.raises(CommandError, match="backup --new-key"):
        call_command("backup")

    assert not folder.exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_lies_open_in_the_folder_of_backups_while_one_is_made(folder, monkeypatch):
    seen, seal = [], sealing.seal

    def watched(*given, **named):
        seen.extend(folder.iterdir())
        seal(*given, **named)

    monkeypatch.setattr(sealing, "seal", watched)
    file = making.make().file

    assert (seen, list(folder.iterdir())) == ([], [file])


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_process_left_is_gone_with_the_next_backup(folder, settings):
    for left in (folder / ".unfinished-old", settings.DATA_DIR / ".unfinished-new"):
        left.mkdir(parents=True)
        (left / "database").write_text("plain")
    (folder / ".unfinished-backup.age").write_text("half")

    file = making.make().file

    assert list(folder.iterdir()) == [file]
    assert list(settings.DATA_DIR.glob(".unfinished-*")) == []


def test_who_works_there_is_waited_for_and_not_swept_away(tmp_path):
    with making.workplace(tmp_path) as here, pytest.raises(BlockingIOError):
        handle = os.open(tmp_path, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    assert not here.exists()
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_another_kind_or_of_a_newer_version_is_not_taken(folder):
    told = making.make().contents
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

    def changed(**given):
        return contents.written(contents.Contents(**vars(told) | given))

    for text, words in (
        (changed(vendor=other), "comes back to its own kind"),
        (changed(format=2), "A newer version"),
        (changed(state=contents.State({}, [], ["directory.0999_later"])), "has no directory.0999_later"),
    ):
        with pytest.raises(BackupError, match=words):
            contents.read(text)
    assert contents.read(contents.written(told)).is_ours
    assert not contents.read(changed(made_at="2020-01-01T00:00:00+00:00")).is_ours


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only on SQLite is the copy a file to look into.")
@pytest.mark.django_db(transaction=True)
def test_a_copy_that_is_not_sound_is_no_backup(folder, monkeypatch):
    copied = databases._check_sound

    def harmed(copy):
        with sqlite3.connect(copy.settings_dict["NAME"]) as file:
            file.execute("PRAGMA foreign_keys=OFF")
            file.execute("INSERT INTO auth_user_groups (user_id, group_id) VALUES (987, 654)")
        file.close()
        copied(copy)

    monkeypatch.setattr(databases, "_check_sound", harmed)
    with pytest.raises(CommandError, match="auth_user_groups names one of auth_"):
        call_command("backup")

    assert list(folder.iterdir()) == []


def test_a_file_that_cannot_be_read_is_named_itself(tmp_path):
    with pytest.raises(BackupError, match=r"missing\.age cannot be read: No such file"):
        backups.restore(tmp_path / "missing.age")
    with pytest.raises(BackupError, match="cannot be read: Is a directory"):
        backups.restore(tmp_path)
