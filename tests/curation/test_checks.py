"""Each mistake in what copies are sealed with and how mail is sent is found, and a sound installation left in peace."""

import pytest

from curation import backups, checks
from curation.backups.sealing import public_half


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize(
    "check",
    [
        checks.backups_can_be_sealed,
        checks.mail_begins_in_the_open,
        checks.mail_goes_to_a_machine,
        checks.backups_have_a_place,
    ],
)
def test_a_sound_installation_is_left_in_peace(check):
    assert check() == []


def test_a_key_that_seals_nothing_is_found(settings):
    settings.BACKUP_KEY = "nonsense"

    (error,) = checks.backups_can_be_sealed()

    assert error.id == "curation.E001"
    assert "nonsense" not in error.msg + error.hint


def test_either_half_of_a_key_is_left_in_peace(settings):
    settings.BACKUP_KEY = backups.new_key()
    assert checks.backups_can_be_sealed() == []

    settings.BACKUP_KEY = str(public_half(settings.BACKUP_KEY))
    assert checks.backups_can_be_sealed() == []


def test_a_port_that_would_only_wait_is_found(settings):
    settings.EMAIL_PORT = 465

    assert ids(checks.mail_begins_in_the_open()) == ["curation.E002"]


@pytest.mark.parametrize(
    "host", ["mail.example.org:587", "https://mail.example.org", "post@example.org", "a b", ".example.org", "a..b"]
)
def test_a_mail_server_that_is_no_machine_is_found(settings, host):
    settings.EMAIL_HOST = host

    assert ids(checks.mail_goes_to_a_machine()) == ["curation.E003"]


@pytest.mark.parametrize("host", ["mail.example.org", "localhost", "127.0.0.1", "::1", "größe.example"])
def test_a_machine_that_takes_mail_is_left_in_peace(settings, host):
    settings.EMAIL_HOST = host

    assert checks.mail_goes_to_a_machine() == []


def test_a_folder_for_backups_that_cannot_be_is_found_and_stops_nothing(settings, tmp_path):
    # A plain file in the way works for every user, root included.
    (tmp_path / "file").touch()
    settings.BACKUP_DIR = tmp_path / "file" / "backups"

    (advice,) = checks.backups_have_a_place()

    assert (advice.id, advice.is_serious()) == ("curation.W001", False)
