"""What other sites and programs take over: it is what is listed, less what a group asked to be left out of."""

import io
import json
import re
from datetime import UTC, date, datetime

import pytest
from defusedxml import ElementTree
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from curation import review
from directory.middleware import EMBED
from directory.models import Moment, Organization
from directory.views import listing_page
from tests import factories
from tests.canaries import unpacked

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def feed(client, query=""):
    answer = client.get(f"/groups.atom{query}")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content)


def titles(found):
    return [title.text for title in found.findall("a:entry/a:title", ATOM)]


def addresses(client):
    """Return the addresses of groups in the sitemap, in the first language."""
    found = ElementTree.fromstring(client.get("/sitemap-groups.xml").content).findall("s:url/s:loc", SITEMAP)
    return [place.text for place in found if "/es/" not in place.text]


def linked_data(client, slug):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(f"/groups/{slug}/").content.decode()
    )
    return json.loads(found[1]) if found else None


def test_the_feed_says_what_is_new_and_changed_and_not_what_is_gone(client):
    first = factories.organization(name="Ember House")
    factories.organization(name="Copper House", region="CA", focus_areas=["economic-justice"])
    gone = factories.organization(name="Juniper House")
    factories.submission(name="Willow House")
    assert titles(feed(client)) == ["Juniper House", "Copper House", "Ember House"]

    review.withdraw(gone, by=factories.pair()[0], reason="wrong")
    factories.published(factories.change(first, phone="+1 775 555 0100"))

    assert titles(feed(client)) == ["Ember House", "Copper House"]
    assert titles(feed(client, "?focus=economic-justice")) == titles(feed(client, "?region=US-CA")) == ["Copper House"]


def test_entries_and_feeds_keep_their_names_whatever_the_site_is_called(client, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    listing = factories.organization(name="Ember House", slug="ember-house")
    Organization.objects.update(listed_on=date(2026, 3, 1))
    Moment.objects.filter(number=listing.changed_in).update(begun_at=datetime(2026, 5, 2, 13, tzinfo=UTC))

    one, two = (
        ElementTree.fromstring(client.get("/groups.atom", headers={"host": host}).content)
        for host in settings.ALLOWED_HOSTS
    )

    assert [found.findtext("a:entry/a:id", namespaces=ATOM) for found in (one, two)] == [listing.public_id.urn] * 2
    assert one.findtext("a:id", namespaces=ATOM) == two.findtext("a:id", namespaces=ATOM) != feed_id_of_another(client)
    assert one.findtext("a:entry/a:published", namespaces=ATOM) == "2026-03-01T00:00:00+00:00"
    assert one.findtext("a:updated", namespaces=ATOM) == "2026-05-02T13:00:00+00:00"


def feed_id_of_another(client):
    answer = client.get("/groups.atom?region=US-NV", headers={"host": "one.example"})
    return ElementTree.fromstring(answer.content).findtext("a:id", namespaces=ATOM)


def test_a_list_names_its_feed(client):
    assert 'href="/groups.atom?region=US-NV"' in client.get("/groups/?region=US-NV").content.decode()


def test_a_change_moves_the_day_of_the_last_change(client):
    listing = factories.organization(name="Ember House", listed_on=date(2026, 3, 1), changed_on=date(2026, 3, 1))

    factories.published(factories.change(listing, phone="+1 775 555 0100"))

    listing.refresh_from_db()
    assert listing.listed_on < listing.changed_on


def test_a_group_kept_from_search_engines_is_listed_here_and_announced_nowhere(client):
    factories.organization(name="Ember House")
    factories.organization(name="Quiet House", keep_from_search_engines=True)

    assert [address.rpartition("/groups/")[2] for address in addresses(client)] == ["ember-house/"]
    assert titles(feed(client)) == ["Ember House"]
    quiet, usual = (client.get(f"/groups/{name}-house/").content.decode() for name in ("quiet", "ember"))
    assert ('content="noindex"' in quiet, 'content="noindex"' in usual) == (True, False)
    assert (linked_data(client, "quiet-house"), linked_data(client, "ember-house")["name"]) == (None, "Ember House")
    assert "Quiet House" in client.get("/groups/").content.decode()
    assert client.get("/groups/quiet-house.vcf")["X-Robots-Tag"] == "noindex, noarchive"


def test_a_page_whose_address_carries_a_list_is_for_no_search_engine(client):
    factories.organization(name="Ember House")
    factories.organization(name="Quiet House", keep_from_search_engines=True)

    alone, carrying = (
        client.get(f"/groups/ember-house/{asked}").content.decode() for asked in ("", "?keep=quiet-house")
    )

    assert ("quiet-house" in carrying, 'content="noindex"' in carrying) == (True, True)
    assert ("quiet-house" in alone, 'content="noindex"' in alone) == (False, False)


def test_a_group_kept_from_open_data_is_found_by_people_and_taken_over_by_nobody(client, tmp_path):
    factories.organization(name="Ember House")
    factories.organization(name="Quiet House", keep_from_open_data=True)

    assert [o.name for o in Organization.objects.for_open_data()] == ["Ember House"]
    assert titles(feed(client)) == ["Ember House"]
    framed = client.get("/embed/").content.decode()
    assert ("Ember House" in framed, "Quiet House" in framed) == (True, False)
    assert "Quiet House" in client.get("/groups/").content.decode()
    assert addresses(client)[1].endswith("/groups/quiet-house/")
    for kind in ("csv", "json", "xlsx"):
        words = b"".join(unpacked(client.get(f"/groups.{kind}").getvalue()))
        assert (b"Ember House" in words, b"Quiet House" in words) == (True, False), kind
    # What somebody chose group by group is theirs.
    assert "Quiet House" in client.get("/my-list.csv?group=quiet-house").getvalue().decode()
    call_command("export_listings", str(tmp_path / "all.csv"), stdout=io.StringIO())
    assert "Quiet House" not in (tmp_path / "all.csv").read_text()


def test_no_table_points_at_those_who_wish_to_be_left_out(client):
    factories.organization(name="Ember House")
    before = client.get("/my-list.csv?group=ember-house").getvalue()
    Organization.objects.update(keep_from_search_engines=True, keep_from_open_data=True)

    assert client.get("/my-list.csv?group=ember-house").getvalue() == before


def test_a_parent_that_is_kept_from_open_data_is_not_let_in_by_what_is_part_of_it(client):
    parent = factories.organization(name="Quiet Network")
    factories.organization(name="Ember House", parent=str(parent.public_id))
    named = client.get("/groups.json").getvalue()
    since = f"{timezone.now():%Y-%m-%dT%H:%M:%S.%fZ}"

    factories.published(factories.change(parent, keep_from_open_data=True))

    assert (b"Quiet Network" in named, b"Quiet Network" in client.get("/groups.json").getvalue()) == (True, False)
    changed = client.get("/hsds/organizations", {"modified_after": since}).json()["contents"]
    assert [(one["name"], one.get("parent_organization_id")) for one in changed] == [("Ember House", None)]


def test_no_list_and_no_file_is_for_search_engines(client):
    factories.organization(name="Quiet House", keep_from_search_engines=True)

    assert 'name="robots" content="noindex"' in client.get("/groups/").content.decode()
    for file in ("groups.csv", "groups.json", "groups.xlsx", "groups.pdf"):
        assert client.get(f"/{file}")["X-Robots-Tag"] == "noindex, noarchive", file
    assert b"/groups/<" not in client.get("/sitemap-pages.xml").content


def test_nothing_taken_down_or_waiting_is_open_data():
    factories.organization(name="Ember House")
    factories.withdrawn(name="Juniper House")

    for chosen in (Organization.objects.for_open_data(), Organization.objects.for_search_engines()):
        assert [organization.name for organization in chosen] == ["Ember House"]


def test_linked_data_says_what_the_page_says_and_cannot_end_its_element(client):
    factories.organization(
        name="Ember House", acronym="EH", city="Reno", languages=["es"], email="info@ember.example.org",
        leadership="survivors", publish_leadership=False,
        ways=[{"kind": "social", "link": "https://social.example/ember"}],
    )  # fmt: skip
    Organization.objects.update(description="</script><script>alert(1)</script> & more")

    page = client.get("/groups/ember-house/").content.decode()
    told = linked_data(client, "ember-house")

    assert "<script>alert" not in page
    assert told["description"] == "</script><script>alert(1)</script> & more"
    assert (told["@type"], told["alternateName"], told["knowsLanguage"]) == ("Organization", ["EH"], ["Spanish"])
    assert told["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Reno",
        "addressRegion": "Nevada",
        "addressCountry": "US",
    }
    assert told["sameAs"] == ["https://social.example/ember"]
    assert "urvivor" not in json.dumps(told)


def test_linked_data_says_what_one_can_go_to_whose_chapter_it_is_and_on_what_terms(client, settings):
    parent = factories.organization(name="Umbrella Union")
    factories.organization(
        name="Ember House", parent=str(parent.public_id),
        ways=[
            {"kind": "meeting", "label": "Dinner", "schedule": "Every first Sunday 2–4 pm", "link": "https://ember.example/d"},
            {"kind": "action", "label": "March", "schedule": "December 5, 2030, 2 pm"},
            {"kind": "action", "label": "Long ago", "schedule": "December 5, 2020, 2 pm"},
            {"kind": "drop-in", "label": "Kitchen", "schedule": "Tuesdays 6 pm"},
        ],
    )  # fmt: skip

    told = linked_data(client, "ember-house")

    assert told["event"] == [
        {
            "@type": "Event", "name": "Dinner", "description": "Every first Sunday 2–4 pm", "url": "https://ember.example/d",
            "eventSchedule": {
                "@type": "Schedule", "repeatFrequency": "P1M", "byDay": ["1SU"], "startTime": "14:00:00",
                "endTime": "16:00:00", "scheduleTimezone": "America/Los_Angeles",
            },
        },
        {"@type": "Event", "name": "March", "description": "December 5, 2030, 2 pm", "startDate": "2030-12-05T14:00:00-08:00"},
    ]  # fmt: skip
    assert told["parentOrganization"] == {
        "@type": "Organization", "@id": parent.public_id.urn, "name": "Umbrella Union",
    }  # fmt: skip
    assert told["subjectOf"] == {"@type": "CreativeWork", "license": settings.OPEN_DATA_LICENSE[1]}


@pytest.mark.parametrize("wish", ["keep_from_search_engines", "keep_from_open_data"])
def test_linked_data_leaves_out_who_wants_to_be_left_out(client, wish):
    parent = factories.organization(name="Umbrella Union")
    factories.organization(name="Ember House", parent=str(parent.public_id))
    assert "parentOrganization" in linked_data(client, "ember-house")

    factories.published(factories.change(parent, **{wish: True}))

    assert linked_data(client, "umbrella-union") is None
    assert "parentOrganization" not in linked_data(client, "ember-house")


def test_a_page_kept_for_one_name_of_the_site_does_not_name_it(settings):
    listing = Organization.objects.for_page().get(pk=factories.organization(name="Ember House").pk)

    page = listing_page(RequestFactory().get("/groups/ember-house/"), listing).content.decode()

    assert "testserver" not in page


def test_the_sitemap_has_the_pages_and_the_groups(client):
    factories.organization(name="Ember House", changed_on=date(2026, 5, 2))

    index = client.get("/sitemap.xml").content.decode()
    pages = client.get("/sitemap-pages.xml").content.decode()

    assert "http://testserver/sitemap-groups.xml" in index
    assert "<lastmod>2026-05-02" in index
    assert "http://testserver/how-we-vet/" in pages
    assert "suggest" not in pages
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_the_sitemap_names_every_page_in_every_language_and_each_the_others(client):
    factories.organization(name="Ember House")
    factories.organization(name="Quiet House", keep_from_search_engines=True)

    for section, page in (("groups", "groups/ember-house/"), ("pages", "about/")):
        found = ElementTree.fromstring(client.get(f"/sitemap-{section}.xml").content).findall("s:url", SITEMAP)
        both = {"en": f"http://testserver/{page}", "es": f"http://testserver/es/{page}"}
        told = {
            url.findtext("s:loc", namespaces=SITEMAP): {
                link.get("hreflang"): link.get("href") for link in url.findall("x:link", SITEMAP)
            }
            for url in found
        }
        assert {loc: others for loc, others in told.items() if page in loc} == dict.fromkeys(both.values(), both)
        assert not any("quiet" in loc for loc in told)


def test_one_page_may_be_framed_and_no_other(client):
    factories.organization(name="Ember House", region="NV")
    factories.organization(name="Copper House", region="CA")
    assert reverse("embed") == EMBED

    framed, page = client.get("/embed/?region=US-NV"), client.get("/groups/?region=US-NV")

    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert ("X-Frame-Options" in framed, "X-Frame-Options" in page) == (False, True)
    assert ("Ember House" in framed.content.decode(), "Copper House" in framed.content.decode()) == (True, False)
    assert re.findall(r"<(?:form|input|button|script)", framed.content.decode()) == []
    assert re.findall(r"<a (?![^>]*target=\"_top\")", framed.content.decode()) == []
    assert framed.cookies.output() == ""
    assert client.get("/embed/?focus=bogus").status_code == 400


def test_security_txt_says_whom_to_tell_if_the_operator_has_said_so(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404

    settings.SECURITY_CONTACT, settings.SITE_URL = "safety@example.org", "https://directory.example.org"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    assert lines[0] == "Contact: mailto:safety@example.org"
    assert re.fullmatch(r"Expires: \d{4}-\d\d-\d\dT00:00:00Z", lines[1])
    assert lines[-1] == "Canonical: https://directory.example.org/.well-known/security.txt"


def test_the_search_is_described_for_those_who_ask_and_no_page_offers_it(client):
    answer = client.get("/opensearch.xml")

    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    assert 'template="http://testserver/groups/?q={searchTerms}"' in answer.content.decode()
    ElementTree.fromstring(answer.content)
    assert 'rel="search"' not in client.get("/").content.decode()
