"""Each deployment mistake is found, and a sound installation is left in peace."""

from pathlib import Path

import pytest
from django.conf import settings as production
from django.db import connection

from directory import checks


def ids(messages):
    return [message.id for message in messages]


@pytest.mark.parametrize(
    "check",
    [
        checks.keys_differ,
        checks.data_folder_is_writable,
        checks.sqlite_can_search,
        checks.way_out_is_safe,
        checks.onion_address_is_one,
        checks.numbers_make_sense,
        checks.hosts_are_names,
        checks.addresses_are_some,
        checks.numbers_are_within_bounds,
        checks.the_desk_has_an_address_of_its_own,
        checks.settings_are_known,
        checks.two_people_publish,
        checks.a_password_is_not_enough,
        checks.sessions_end,
        checks.data_folder_is_private,
        checks.hosts_are_named,
        checks.signing_key_is_there,
    ],
)
def test_a_sound_installation_is_left_in_peace(check):
    assert check() == []


def test_one_key_for_two_purposes_is_found(settings):
    settings.TRAIL_KEY = settings.SECRET_KEY

    assert ids(checks.keys_differ()) == ["directory.E001"]


def test_a_data_folder_that_cannot_be_made_is_found(settings, tmp_path):
    # A plain file in the way works for every user, root included, unlike a folder without permissions.
    (tmp_path / "file").write_text("")
    settings.DATA_DIR = tmp_path / "file" / "data"

    assert ids(checks.data_folder_is_writable()) == ["directory.E002"]


def test_a_data_folder_that_does_not_exist_yet_is_fine(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "not" / "yet"

    assert checks.data_folder_is_writable() == []


def test_a_sqlite_without_full_text_search_is_found(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(checks, "_has_full_text_search", lambda: False)

    assert ids(checks.sqlite_can_search()) == ["directory.E003"]


def test_postgresql_does_not_need_sqlites_search(monkeypatch):
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(checks, "_has_full_text_search", lambda: False)

    assert checks.sqlite_can_search() == []


@pytest.mark.parametrize(
    "address", ["http://www.weather.gov/", "//www.weather.gov/", "javascript:alert(1)", "https://[weather", ""]
)
def test_a_way_out_that_is_not_https_is_found(settings, address):
    settings.EXIT_URL = address

    assert ids(checks.way_out_is_safe()) == ["directory.E004"]


def test_numbers_that_make_no_sense_are_each_found(settings):
    settings.FRESH_DAYS = settings.OUTDATED_DAYS
    settings.REVIEWERS_TO_PUBLISH = 0
    settings.SESSION_COOKIE_AGE = 0

    assert ids(checks.numbers_make_sense()) == ["directory.E005"] * 3


def test_a_site_where_one_person_publishes_is_warned(settings):
    settings.REVIEWERS_TO_PUBLISH = 1

    assert ids(checks.two_people_publish()) == ["directory.W001"]


def test_a_site_that_a_password_alone_opens_is_warned(settings):
    settings.SECOND_FACTOR_REQUIRED = False

    assert ids(checks.a_password_is_not_enough()) == ["directory.W004"]


@pytest.mark.parametrize(("minutes", "hours"), [(61, 12), (30, 25)])
def test_a_site_where_nobody_is_signed_out_is_warned(settings, minutes, hours):
    settings.SESSION_COOKIE_AGE, settings.SESSION_HOURS = minutes * 60, hours

    assert ids(checks.sessions_end()) == ["directory.W005"]


def test_a_data_folder_that_others_can_read_is_warned(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    Path(tmp_path).chmod(0o755)

    assert ids(checks.data_folder_is_private()) == ["directory.W002"]


def test_a_site_that_answers_to_every_name_is_warned(settings):
    settings.ALLOWED_HOSTS = ["*"]

    assert ids(checks.hosts_are_named()) == ["directory.W003"]


def test_every_message_says_what_to_do(settings, tmp_path):
    settings.TRAIL_KEY = production.SECRET_KEY
    settings.EXIT_URL = ""
    settings.CLAIM_MINUTES = 0
    settings.ALLOWED_HOSTS, settings.SITE_URL, settings.MIRROR_KEY = [], "directory.example", "/nowhere/key"
    settings.REVIEWERS_TO_PUBLISH = 1
    settings.SECOND_FACTOR_REQUIRED, settings.SESSION_HOURS = False, 100
    found = [
        *checks.keys_differ(),
        *checks.way_out_is_safe(),
        *checks.numbers_are_within_bounds(),
        *checks.hosts_are_names(),
        *checks.addresses_are_some(),
        *checks.signing_key_is_there(),
        *checks.two_people_publish(),
        *checks.a_password_is_not_enough(),
        *checks.sessions_end(),
    ]

    assert [message.id for message in found if not message.hint] == []
    assert len(found) == 9


@pytest.mark.parametrize(
    "address", ["https://example.org", f"{'a' * 56}.onion", "http://short.onion", f"http://{'a' * 56}.onion/page"]
)
def test_what_is_not_an_onion_address_is_found(settings, address):
    settings.ONION_ADDRESS = address

    assert ids(checks.onion_address_is_one()) == ["directory.E009"]


def test_an_onion_address_is_left_in_peace(settings):
    settings.ONION_ADDRESS = f"http://{'a' * 56}.onion"

    assert checks.onion_address_is_one() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BACKUP_DAYS", 99_999_999_999),
        ("BACKUP_DAYS", 0),
        ("SHEET_DAYS", 40_000),
        ("CLAIM_MINUTES", 0),
        ("CLAIM_MINUTES", 99_999_999_999_999),
        ("SESSION_HOURS", 99_999_999_999),
        ("OPEN_DATA_PER_HOUR", 0),
        ("EMAIL_PORT", 999_999),
        ("SHEET_LIMITS", {"file_bytes": 0, "rows": 10}),
        ("SHEET_LIMITS", {"file_bytes": 1024**2, "rows": 0}),
    ],
)
def test_a_number_that_nothing_would_work_with_is_found(settings, name, value):
    setattr(settings, name, value)

    assert ids(checks.numbers_are_within_bounds()) == ["directory.E005"]


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        ["https://directory.example"],
        ["directory.example/"],
        ["directory.example:8000"],
        ["good.example", "*.example"],
        ["two words"],
        ["bücher.example"],
    ],
)
def test_what_is_not_the_name_of_a_host_is_found(settings, hosts):
    settings.ALLOWED_HOSTS = hosts

    assert ids(checks.hosts_are_names()) == ["directory.E011"]


def test_every_kind_of_host_is_left_in_peace(settings):
    settings.ALLOWED_HOSTS = ["Directory.example", ".example.org", "127.0.0.1", "[::1]", "localhost", "*", "a.onion"]

    assert checks.hosts_are_names() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "directory.example.org"),
        ("SITE_URL", "https://"),
        ("SITE_URL", "http://[bad"),
        ("OPEN_DATA_LICENSE", ("CC-BY-4.0", "foo")),
        ("OPEN_DATA_EMAIL", "nonsense"),
        ("SECURITY_CONTACT", "nonsense here"),
    ],
)
def test_an_address_that_leads_nowhere_is_found(settings, name, value):
    setattr(settings, name, value)

    assert ids(checks.addresses_are_some()) == ["directory.E012"]


def test_an_address_that_leads_somewhere_is_left_in_peace(settings):
    settings.SITE_URL, settings.OPEN_DATA_EMAIL = f"http://{'a' * 56}.onion", "data@directory.example"

    for settings.SECURITY_CONTACT in (
        "a@directory.example",
        "mailto:a@directory.example",
        "tel:+1-202-555-0100",
        "https://directory.example/s",
    ):
        assert checks.addresses_are_some() == []


def test_a_key_to_sign_copies_that_is_not_there_is_found(settings, tmp_path):
    settings.MIRROR_KEY = str(tmp_path / "key")
    assert ids(checks.signing_key_is_there()) == ["directory.W007"]

    (tmp_path / "key").touch()
    assert checks.signing_key_is_there() == []


@pytest.mark.parametrize(
    "path", ["groups/", "groups/desk/", "about/", "health/", "es/", "static/", "hsds/", "/", "my desk/", "a?b/"]
)
def test_a_desk_in_the_place_of_a_public_page_is_found(settings, path):
    settings.ADMIN_PATH = path

    assert ids(checks.the_desk_has_an_address_of_its_own()) == ["directory.E010"]


def test_a_desk_elsewhere_is_left_in_peace(settings):
    settings.ADMIN_PATH = "a-desk-of-ours/"

    assert checks.the_desk_has_an_address_of_its_own() == []


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant(monkeypatch):
    monkeypatch.setenv("DIRECTORY_BACKUP_DAY", "3")
    monkeypatch.setenv("DIRECTORY_BACKUP_KEY_FILE", "/nowhere")

    (advice,) = checks.settings_are_known()

    assert (advice.id, advice.hint) == ("directory.W006", "Did you mean DIRECTORY_BACKUP_DAYS?")
    assert "DIRECTORY_BACKUP_DAY is no setting" in advice.msg
