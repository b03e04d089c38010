"""A session that ended, or a sign-in in another tab, takes nothing from whoever was typing."""

import pytest
from django.urls import reverse

from curation.models import Finding
from tests import factories
from tests.curation.admin import desk
from tests.filling import fields
from tests.signing_in import Curator

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver"}
TEXT = "They <b>answer</b> to members."


@pytest.fixture
def browser():
    """A browser whose forms need the token of the page."""
    return Curator(enforce_csrf_checks=True)


@pytest.fixture
def submission():
    return factories.submission()


def begun(browser, submission, reader):
    """Open the workbench, and return what its page sends once a sentence was typed to every question."""
    desk.begun(submission, reader)
    browser.force_login(reader)
    browser.get(desk.page(submission))
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    submission.refresh_from_db()
    return token | desk.answers(sentence=TEXT, seen=str(submission.version), do="save")


def again(browser, submission, page):
    """Press “Send it again”, which sends what the page holds."""
    sent = {name: value for name, (value,) in fields(page).items()}
    return browser.post(desk.page(submission), sent, headers=HERE)


def test_what_was_typed_before_a_sign_in_elsewhere_is_sent_again_by_one_press(browser, submission):
    reader = factories.reviewer()
    typed = begun(browser, submission, reader)
    browser.cookies["csrftoken"] = "b" * 32

    shown = browser.post(desk.page(submission), typed, headers=HERE)
    saved = again(browser, submission, shown)

    assert (shown.status_code, saved.status_code) == (403, 302)
    assert f"signed in as <b>{reader.username}</b>" in shown.content.decode()
    assert {finding.sentence for finding in Finding.objects.all()} == {TEXT}


def test_what_was_typed_while_signed_out_is_sent_again_after_a_sign_in(browser, submission):
    reader = factories.reviewer()
    typed = begun(browser, submission, reader)
    browser.logout()
    browser.cookies["csrftoken"] = typed["csrfmiddlewaretoken"]

    shown = browser.post(desk.page(submission), typed, headers=HERE)
    assert (shown.status_code, Finding.objects.exists()) == (401, False)
    assert "They &lt;b&gt;answer&lt;/b&gt; to members." in shown.content.decode()
    assert "TOTAL_FORMS</label>" not in shown.content.decode()

    browser.force_login(reader)
    browser.cookies["csrftoken"] = "b" * 32
    again(browser, submission, again(browser, submission, shown))
    assert {finding.sentence for finding in Finding.objects.all()} == {TEXT}


@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}])
def test_what_a_page_of_another_site_sent_is_not_offered_again(browser, submission, headers):
    typed = begun(browser, submission, factories.reviewer())

    shown = browser.post(desk.page(submission), typed | {"csrfmiddlewaretoken": "a" * 32}, headers=headers)

    assert (shown.status_code, fields(shown)) == (403, {})
    assert "to members." not in shown.content.decode()


def test_what_another_site_sent_is_not_offered_to_whoever_looks_signed_out_because_of_it(browser, submission):
    """Cookies stay behind when another site sends a form: one press would send on what somebody else made up."""
    shown = browser.post(desk.page(submission), {"do": "publish", "words": "Trust me."}, headers={"origin": "null"})

    assert (shown.status_code, fields(shown)) == (403, {})
    assert "Trust me." not in shown.content.decode()


@pytest.mark.parametrize("typed", [{"code": "123456"}, {"login": "heron", "password": "nine herons"}])
def test_what_lets_one_in_is_in_no_page(browser, typed):
    shown = browser.post(reverse("mfa_authenticate" if "code" in typed else "admin:login"), typed, headers=HERE)

    assert shown.status_code == 403
    assert not {"123456", "nine herons"} & {value for values in fields(shown).values() for value in values}
    assert "123456" not in shown.content.decode()
