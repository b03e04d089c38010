"""A listed group looks after its entry by a private link: from the curator who makes it to the group that leaves."""

import re

import pytest
from django.urls import reverse

from curation import review
from curation.models import GroupLink, Submission
from directory.models import Organization
from tests import factories
from tests.filling import filled

LINK = re.compile(r"http://testserver(/entry/[\w-]+/)")


@pytest.fixture
def listing(db):
    return factories.organization(name="Lantern Union", phone="+1 775 555 0100", leadership="survivors")


def given_a_link(client, listing, purpose="entry"):
    """Let a curator make a link on the desk, and return its address as the group gets it."""
    curator = factories.pair()[0]
    client.force_login(curator)
    page = client.post(
        reverse("admin:directory_organization_change", args=[listing.pk]), {"do": "make-link", "purpose": purpose}
    )
    address = LINK.search(page.content.decode())[1]
    # Shown this once.
    again = client.get(reverse("admin:directory_organization_change", args=[listing.pk])).content.decode()
    assert address not in again
    assert curator.get_username() in again
    client.logout()
    client.cookies.clear()
    return address


def test_a_group_confirms_corrects_hides_pauses_comes_back_and_leaves(client, listing):
    page = listing.get_absolute_url()
    link = given_a_link(client, listing)

    # It sees what is published, and nobody keeps a copy of that.
    answer = client.get(link)
    assert "+1 775 555 0100" in answer.content.decode()
    assert "Why this group is listed" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, noarchive"

    confirmed = client.post(link, {"do": "confirm", "agrees": "on", "seen": listing.version})
    assert "confirmed it today" in confirmed.content.decode()
    assert b"The group has confirmed this entry" in client.get(page).content
    assert b"the group itself" in client.get(page).content

    # A correction waits for reviewers, and they see whose it is.
    form = client.get(f"{link}correct/")
    receipt = client.post(f"{link}correct/", filled(form, after=0, city="Sparks", note="We have moved."))
    assert receipt.context["receipt"].reference
    change = Submission.objects.get(purpose="change")
    assert (change.source, change.held_because, change.city) == ("group", [], "Sparks")
    assert Organization.objects.get().city == "Reno"

    client.post(link, {"do": "hide", "what": ["phone"]})
    assert b"555 0100" not in client.get(page).content

    assert "Nobody can see the entry" in client.post(link, {"do": "pause"}).content.decode()
    assert client.get(page).content == client.get("/groups/never-heard-of/").content
    assert "You have paused the entry. Show it again" in client.get(f"{link}correct/").content.decode()
    assert "as soon as one of us has agreed" in client.post(link, {"do": "resume"}).content.decode()
    review.restore(listing, by=factories.pair()[1])
    assert client.get(page).status_code == 200

    assert "Tick the box" in client.post(link, {"do": "leave"}).content.decode()
    assert client.get(page).status_code == 200
    assert "You have left" in client.post(link, {"do": "leave", "sure": "on"}).content.decode()
    assert client.get(page).status_code == 404
    assert client.get(link).content == client.get("/entry/no-such-link/").content
    assert len(client.cookies) == 0


def test_a_group_says_whether_we_may_show_who_leads_it(client, listing):
    link = given_a_link(client, listing, "leadership")
    page, label = listing.get_absolute_url(), "Survivors of trafficking or abuse"
    assert label in client.get(link).content.decode()
    assert label not in client.get(page).content.decode()

    asked = client.post(link, {"do": "show-leadership", "seen": listing.version})
    assert "as soon as two of us have agreed" in asked.content.decode()
    assert label not in client.get(page).content.decode()
    change, others = Submission.objects.get(purpose="change"), [factories.pair()[1], factories.publisher()]
    for reader in others:
        factories.recommended(change, by=reader)
    review.publish(change, by=others[0])
    client.logout()
    assert label in client.get(page).content.decode()

    client.post(link, {"do": "hide-leadership"})
    assert label not in client.get(page).content.decode()


def test_a_group_confirms_what_its_page_showed_and_sees_what_it_says_now(client, listing):
    link = given_a_link(client, listing)
    seen = re.search(r'name="seen" value="(\d+)"', client.get(link).content.decode())[1]
    factories.published(factories.change(listing, phone="+1 775 555 0199"))

    answer = client.post(link, {"do": "confirm", "agrees": "on", "seen": seen})

    assert "has changed since you opened this page" in answer.context["problem"]
    assert "+1 775 555 0199" in answer.content.decode()
    assert Organization.objects.get().consent != "confirmed"


def test_a_curator_mails_a_link_and_it_is_not_on_the_page(client, listing, settings, mailoutbox):
    settings.EMAIL_HOST = "mail.example.org"
    Organization.objects.filter(pk=listing.pk).update(email="info@lantern.example.org")
    client.force_login(factories.pair()[0])

    page = client.post(
        reverse("admin:directory_organization_change", args=[listing.pk]),
        {"do": "make-link", "purpose": "entry", "mail": "on"},
    )

    assert not LINK.search(page.content.decode())
    assert (mailoutbox[0].to, mailoutbox[0].subject) == (["info@lantern.example.org"], "Your entry")
    assert "lantern" not in mailoutbox[0].body.casefold()
    assert client.get(LINK.search(mailoutbox[0].body)[1]).status_code == 200


def test_a_mail_about_one_question_promises_nothing_else_and_does_not_say_which(client, listing, settings, mailoutbox):
    settings.EMAIL_HOST = "mail.example.org"
    Organization.objects.filter(pk=listing.pk).update(email="info@lantern.example.org")
    client.force_login(factories.pair()[0])

    client.post(
        reverse("admin:directory_organization_change", args=[listing.pk]),
        {"do": "make-link", "purpose": "leadership", "mail": "on"},
    )

    said = f"{mailoutbox[0].subject} {mailoutbox[0].body}".casefold()
    telling = ("lantern", settings.SITE_NAME.casefold(), "lead", "led by", "survivor", "group", "{", "&")
    assert [word for word in telling if word in said] == []
    assert "say yes or no" in said
    assert "take it out" not in said
    assert client.get(LINK.search(mailoutbox[0].body)[1]).context["link"].purpose == "leadership"


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_whoever_does_not_review_makes_no_link(client, listing, role):
    client.force_login(factories.user(role))
    page = reverse("admin:directory_organization_change", args=[listing.pk])

    assert client.post(page, {"do": "make-link", "purpose": "entry"}).status_code == 403
    assert b"own link" not in client.get(page).content
    assert GroupLink.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "explode"},
        {},
        {"do": "hide"},
        {"do": "confirm", "seen": "²"},
        {"do": "show-leadership"},
    ],
)
def test_what_makes_no_sense_gets_a_sentence_and_changes_nothing(client, listing, sent):
    link = given_a_link(client, listing)
    before = Organization.objects.values().get()

    answer = client.post(link, sent)

    assert answer.status_code == 200
    assert answer.context["problem"]
    assert Organization.objects.values().get() == before


def test_a_form_from_elsewhere_is_refused(client, listing):
    link = given_a_link(client, listing)

    assert client.post(link, {"do": "pause"}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert Organization.objects.get().is_listed


def test_opening_a_link_changes_nothing_and_is_in_no_log(client, listing, caplog, monkeypatch):
    """Mail programs open links by themselves."""
    link = given_a_link(client, listing)
    client.get(link)
    assert GroupLink.objects.get().used_at is None

    monkeypatch.setattr("curation.views.group.page_facts.dates", lambda _listing: 1 / 0)
    client.raise_request_exception = False
    assert client.get(link).status_code == 500

    assert "answered 500 at /entry/<str:token>/" in caplog.text
    assert link.split("/")[2] not in caplog.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_works_on_a_phone_without_scripts(transactional_db, new_page, client, scheme):
    listing = factories.organization(phone="+1 775 555 0100")
    link = given_a_link(client, listing)
    page = new_page(scripts=False, color_scheme=scheme)

    page.goto(link)
    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    page.get_by_label("its phone").check()
    page.get_by_role("button", name="Take it out now").click()
    assert page.locator(".notice-good").inner_text().startswith("Taken out.")
    page.get_by_role("button", name="Pause the entry now").click()
    page.get_by_role("button", name="Show the entry again").click()

    assert page.locator(".notice-good").inner_text().startswith("We have noted that you want the entry back.")
    assert page.context.cookies() == []
    assert (page.troubles, page.foreign) == ([], [])
    assert Organization.objects.get().phone == ""
