"""A copy is written beside what somebody else has, never over it."""

import errno

import pytest
from django.core.management import CommandError

from curation import review
from directory.mirror.folder import LIST, UNFINISHED, Folder
from tests import factories
from tests.directory.copies import export, files

pytestmark = pytest.mark.django_db
WORK = "Three years of work"
HASH = "0" * 64


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copy"


def refused(folder):
    with pytest.raises(CommandError) as refusal:
        export(folder)
    assert refusal.value.returncode == 2
    return str(refusal.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", "a"),
        (LIST, "a"),
        (LIST, f"{HASH}  mine/thesis.txt\n"),
        (UNFINISHED, ""),
        (UNFINISHED, "mine/thesis.txt\n"),
    ],
)
def test_a_folder_that_holds_something_else_is_left_alone(folder, name, content):
    (folder / "mine").mkdir(parents=True)
    (folder / "mine/thesis.txt").write_text(WORK)
    (folder / name).write_text(content)

    assert refused(folder) == f"{folder} holds something else. Name a new or empty folder."
    assert {file: path.read_text() for file, path in files(folder).items()} == {"mine/thesis.txt": WORK, name: content}


def test_a_full_disk_is_named_by_the_folder(folder, monkeypatch):
    def no_room(*_given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Folder, "put", no_room)

    assert refused(folder) == f"{folder} cannot be written: No space left on device."


def test_a_disk_that_is_full_at_the_last_file_leaves_a_copy_that_can_be_brought_up_to_date(folder, monkeypatch):
    gone = factories.organization(name="Soon Gone")
    export(folder)

    def no_room(file, _hashes):
        file.write_text(HASH)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("directory.mirror.hashes.write", no_room)
        refused(folder)
    review.withdraw(gone, by=factories.pair()[0], reason="wrong")
    export(folder)

    assert [file for file in files(folder) if "soon-gone" in file] == []
    assert UNFINISHED not in files(folder)


def test_what_others_put_into_a_copy_stays_and_is_named(folder, capsys):
    export(folder)
    (folder / "mine").mkdir()
    (folder / "mine/thesis.txt").write_text(WORK)

    export(folder)

    assert (folder / "mine/thesis.txt").read_text() == WORK
    told = capsys.readouterr()
    assert ("0 written, 0 erased" in told.out, "mine/thesis.txt" in told.err) == (True, True)


def test_a_page_is_not_written_over_what_somebody_else_has_under_its_name(folder):
    export(folder)
    (folder / "groups/ember-house").mkdir()
    (folder / "groups/ember-house/index.html").write_text(WORK)
    factories.organization(name="Ember House")

    assert "Move it away" in refused(folder)
    assert (folder / "groups/ember-house/index.html").read_text() == WORK


@pytest.mark.parametrize("name", ["groups", "about/index.html", "groups.csv", LIST, UNFINISHED])
def test_nothing_is_written_through_a_link_to_elsewhere(folder, tmp_path, name):
    factories.organization(name="Ember House")
    export(folder)
    elsewhere = tmp_path / "elsewhere"
    if name == "groups":
        (folder / name).rename(tmp_path / "away")
        elsewhere.mkdir()
    else:
        (folder / name).unlink(missing_ok=True)
        elsewhere.write_text(WORK)
    (folder / name).symlink_to(elsewhere)

    assert refused(folder) == f"{folder / name} is a link to elsewhere, where nothing may be written. Remove it."
    assert list(elsewhere.iterdir()) == [] if elsewhere.is_dir() else elsewhere.read_text() == WORK
    assert (folder / name).is_symlink()
