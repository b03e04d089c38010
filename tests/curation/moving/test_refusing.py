"""What is no PostgreSQL database to move to is answered by what was typed, and not by a setting that nobody touched."""

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("address", ["nonsense", "", "sqlite:///other.sqlite3", "mysql://a/b"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(CommandError, match=r"^Name the PostgreSQL database to move to: postgres://user") as raised:
        call_command("move_to_postgresql", address)

    assert raised.value.returncode == 2


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgres://directory@127.0.0.1:x/name", "The port in the address is not a number"),
        ("postgres://directory@127.0.0.1:5432/", "The address names no database"),
    ],
)
def test_an_address_that_lacks_something_is_refused_without_naming_a_setting(address, words):
    with pytest.raises(CommandError, match=words) as raised:
        call_command("move_to_postgresql", address)

    assert "DIRECTORY_DATABASE_URL" not in str(raised.value)
