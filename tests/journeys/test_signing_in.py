"""Signing in as people do, in a real browser: with an app, with a passkey, with what is left when both are lost."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from curation import accounts, startup
from tests import factories
from tests.journeys.accessibility import DESK, looks, violations
from tests.journeys.test_desk import AUDIT
from tests.signing_in import PASSWORD, code, sign_in, take_up

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def local(live_server):
    """Where a passkey can be made without https: this machine, by name."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def device(chromium, local):
    """A browser with a device in it that knows its owner's finger."""
    context = chromium.new_context(base_url=local, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    owned = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = owned | {"isUserVerified": True, "automaticPresenceSimulation": True}
    page.key = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    page.tools = tools
    yield page
    context.close()


def curator(password=PASSWORD):
    made = factories.publisher()
    made.set_password(password)
    made.save()
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_the_first_curator_is_at_the_desk_with_a_link_a_password_and_an_app(new_page, scripts):
    first = startup.first_curator()
    page = new_page(scripts=scripts)

    _key, codes = take_up(page, accounts.invitation_path(first))

    assert len(set(codes)) == 10
    assert (page.troubles, page.foreign) == ([], [])


def test_a_recovery_code_opens_once(new_page):
    first = startup.first_curator()
    _key, codes = take_up(new_page(), accounts.invitation_path(first))
    page, again = new_page(), new_page()

    for opened in (page, again):
        opened.goto("/admin/")
        opened.get_by_label("Handle").fill(first.username)
        opened.get_by_label("Password").fill(PASSWORD)
        opened.get_by_role("button", name="Sign in", exact=True).click()
        opened.get_by_label("Code").fill(codes[0])
        opened.get_by_role("button", name="Go on").click()

    page.get_by_role("button", name="Log out").wait_for()
    again.get_by_text("That is not right.").wait_for()


def test_a_passkey_is_made_and_is_then_enough(device):
    device.goto(accounts.invitation_path(startup.first_curator()))
    device.get_by_label("New password", exact=True).fill(PASSWORD)
    device.get_by_label("New password confirmation").fill(PASSWORD)
    device.get_by_role("button", name="Save the password").click()
    device.get_by_role("link", name="Add a passkey").click()
    device.get_by_role("button", name="Make the passkey").click()
    device.get_by_role("link", name="I have them: go to the desk").click()
    device.get_by_role("button", name="Log out").click()
    device.goto("/admin/")

    device.get_by_role("button", name="Sign in with a passkey").click()

    device.get_by_role("heading", name="What needs you").wait_for()
    device.goto(reverse("admin:auth_user_add"))
    assert device.get_by_label("handle").is_visible()
    assert device.troubles == []
    assert [one.type for one in Authenticator.objects.order_by("id")] == ["webauthn", "recovery_codes"]


def test_a_passkey_can_stand_for_the_code_and_prove_who_one_is(device):
    who = curator()
    sign_in(device, who.username)
    device.goto("/admin/sign-in/passkey/")
    device.get_by_label("What you call it").fill("my laptop")
    device.get_by_role("button", name="Make the passkey").click()
    device.get_by_role("link", name="I have them: go to the desk").click()
    device.get_by_role("button", name="Log out").click()
    device.goto("/admin/")
    device.get_by_label("Handle").fill(who.username)
    device.get_by_label("Password").fill(PASSWORD)
    device.get_by_role("button", name="Sign in", exact=True).click()

    device.get_by_role("button", name="Use your passkey").click()
    device.get_by_role("button", name="Log out").wait_for()
    device.goto("/admin/sign-in/again/passkey/?next=/admin/sign-in/")
    device.get_by_role("button", name="Use your passkey").click()
    device.get_by_role("heading", name="Where you are signed in").wait_for()

    assert device.troubles == []


def test_a_device_that_does_not_know_its_owner_lets_nobody_in_and_says_so(device):
    device.tools.send("WebAuthn.setUserVerified", {"authenticatorId": device.key, "isUserVerified": False})
    device.goto("/admin/")

    device.get_by_role("button", name="Sign in with a passkey").click()

    device.get_by_text("Your browser did not give us the passkey.").wait_for()


def test_the_pages_keep_the_policy_and_can_be_read_and_pressed(new_page):
    who = curator()
    page, troubles = new_page(width=DESK[0]), {}

    def look(name):
        # A text is there before the style that it is to be measured in.
        page.wait_for_load_state()
        for seen in looks(page, (1280, "dark"), (360, "light"), (360, "dark")):
            if found := page.evaluate(AUDIT) + page.troubles + page.foreign + violations(page):
                troubles[name, seen] = found
            page.troubles.clear()

    page.goto("/admin/")
    look("sign in")
    page.get_by_label("Handle").fill(who.username)
    page.get_by_label("Password").fill("not this")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("is not right").wait_for()
    look("wrong password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").wait_for()
    look("code")
    page.get_by_label("Code").fill(code())
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Log out").wait_for()
    for address in ("", "app/", "app/remove/", "passkey/", "codes/new/", "again/", "again/code/"):
        page.goto(f"/admin/sign-in/{address}")
        look(address)
    page.goto("/admin/sign-in/codes/new/")
    page.get_by_role("button", name="Make new codes").click()
    page.locator(".codes").wait_for()
    look("codes")
    page.reload()
    look("codes again")

    assert troubles == {}
