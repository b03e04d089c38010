"""How long one stays signed in, where, and how it ends."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from curation import accounts
from tests import factories
from tests.curation.sign_in.test_door import DESK, LOGIN
from tests.signing_in import Curator

pytestmark = pytest.mark.django_db
TO_LOGIN = f"{LOGIN}?next={DESK}"


@pytest.fixture
def passing(monkeypatch):
    """Let time pass, for the clock of the door and that of Django's sessions."""
    began, now = timezone.now(), [timezone.now()]
    monkeypatch.setattr("django.utils.timezone.now", lambda: now[0])
    monkeypatch.setattr("time.time", lambda: timezone.now().timestamp())

    def pass_(**time):
        now[0] = began + timedelta(**time)

    return pass_


def test_half_an_hour_of_nothing_signs_out(client, passing):
    client.force_login(factories.reviewer())
    client.get(DESK)
    passing(minutes=29)
    still = client.get(DESK).status_code
    passing(minutes=60)

    assert (still, client.get(DESK).url) == (200, TO_LOGIN)


def test_twelve_hours_sign_out_whoever_is_never_idle(client, passing):
    client.force_login(factories.reviewer())
    seen = []

    for minutes in range(0, 741, 20):
        passing(minutes=minutes)
        seen.append(client.get(DESK).status_code)

    assert (seen.index(302), seen[:37]) == (37, [200] * 37)
    assert not Session.objects.filter(session_key=client.session.session_key, expire_date__gt=timezone.now()).exists()


def test_the_cookie_ends_with_the_browser_and_scripts_cannot_read_it(client):
    client.force_login(factories.reviewer())
    cookie = client.get(DESK).cookies["session"]

    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_a_sign_in_begins_a_new_session(client):
    client.get("/admin/login/passkey/", headers={"accept": "application/json"})
    before = client.session.session_key

    client.force_login(factories.reviewer())

    assert before
    assert client.session.session_key != before


def test_a_password_typed_too_late_is_in_no_page(client):
    shown = client.post("/admin/password_change/", {"old_password": "nine herons", "new_password1": "in the reeds"})

    assert (shown.status_code, b"herons" in shown.content) == (302, False)


def test_typing_keeps_one_signed_in(client, passing):
    client.force_login(factories.reviewer())
    for minutes in (0, 25, 50):
        passing(minutes=minutes)
        assert client.get("/admin/still-here/").status_code == 204
    passing(minutes=70)

    assert client.get(DESK).status_code == 200


def test_one_sees_where_one_is_signed_in_and_ends_it(client):
    reader, other = factories.reviewer(), Curator()
    for browser in (client, other):
        browser.force_login(reader)
        browser.get(DESK)
    stranger = Curator()
    stranger.force_login(factories.reviewer())
    stranger.get(DESK)

    shown = client.get("/admin/sign-in/")
    (mark,) = [one.mark for one in shown.context["sessions"] if not one.is_this]
    stranger.post("/admin/sign-in/end/", {"mark": mark})
    still = other.get(DESK).status_code
    client.post("/admin/sign-in/end/", {"mark": mark})

    assert len(shown.context["sessions"]) == 2
    assert other.session.session_key not in shown.content.decode()
    assert (still, other.get(DESK).status_code, client.get(DESK).status_code) == (200, 302, 200)
    assert stranger.get(DESK).status_code == 200


def test_one_ends_all_others_at_once(client):
    reader, others = factories.reviewer(), [Curator(), Curator()]
    for browser in (client, *others):
        browser.force_login(reader)
        browser.get(DESK)

    client.post("/admin/sign-in/end/")

    assert [browser.get(DESK).status_code for browser in (client, *others)] == [200, 302, 302]


def test_signing_out_leaves_nothing_in_the_browser_and_ends_the_session(client):
    client.force_login(factories.reviewer())
    key = client.session.session_key

    answer = client.post("/admin/logout/")

    assert answer["Clear-Site-Data"] == '"cookies", "storage"'
    assert not Session.objects.filter(session_key=key).exists()


def test_an_operator_signs_out_one_or_all(capsys):
    heron, marten = factories.reviewer("heron"), factories.reviewer("marten")
    browsers = [Curator(), Curator()]
    for browser, who in zip(browsers, (heron, marten), strict=True):
        browser.force_login(who)
        browser.get(DESK)

    call_command("sign_out", "heron")
    after_one = [browser.get(DESK).status_code for browser in browsers]
    call_command("sign_out", everyone=True)

    assert (after_one, [browser.get(DESK).status_code for browser in browsers]) == ([302, 200], [302, 302])
    assert capsys.readouterr().out == "1 signed out.\n1 signed out.\n"
    with pytest.raises(CommandError, match="There is no curator “nobody”"):
        call_command("sign_out", "nobody")
    with pytest.raises(CommandError, match="Say whom"):
        call_command("sign_out")


def test_an_operator_lets_in_anew_whom_no_administrator_can_and_colleagues_see_it(capsys):
    heron = factories.user("Administrator", username="heron")

    call_command("invite", "heron")

    assert "/admin/invitation/" in capsys.readouterr().out
    heron.refresh_from_db()
    assert not heron.has_usable_password()
    assert [(line.actor, line.payload.body["account"]) for line in accounts.recent_lines()] == [
        ("(this site)", "heron")
    ]
    with pytest.raises(CommandError, match="There is no curator “nobody”"):
        call_command("invite", "nobody")
