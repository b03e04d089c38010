"""Feeds are Atom that programs read as it was meant (RFC 4287)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from defusedxml import ElementTree

from tests import factories

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client, address="/groups.atom"):
    return ElementTree.fromstring(client.get(address).content)


def text(found, path):
    return found.findtext(path, namespaces=ATOM)


def leads(found, rel):
    return found.find(f"a:link[@rel='{rel}']", ATOM).get("href")


def test_what_a_group_wrote_is_text_and_its_paragraphs_stay(client):
    factories.organization(description="For <friends> & kin, a < b.\n\n<script>alert(1)</script>")

    summary = feed(client).find("a:entry/a:summary", ATOM)

    assert summary.get("type") == "html"
    assert summary.text == (
        "<p>For &lt;friends&gt; &amp; kin, a &lt; b.</p>\n\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


@pytest.mark.parametrize("sign", ["\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_sign_that_xml_cannot_hold_spoils_the_feed_for_nobody(client, sign):
    factories.organization(name=f"Lantern{sign} Union", description=f"Meals{sign} and rides.")

    found = feed(client)
    asked = feed(client, f"/groups.atom?q=meals{quote(sign)}")

    assert text(found, "a:entry/a:title") == "Lantern Union"
    assert text(found, "a:entry/a:summary") == "<p>Meals and rides.</p>"
    assert "meals" in text(asked, "a:title")


@pytest.mark.parametrize(
    "address",
    ["/groups.atom", "/groups.atom?region=US-NV", "/es/groups.atom?focus=connection-care&region=US-NV"],
)
def test_a_feed_names_the_address_that_answers_it(client, address):
    assert leads(feed(client, address), "self") == f"http://testserver{address}"


def test_a_feed_says_who_it_is_by(client, settings):
    settings.SITE_NAME = "Beacon"

    assert text(feed(client), "a:author/a:name") == "Beacon"


def test_two_changes_on_one_day_are_told_apart(client, monkeypatch):
    clock = [datetime(2026, 11, 1, 12, tzinfo=UTC)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])
    listing = factories.organization()
    seen = [text(feed(client), "a:entry/a:updated")]

    clock[0] += timedelta(hours=2)
    factories.published(factories.change(listing, phone="+1 775 555 0100"))
    seen += [text(feed(client), "a:entry/a:updated"), text(feed(client), "a:updated")]

    assert seen == ["2026-11-01T12:00:00+00:00", *["2026-11-01T14:00:00+00:00"] * 2]


def test_a_feed_is_known_by_its_question_and_its_language(client):
    factories.organization()
    asked = ["focus=connection-care&region=US-NV", "region=US-NV&focus=connection-care", "region=US-NV"]

    first, again, fewer = (text(feed(client, f"/groups.atom?{query}"), "a:id") for query in asked)
    other = text(feed(client, f"/es/groups.atom?{asked[0]}"), "a:id")

    assert first == again
    assert len({first, fewer, other}) == 3
