"""Which passwords are refused, with which words; and that nothing else is asked of one."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

GOOD = [
    "nine herons in the reeds",
    "x7#9Q2!k5@z1",
    "Grüße aus dem Schilf",
    "七只苍鹭站在芦苇丛中看着水面",
    "correct horse battery staple",
]
BAD = {
    "short words": "too short",
    "passwordpassword": "easy to guess",
    "Directory2026!": "easy to guess",
    "testserver-admin-1": "easy to guess",
    "aaaaaaaaaaaaaaaa": "easy to guess",
    "heron-reviewer-heron": "easy to guess",
    "first-heron-7": "too similar to the username",
    "1234567890123": "entirely numeric",
    "telechargement": "too common",
    "sunshine-2026!!": "easy to guess",
}


@pytest.mark.parametrize("password", GOOD)
def test_a_good_one_is_taken_whatever_it_is_made_of(password):
    validate_password(password, User(username="first-heron"))


@pytest.mark.parametrize("password", BAD)
def test_one_that_is_tried_first_is_refused(password):
    with pytest.raises(ValidationError) as raised:
        validate_password(password, User(username="first-heron"))

    assert BAD[password] in " ".join(raised.value.messages)


def test_a_very_long_one_is_taken_whole(db):
    user = User.objects.create_user("heron", password="ab " * 100 + "x")

    assert user.check_password("ab " * 100 + "x")
    assert not user.check_password("ab " * 100 + "y")
