"""How a test signs a curator in: past the door at once, or by the pages as people do."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

# Every made-up curator has the same app. Real ones get a random key.
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "nine herons in the reeds"


def code(key=KEY, *, at=None):
    """Return what an app with this key shows now, or half a minute later for each number in `at`."""
    return format_hotp_value(hotp_value(key.replace(" ", ""), int(time.time()) // 30 + (at or 0)))


class Curator(Client):
    """A browser that is let in without the pages, as somebody who has just shown everything."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        self.prove(user)

    def prove(self, user, *, ago=0):
        """Note that the password and the code were shown `ago` seconds ago."""
        session = self.session
        at = time.time() - ago
        shown = [{"method": "password", "at": at}, {"method": "mfa", "type": "totp", "at": at}]
        session["account_authentication_methods"] = shown
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()


def sign_in(page, handle, password=PASSWORD, *, key=KEY):
    """Sign in by the pages, in a real browser."""
    page.goto("/admin/")
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code(key))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Log out").wait_for()


def take_up(page, link, password=PASSWORD):
    """Take up an invitation: choose a password and set up an app. Return the app's key and the recovery codes."""
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(password)
    page.get_by_label("New password confirmation").fill(password)
    page.get_by_role("button", name="Save the password").click()
    page.get_by_role("link", name="Set up an app").click()
    key = page.locator("#key").inner_text()
    page.get_by_label("Code").fill(code(key))
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    codes = page.locator(".codes code").all_inner_texts()
    page.get_by_role("link", name="I have them: go to the desk").click()
    page.get_by_role("heading", name="What needs you").wait_for()
    return key, codes
