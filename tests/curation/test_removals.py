"""What was taken down is remembered outside the database, by nothing but a number."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from curation import removals, review
from curation.models import Agreement
from tests import factories


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def begin():
    return timezone.now() - timedelta(seconds=1)


def test_a_listing_that_is_taken_down_is_remembered_until_it_is_back(db, django_capture_on_commit_callbacks):
    since, (first, second) = begin(), factories.pair()
    organization = factories.organization(name="Invented Collective")

    review.withdraw(organization, by=first, reason="safety")
    down = removals.down_since(since)
    review.ask_restore(organization, by=first, words="It was a mistake.")
    with django_capture_on_commit_callbacks(execute=True):
        review.restore(organization, by=second)

    assert (down, removals.down_since(since)) == ([organization.public_id], [])
    assert "Invented" not in removals.file().read_text()


def test_one_that_comes_back_counts_only_once_that_is_certain(db):
    since, (first, second) = begin(), factories.pair()
    organization = factories.withdrawn()
    review.ask_restore(organization, by=first, words="It was a mistake.")

    with transaction.atomic():
        review.restore(organization, by=second)
        transaction.set_rollback(True)

    assert removals.down_since(since) == [organization.public_id]


def test_what_was_taken_down_before_is_in_the_backup_and_not_told_again():
    listing = uuid.uuid4()
    removals.note(removals.DOWN, listing)

    assert removals.down_since(timezone.now() + timedelta(hours=2)) == []
    # A copy made between the writing of the line and the commit does not have it.
    assert removals.down_since(timezone.now() + timedelta(minutes=1)) == [listing]


def test_what_a_group_took_out_of_its_entry_is_remembered_by_its_kind(db):
    since, organization = begin(), factories.organization(phone="+1 775 555 0100")

    review.hide(factories.link(organization), ["phone", "website"])

    (note,) = removals.hidden_since(since)
    assert (note.listing, note.more) == (organization.public_id, ("website", "phone"))
    assert "5550100" not in removals.file().read_text().replace(" ", "")


def test_who_left_is_remembered_by_digests_until_they_are_put_back(db, django_capture_on_commit_callbacks):
    since, (first, second) = begin(), factories.pair()
    organization = factories.organization(name="Invented Collective")

    review.leave(factories.link(organization))
    (note,) = removals.left_since(since)
    review.ask_restore(organization, by=first, words="They wrote to us.")
    with django_capture_on_commit_callbacks(execute=True):
        review.restore(organization, by=second)

    channel, *marks = note.more
    assert (channel, [mark.partition(":")[0] for mark in marks]) == ("link", ["name", "site"])
    assert "Invented" not in removals.file().read_text()
    assert removals.left_since(since) == []


def test_what_the_copy_knows_already_is_not_taken_out_twice_nor_a_later_word_passed_over(db):
    since, organization = begin(), factories.organization(leadership="survivors")
    review.show_leadership(factories.mailed_link(organization, "leadership"))
    review.hide_leadership(factories.link(organization))
    hidden = removals.hidden_since(since)[0]

    twice = review.hide_again(organization, hidden.more, at=hidden.at)
    review.show_leadership(factories.mailed_link(organization, "leadership"))
    passed_over = review.hide_again(organization, hidden.more, at=hidden.at)

    organization.refresh_from_db()
    assert (twice, passed_over, organization.leadership) == (False, False, "survivors")


def test_what_was_taken_down_again_can_be_put_back_by_two(db):
    organization, (first, second) = factories.organization(), factories.pair()

    review.take_down_again(organization)
    review.ask_restore(organization, by=first, words="It was a mistake.")
    review.restore(organization, by=second)

    organization.refresh_from_db()
    assert organization.is_listed


def test_who_left_is_taken_down_for_good_once_and_only_once(db):
    since, organization = begin(), factories.organization(name="Invented Collective")
    at = timezone.now()

    for _time in range(2):
        review.leave_again(organization, at=at, channel="curator")

    organization.refresh_from_db()
    assert not organization.is_listed
    assert [(line.what, line.is_given, line.channel) for line in Agreement.objects.all()] == [
        ("listing", False, "curator")
    ]
    assert (removals.down_since(since), len(removals.left_since(since))) == ([organization.public_id], 1)


def test_lines_of_several_machines_are_read_in_the_order_of_their_days():
    since, listing = begin(), uuid.uuid4()
    removals.note(removals.DOWN, listing)
    down = removals.file().read_text()
    removals.file().unlink()
    removals.note(removals.BACK, listing)

    removals.file().write_text(removals.file().read_text() + down)

    assert removals.down_since(since) == []


def test_a_line_torn_by_a_power_cut_spoils_no_other():
    since, first, second = begin(), uuid.uuid4(), uuid.uuid4()
    removals.note(removals.DOWN, first)
    with removals.file().open("a") as torn:
        torn.write("\n2026-11-25T03:1")
    removals.note(removals.DOWN, second)

    with removals.file().open("a") as torn:
        torn.write(f"\n{timezone.now().isoformat()} {removals.LEFT} {second}")

    assert (removals.down_since(since), removals.left_since(since)) == ([first, second], [])


def test_a_folder_that_cannot_be_written_to_keeps_nobody_from_taking_something_down(db, settings, tmp_path, caplog):
    organization = factories.organization()
    settings.DATA_DIR = tmp_path / "nowhere"

    review.withdraw(organization, by=factories.pair()[0], reason="safety")

    organization.refresh_from_db()
    assert not organization.is_listed
    assert "list of removals cannot be written" in caplog.text
