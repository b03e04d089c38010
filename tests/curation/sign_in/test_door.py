"""What stands between the street and the desk, step by step, and what each step lets through."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from curation import accounts
from curation.sign_in import rules
from tests import factories
from tests.signing_in import KEY, Curator, code

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
LOGIN, CODE, OVERVIEW, DESK = "/admin/login/", "/admin/login/code/", "/admin/sign-in/", "/admin/"


def ours():
    """Name every address under the desk's path, with the name that `reverse` knows."""
    found = {}
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern) == "admin/":
            prefix = f"{pattern.namespace}:" if pattern.namespace else ""
            found |= {f"{prefix}{name}": str(route[0][0][0]) for name, route in named(pattern).items()}
    return found


def named(resolver):
    found = {}
    for pattern in resolver.url_patterns:
        found |= named(pattern) if isinstance(pattern, URLResolver) else {pattern.name: [[[str(pattern.pattern)]]]}
    return found


def sign_in(client, user, *, password=PASSWORD, digits=None):
    client.post(LOGIN, {"login": user.username, "password": password})
    return client.post(CODE, {"code": digits or code()})


def new_app(client, **typed):
    """Set up an app, with the key that the page shows."""
    shown = client.get("/admin/sign-in/app/")
    key = shown.context["form"].secret
    return client.post("/admin/sign-in/app/", {"code": code(key)} | typed)


def test_a_password_alone_opens_nothing(client):
    reader = factories.reviewer()

    answer = client.post(LOGIN, {"login": reader.username, "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, CODE)
    assert client.get(DESK).url == f"{LOGIN}?next={DESK}"


def test_a_password_and_a_code_open_the_desk(client):
    answer = sign_in(client, factories.reviewer())

    assert (answer.status_code, answer.url) == (302, DESK)
    assert client.get(DESK).status_code == 200


def test_a_code_opens_once_however_fast_one_is(client):
    reader = factories.reviewer()
    digits = code()
    sign_in(client, reader, digits=digits)

    again = sign_in(Client(), reader, digits=digits)

    assert "That is not right." in again.content.decode()


def test_a_clock_may_be_half_a_minute_off_and_no_more():
    answers = [sign_in(Client(), factories.reviewer(), digits=code(at=off)) for off in (-2, -1, 1, 2)]

    assert [answer.status_code for answer in answers] == [200, 302, 302, 200]


def test_whoever_has_no_second_factor_gets_as_far_as_setting_one_up(client):
    reader = factories.reviewer()
    Authenticator.objects.all().delete()
    client.post(LOGIN, {"login": reader.username, "password": PASSWORD})

    desk, queue = client.get(DESK), client.get(reverse("admin:curation_submission_changelist"))
    page = client.get(OVERVIEW)

    assert [answer.url for answer in (desk, queue)] == [OVERVIEW, OVERVIEW]
    assert "Before you go on" in page.content.decode()
    assert 'id="user-tools"' not in page.content.decode()


def test_with_the_setting_for_a_demo_a_password_is_enough_and_the_desk_says_so(client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    reader = factories.reviewer()
    Authenticator.objects.all().delete()

    client.post(LOGIN, {"login": reader.username, "password": PASSWORD})

    assert "with a password alone, as a demo may" in client.get(DESK).content.decode()


def test_an_app_is_set_up_with_the_code_it_shows_and_codes_are_shown_once(client):
    reader = factories.reviewer()
    Authenticator.objects.all().delete()
    client.post(LOGIN, {"login": reader.username, "password": PASSWORD})

    wrong = client.post("/admin/sign-in/app/", {"code": "000000"})
    right = new_app(client)
    shown, again = client.get(right.url), client.get(right.url)

    assert "That is not right." in wrong.content.decode()
    assert len(shown.context["unused_codes"]) == 10
    code = shown.context["unused_codes"][0]
    assert f"{code[:4]} {code[4:]}" in shown.content.decode()
    assert f"{code[:4]} {code[4:]}" not in again.content.decode()
    assert client.get(DESK).status_code == 200


def test_no_secret_lies_in_the_database_as_it_is(client):
    reader = factories.reviewer()
    client.force_login(reader)

    client.post("/admin/sign-in/codes/new/")

    kept = "".join(str(one.data) for one in Authenticator.objects.filter(user=reader))
    codes = client.get("/admin/sign-in/codes/").context["unused_codes"]
    assert [one.type for one in Authenticator.objects.filter(user=reader).order_by("id")] == ["totp", "recovery_codes"]
    assert [secret for secret in (KEY, *codes) if secret in kept] == []


def test_a_secret_that_another_key_sealed_fits_no_code_and_breaks_nothing(client, settings):
    reader = factories.reviewer()
    settings.TRAIL_KEY = "another-trail-key-that-is-long-enough-0123456789"

    answer = sign_in(client, reader)

    assert (answer.status_code, "That is not right." in answer.content.decode()) == (200, True)


def test_the_last_second_factor_is_replaced_and_never_removed(client):
    reader = factories.reviewer()
    client.force_login(reader)

    refused = client.post("/admin/sign-in/app/remove/")
    first = Authenticator.objects.get(user=reader, type="totp").pk
    new_app(client)

    assert "This is your only second factor." in refused.content.decode()
    assert [one.pk for one in Authenticator.objects.filter(user=reader, type="totp")] != [first]
    assert Authenticator.objects.filter(user=reader, type="totp").count() == 1


def test_a_new_second_factor_signs_out_every_other_browser_and_colleagues_see_it(client):
    reader, other = factories.reviewer(), Curator()
    client.force_login(reader)
    other.force_login(reader)
    assert other.get(DESK).status_code == 200

    new_app(client)

    assert other.get(DESK).url == f"{LOGIN}?next={DESK}"
    assert client.get(DESK).status_code == 200
    assert [(line.kind, line.actor, line.payload.body["factor"]) for line in accounts.recent_lines()] == [
        ("change-factor", reader.username, "app")
    ]
    assert "changed how they sign in" in client.get(DESK).content.decode()


def test_a_new_password_signs_out_every_other_browser(client):
    reader, other = factories.reviewer(), Curator()
    client.force_login(reader)
    other.force_login(reader)
    typed = {
        "old_password": PASSWORD,
        "new_password1": "nine herons in the reeds",
        "new_password2": "nine herons in the reeds",
    }

    client.post("/admin/password_change/", typed)

    assert (client.get(DESK).status_code, other.get(DESK).status_code) == (200, 302)


def test_an_invitation_ends_password_second_factor_and_sessions_and_leads_to_a_new_start(client):
    boss, reader, theirs = factories.user("Administrator"), factories.reviewer(), Curator()
    theirs.force_login(reader)
    client.force_login(boss)

    shown = client.post(reverse("admin:auth_user_invite", args=[reader.pk]), follow=True).content.decode()
    link = re.search(r"/admin/invitation/[^ <]+", shown).group()
    newcomer = Client()
    form = newcomer.get(link, follow=True).request["PATH_INFO"]
    chosen = newcomer.post(
        form, {"new_password1": "nine herons in the reeds", "new_password2": "nine herons in the reeds"}
    )

    assert not Authenticator.objects.filter(user=reader).exists()
    assert theirs.get(DESK).status_code == 302
    assert (chosen.url, newcomer.get(DESK).url) == (DESK, OVERVIEW)
    assert newcomer.get("/admin/sign-in/app/").status_code == 200


def test_nobody_invites_themselves_anew(client):
    boss = factories.user("Administrator")
    client.force_login(boss)

    shown = client.post(reverse("admin:auth_user_invite", args=[boss.pk]), follow=True).content.decode()

    assert "Another administrator has to do this for you." in shown
    assert "/admin/invitation/" not in shown
    assert Authenticator.objects.filter(user=boss).exists()


def test_nobody_is_led_away_by_signing_in(client):
    reader = factories.reviewer()

    client.post(
        f"{LOGIN}?next=https://evil.example/",
        {"login": reader.username, "password": PASSWORD, "next": "//evil.example/"},
    )
    answer = client.post(CODE, {"code": code()})

    assert answer.url == DESK


def test_a_form_from_elsewhere_signs_nobody_in_and_changes_nothing():
    reader, client = factories.reviewer(), Curator(enforce_csrf_checks=True)
    client.force_login(reader)

    answers = [Client(enforce_csrf_checks=True).post(LOGIN, {"login": reader.username, "password": PASSWORD})]
    answers += [client.post(f"/admin/sign-in/{page}") for page in ("app/", "codes/new/", "end/", "again/")]

    assert {answer.status_code for answer in answers} == {403}


def test_somebody_who_was_let_go_does_not_get_in_and_is_told_no_more_than_anybody(client):
    former = factories.reviewer()
    User.objects.filter(pk=former.pk).update(is_active=False)

    answers = [client.post(LOGIN, {"login": who, "password": PASSWORD}) for who in (former.username, "nobody-at-all")]

    said = [answer.context["form"].non_field_errors() for answer in answers]
    assert said == [["The handle or the password is not right."]] * 2


def test_one_can_sign_in_only_with_a_page_of_ours_and_nothing_else_of_allauth_s_is_there(client):
    from_outside = [name for name in ours() if not name.startswith("admin:")]
    closed = ("signup/", "email/", "password/reset/", "login/code/confirm/", "confirm-email/", "inactive/", "logout/")

    assert sorted(from_outside) == sorted([
        "account_login", "account_reauthenticate", "end_session",
        *(f"mfa_{name}" for name in (
            "authenticate", "login_webauthn", "index", "activate_totp", "deactivate_totp", "add_webauthn",
            "remove_webauthn", "view_recovery_codes", "generate_recovery_codes", "reauthenticate", "reauthenticate_webauthn",
        )),
    ])  # fmt: skip
    client.force_login(factories.user("Administrator"))
    for path in closed:
        assert client.get(f"/accounts/{path}").status_code == 404
    assert [
        str(model)
        for model in __import__("django.contrib.admin").contrib.admin.site._registry
        if model._meta.app_label in {"mfa", "account"}
    ] == []


def test_every_rule_is_about_an_address_that_there_is():
    assert sorted((rules.OPEN | rules.SETTING_UP | rules.PROVEN) - set(ours())) == []


def test_visitors_never_come_near_any_of_it(client, django_assert_num_queries):
    factories.organization()
    before = Session.objects.count()

    for address in ("/", "/groups/", "/es/groups/", "/about/", "/suggest/", "/nothing-here/", "/health/"):
        answer = client.get(address)
        assert (answer.cookies.output(), "Cookie" in answer.get("Vary", "")) == ("", False), address

    assert Session.objects.count() == before
