"""The yearly round: who is asked, what the message gives away, and that nobody is asked twice."""

from datetime import datetime, time, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from curation import confirming, links, review
from curation.models import Decision, GroupLink
from directory.models import Organization
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
SITE = "https://list.example.org"


@pytest.fixture(autouse=True)
def _a_mail_server(settings):
    settings.EMAIL_HOST = "mail.example.org"


@pytest.fixture
def listing():
    return factories.organization(name="Lantern Union", email="info@lantern.example.org")


def run(*given):
    out = StringIO()
    call_command("confirmation_round", *given, stdout=out, stderr=StringIO())
    return out.getvalue()


def later(monkeypatch, **passed):
    now = timezone.now() + timedelta(**passed)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_without_send_it_only_says_who_would_be_asked(listing):
    factories.organization(name="Quiet House")
    factories.withdrawn(name="Gone Away", email="info@gone.example.org")

    told = run()

    assert "Lantern Union: has an address." in told
    assert "Quiet House: no e-mail: make a link on the desk and pass it on." in told
    assert "2 to be asked. Nothing was sent" in told
    assert "Gone Away" not in told
    assert (mail.outbox, GroupLink.objects.count()) == ([], 0)


def test_the_message_gives_nothing_away_and_its_link_works(client, listing, settings):
    settings.DEFAULT_FROM_EMAIL = "post@list.example.org"
    assert "Mailed: 1. To be asked by hand: 0." in run("--send", "--site", f"{SITE}/")

    message = mail.outbox[0]
    assert (message.subject, message.to, message.from_email) == (
        "Please check your entry", ["info@lantern.example.org"], "post@list.example.org",
    )  # fmt: skip
    said = f"{message.subject} {message.body}".casefold()
    telling = ("lantern", settings.SITE_NAME.casefold(), "survivor", "traffick", "sex", "group", "{", "&")
    assert [word for word in telling if word in said] == []
    address = next(line for line in message.body.splitlines() if line.startswith(SITE))
    assert client.get(address.removeprefix(SITE)).context["link"].purpose == "confirm"


def test_its_link_works_until_the_day_that_the_message_names_is_over(listing, monkeypatch):
    run("--send")
    message, link = mail.outbox[0], GroupLink.objects.get()
    token = next(line for line in message.body.splitlines() if "/entry/" in line).rstrip("/").rpartition("/")[2]
    assert f"works until {date_format(link.last_day)}." in message.body

    last_minute = timezone.make_aware(datetime.combine(link.last_day, time(23, 59)))
    monkeypatch.setattr("django.utils.timezone.now", lambda: last_minute)
    assert links.living(token) == link
    monkeypatch.setattr("django.utils.timezone.now", lambda: last_minute + timedelta(minutes=1))
    assert links.living(token) is None


def test_nobody_is_mailed_twice_within_the_year_and_everybody_again_after_it(monkeypatch, listing):
    run("--send")
    run("--send")
    assert len(mail.outbox) == 1

    later(monkeypatch, days=364)
    run("--send")
    assert len(mail.outbox) == 1

    later(monkeypatch, days=2)
    run("--send")
    assert len(mail.outbox) == 2


def test_whoever_has_confirmed_is_left_alone_for_a_year(monkeypatch, listing):
    review.confirm(factories.link(listing))
    assert list(confirming.due()) == []

    later(monkeypatch, days=366)
    assert list(confirming.due()) == [listing]


def test_two_rounds_at_once_ask_once(listing):
    rounds = [confirming.ask_all(SITE), confirming.ask_all(SITE)]

    asked = [list(one) for one in rounds]

    assert len(mail.outbox) == 1
    assert [len(one) for one in asked] == [1, 0]


def test_a_round_that_had_its_list_before_another_began_asks_nobody_again(monkeypatch, listing):
    there = list(confirming.due())
    run("--send")
    real, calls = confirming.due, []
    monkeypatch.setattr(confirming, "due", lambda: calls.append(1) or (there if len(calls) == 1 else real()))

    assert list(confirming.ask_all(SITE)) == []
    assert len(mail.outbox) == 1


def test_what_the_server_refuses_is_said_and_not_tried_again(monkeypatch, listing):
    monkeypatch.setattr("curation.notify.send_mail", lambda *_args: (_ for _ in ()).throw(ConnectionRefusedError()))

    with pytest.raises(CommandError, match="1 could not be handed over"):
        run("--send")

    assert list(confirming.due()) == []


def test_a_server_that_takes_nothing_uses_up_nobody_s_turn(settings, listing):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(CommandError, match=r"The mail server does not take mail: .* Nobody was asked\.") as refused:
        run("--send")

    assert refused.value.returncode == 2
    assert list(confirming.due()) == [listing]


def test_a_round_stops_where_the_server_refuses_one_after_the_other(monkeypatch):
    for number in range(5):
        factories.organization(name=f"Group {number}", email=f"{number}@groups.example.org")
    monkeypatch.setattr("curation.notify.send_mail", lambda *_args: (_ for _ in ()).throw(ConnectionRefusedError()))

    with pytest.raises(CommandError, match=r"3 could not be handed over; see above\. The round stopped there"):
        run("--send")

    assert [one.name for one in confirming.due()] == ["Group 3", "Group 4"]


def test_a_round_goes_on_where_only_some_addresses_are_refused(monkeypatch):
    for number in range(5):
        factories.organization(name=f"Group {number}", email=f"{number}@groups.example.org")

    def send(_subject, _words, _sender, to):
        if not to[0].startswith("2@"):
            raise ConnectionRefusedError

    monkeypatch.setattr("curation.notify.send_mail", send)

    with pytest.raises(CommandError, match=r"^4 could not be handed over; see above\.$"):
        run("--send")

    assert list(confirming.due()) == []


def test_without_a_server_nothing_is_begun(settings, listing):
    settings.EMAIL_HOST = ""

    with pytest.raises(CommandError, match="No mail server is set"):
        run("--send")

    assert GroupLink.objects.count() == 0


def test_the_trail_says_that_the_site_made_the_link(listing):
    run("--send")

    line = Decision.objects.get(kind="make-link")
    assert line.actor == "(this site)"
    assert GroupLink.objects.get().author == "the yearly round"
    assert links.living("") is None


def test_a_link_is_mailed_to_the_address_the_listing_has_now_and_to_no_former_one(listing):
    """The page was opened before somebody else put the new address in: who reads the former would act for the group."""
    Organization.objects.filter(pk=listing.pk).update(email="new@lantern.example.org")

    made = links.make(listing, purpose="entry", by=factories.reviewer(), is_mailed=True)
    assert made.link.listing.email == "new@lantern.example.org"


def test_a_group_that_took_its_address_out_meanwhile_is_asked_by_hand(listing):
    Organization.objects.filter(pk=listing.pk).update(email="")

    assert confirming._ask(listing, SITE) == confirming.Asked.BY_HAND
    assert not GroupLink.objects.exists()


def test_nobody_is_told_that_a_link_was_mailed_where_there_is_no_address_any_more(monkeypatch, listing):
    make = links.make

    def slow(organization, **given):
        Organization.objects.update(email="")
        return make(organization, **given)

    monkeypatch.setattr(links, "make", slow)
    page = reverse("admin:directory_organization_change", args=[listing.pk])
    shown = desk.signed_in(factories.reviewer()).post(page, {"do": "make-link", "purpose": "entry", "mail": "on"})

    assert "It cannot be mailed from here." in desk.words(shown)
    assert (GroupLink.objects.exists(), mail.outbox) == (False, [])
