"""The daily mail: only who asked for it, numbers and nothing else, once a day."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from curation import digest, review
from curation.models import Digest
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
SITE, ADDRESS = "https://list.example.org", "heron@post.example.org"
OWN = "admin:digest"


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.example.org"


@pytest.fixture
def reader():
    """A reviewer who asked for it and opened the link."""
    made = factories.reviewer("heron")
    Digest.objects.create(curator=made, address=ADDRESS, asked_at=timezone.now(), is_confirmed=True)
    return made


def run():
    out = StringIO()
    call_command("digest", "--site", SITE, stdout=out)
    return out.getvalue()


def asked(client, address=ADDRESS):
    return client.post(reverse(OWN), {"do": "ask", "address": address}, follow=True)


def link_in(message):
    return re.search(r"https?://[^/]+(/\S+)", message.body)[1]


def later(monkeypatch, **passed):
    now = timezone.now() + timedelta(**passed)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_it_has_numbers_and_the_address_of_the_desk_and_nothing_else(reader, settings):
    listing = factories.organization(name="Lantern Union", ground="founding")
    factories.report(listing, words="They shout at whoever comes in.")
    factories.submission(name="Ember House")

    assert run() == "Sent: 1. Nothing to say: 0.\n"

    message = mail.outbox[0]
    assert (message.subject, message.to) == ("Your list for today", [ADDRESS])
    lines = [line for line in message.body.splitlines() if line]
    assert lines[1:6] == ["this waits for you:", "- 1 entry", "- 1 message", "- 1 to look at again", f"{SITE}{reverse('admin:index')}"]  # fmt: skip
    said = f"{message.subject} {message.body}".casefold()
    telling = ("lantern", "ember", "shout", "safe", "heron", settings.SITE_NAME.casefold(), "survivor", "traffick", "sex", "group", "report", "{")  # fmt: skip
    assert [word for word in telling if word in said] == []
    assert message.body.count("http") == 1


def test_it_comes_once_a_day_however_often_the_timer_runs(reader, monkeypatch):
    factories.submission()
    run()
    assert run() == "Sent: 0. Nothing to say: 0.\n"
    assert len(mail.outbox) == 1

    later(monkeypatch, days=1)
    run()
    assert len(mail.outbox) == 2
    assert "(the oldest for 1 day)" in mail.outbox[1].body


def test_on_a_day_when_nothing_waits_nothing_comes(reader):
    factories.organization(ground="founding")

    assert run() == "Sent: 0. Nothing to say: 1.\n"
    assert mail.outbox == []


def test_something_that_needs_one_twice_is_counted_once(reader):
    submission = factories.submission()
    factories.assessed(submission, by=reader)
    type(submission).objects.update(held_because=["Many links."])

    assert digest.counts(reader).waiting == 1


def test_what_a_conflict_of_interest_closes_is_not_counted(reader):
    submission = factories.submission()
    assert digest.counts(reader).waiting == 1

    review.declare(submission, by=reader, has_conflict=True)

    assert digest.counts(reader).waiting == 0


@pytest.mark.parametrize("recommendation", ["publish", "decline"])
def test_no_number_tells_what_a_colleague_recommends(reader, recommendation):
    factories.recommended(factories.submission(), by=factories.pair()[0], recommendation=recommendation)

    assert digest.counts(reader) == (1, 0, 0, 0, 0, 0, 0, 0)


def test_nobody_gets_it_who_did_not_ask_or_did_not_open_the_link():
    factories.submission()
    client = desk.signed_in(factories.reviewer("heron"))
    factories.reviewer("egret")

    assert desk.said(asked(client)) == ["A message is on its way. The daily mail begins when you open the link in it."]
    run()
    assert [message.subject for message in mail.outbox] == ["Please confirm your address"]

    shown = client.get(link_in(mail.outbox[0]), follow=True)
    run()
    assert desk.said(shown) == ["The daily mail comes to you from now on, on days when something waits."]
    assert [message.to for message in mail.outbox[1:]] == [[ADDRESS]]


def test_the_link_tells_nothing_and_is_for_who_asked_alone(monkeypatch):
    client, other = desk.signed_in(factories.reviewer("heron")), desk.signed_in(factories.reviewer("egret"))
    asked(client)
    link = link_in(mail.outbox[0])

    assert "heron" not in mail.outbox[0].body
    assert desk.said(other.get(link, follow=True)) == [
        "This link does not work any more. Ask for the daily mail again."
    ]
    assert desk.said(client.get(f"{link[:-2]}x/", follow=True)) == [
        "This link does not work any more. Ask for the daily mail again."
    ]
    assert not Digest.objects.filter(is_confirmed=True).exists()

    later(monkeypatch, minutes=11)
    asked(client, "new@post.example.org")
    assert desk.said(client.get(link, follow=True))[0].startswith("This link does not work")
    assert not Digest.objects.filter(is_confirmed=True).exists()


def test_nobody_s_post_box_is_flooded():
    client = desk.signed_in(factories.reviewer())
    asked(client)

    shown = asked(client, "somebody.else@post.example.org")

    assert desk.said(shown)[-1].startswith("A message was sent a few minutes ago.")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "address", ["", "heron", "heron@x", "a@post.example.org\nBcc: b@post.example.org", "a@b.org, c@d.org"]
)
def test_an_address_that_is_none_is_asked_for_again(address):
    shown = asked(desk.signed_in(factories.reviewer()), address)

    assert shown.context["form"].errors["address"]
    assert mail.outbox == []


def test_whoever_has_enough_ends_it_and_the_address_is_forgotten(reader):
    factories.submission()

    shown = desk.signed_in(reader).post(reverse(OWN), {"do": "stop"}, follow=True)

    assert desk.said(shown) == ["No more daily mail. Your address is forgotten."]
    assert (run(), Digest.objects.count()) == ("Sent: 0. Nothing to say: 0.\n", 0)


@pytest.mark.parametrize("end", [{"is_active": False}, {}])
def test_whoever_does_not_review_any_more_is_forgotten(reader, end):
    factories.submission()
    type(reader).objects.filter(pk=reader.pk).update(**end or {"is_staff": True})
    if not end:
        reader.groups.clear()

    run()

    assert (mail.outbox, Digest.objects.count()) == ([], 0)


def test_nobody_sees_the_address_of_anybody_else(reader):
    pages = [
        desk.words(desk.signed_in(factories.user("Reviewer", "Administrator")).get(reverse(name)))
        for name in ("admin:index", OWN, "admin:figures", "admin:auth_user_changelist")
    ]

    assert [ADDRESS in page for page in pages] == [False] * 4
    assert ADDRESS in desk.words(desk.signed_in(reader).get(reverse(OWN)))


def test_what_the_server_refuses_is_said_and_not_tried_again_that_day(reader, monkeypatch):
    factories.submission()
    monkeypatch.setattr("curation.notify.send_mail", lambda *_args: (_ for _ in ()).throw(ConnectionRefusedError()))

    with pytest.raises(CommandError, match="1 could not be handed over"):
        run()
    assert run() == "Sent: 0. Nothing to say: 0.\n"


def test_a_server_that_is_away_for_an_hour_costs_nobody_the_mail_of_the_day(reader, settings):
    factories.submission()
    in_memory, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with pytest.raises(CommandError, match="The mail server does not take mail"):
        run()

    settings.EMAIL_BACKEND = in_memory

    assert run() == "Sent: 1. Nothing to say: 0.\n"


def test_without_a_server_nothing_is_sent_and_the_page_says_so(reader, settings):
    settings.EMAIL_HOST = ""

    with pytest.raises(CommandError, match="No mail server is set"):
        run()
    assert "This site has no mail server" in desk.words(desk.signed_in(reader).get(reverse(OWN)))


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_it_is_for_reviewers(role):
    client = desk.signed_in(factories.user(role))

    assert (client.get(reverse(OWN)).status_code, asked(client).status_code) == (403, 403)
    assert (mail.outbox, Digest.objects.count()) == ([], 0)
