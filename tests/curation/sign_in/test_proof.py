"""What an open desk is not enough for: whoever sits down at it must show that it is they."""

import json

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests import factories
from tests.curation.sign_in.test_door import DESK, PASSWORD
from tests.signing_in import Curator, code

pytestmark = pytest.mark.django_db
AGAIN, AGAIN_CODE = "/admin/sign-in/again/", "/admin/sign-in/again/code/"


@pytest.fixture
def boss():
    return factories.user("Administrator", "Reviewer")


@pytest.fixture
def stale(boss):
    """Somebody who signed in ten minutes ago."""
    client = Curator()
    client.force_login(boss)
    client.prove(boss, ago=601)
    return client


def guarded():
    reader = factories.reviewer()
    pages = ["admin:auth_user_add", "admin:curation_submission_export", "admin:directory_organization_export"]
    pages += ["admin:password_change", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
    return [*map(reverse, pages), reverse("admin:auth_user_change", args=[reader.pk])]


def test_what_takes_away_lets_in_or_changes_the_sign_in_asks_again_and_the_rest_does_not(stale):
    asked = [stale.get(address) for address in guarded()]
    others = [
        stale.get(address) for address in (DESK, reverse("admin:curation_submission_changelist"), "/admin/sign-in/")
    ]

    assert {answer.url.split("?")[0] for answer in asked} == {AGAIN}
    assert [answer.status_code for answer in others] == [200, 200, 200]


def test_whoever_has_just_signed_in_is_asked_nothing(client, boss):
    client.force_login(boss)

    assert {client.get(address).status_code for address in guarded()} == {200}


def test_it_takes_the_password_and_the_code_and_leads_back(stale):
    wanted = reverse("admin:auth_user_add")
    asked = stale.get(wanted)

    password = stale.post(asked.url, {"password": PASSWORD, "next": wanted})
    between = stale.get(password.url)
    shown = stale.post(between.url, {"code": code(), "next": wanted})

    assert (password.url, between.url.split("?")[0], shown.url) == (wanted, AGAIN_CODE, wanted)
    assert stale.get(wanted).status_code == 200


def test_the_right_password_of_somebody_else_shows_nothing(stale):
    other = factories.reviewer()
    other.set_password("another long enough password")
    other.save()

    answer = stale.post(AGAIN, {"password": "another long enough password", "next": DESK})

    assert answer.status_code == 200
    assert stale.get(reverse("admin:auth_user_add")).status_code == 302


def test_nothing_is_done_before_and_nothing_that_was_sent_is_kept(stale):
    reader = factories.reviewer()
    grown = {"username": reader.username, "is_active": "on", "groups": [Group.objects.get(name="Administrator").pk]}

    role = stale.post(reverse("admin:auth_user_change", args=[reader.pk]), grown | {"planted": "xylophonica"})
    invited = stale.post(reverse("admin:auth_user_invite", args=[reader.pk]))
    export = stale.post(reverse("admin:curation_submission_export"), {"format": "0", "resource": ""})
    codes = stale.post(reverse("mfa_generate_recovery_codes"))

    assert {answer.url.split("?")[0] for answer in (role, invited, export, codes)} == {AGAIN}
    assert [group.name for group in User.objects.get(pk=reader.pk).groups.all()] == ["Reviewer"]
    assert User.objects.get(pk=reader.pk).has_usable_password()
    assert "xylophonica" not in json.dumps([session.get_decoded() for session in Session.objects.all()])
    assert "Nothing was done yet." in stale.get(role.url).content.decode()


def test_nobody_is_sent_elsewhere_afterwards(stale):
    answer = stale.post(AGAIN, {"password": PASSWORD, "next": "https://evil.example/"})

    assert answer.url == DESK


def test_what_another_person_showed_in_this_browser_counts_for_nobody_else(client, boss):
    client.force_login(boss)
    session = client.session
    session["account_authentication_methods_user"] = str(factories.reviewer().pk)
    session.save()

    assert client.get(reverse("admin:auth_user_add")).url.split("?")[0] == AGAIN


def test_what_was_shown_belongs_to_a_new_session(stale):
    before = stale.session.session_key

    stale.post(AGAIN, {"password": PASSWORD, "next": DESK})

    assert stale.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()
    assert stale.get(DESK).status_code == 200


def test_ten_minutes_are_counted_from_what_was_shown(client, boss):
    client.force_login(boss)
    wanted = reverse("admin:auth_user_add")
    seen = []

    for ago in (595, 605):
        client.prove(boss, ago=ago)
        seen.append(client.get(wanted).status_code)

    assert seen == [200, 302]
