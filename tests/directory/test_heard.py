"""What is heard of a page: which heading is under which, where links of the same words lead, and nothing that is not so."""

import re

import pytest

from curation import founding
from tests import factories

pytestmark = pytest.mark.django_db
HEADING = re.compile(r"<h(\d)[^>]*>(.*?)</h\1>", re.DOTALL)
LINK = re.compile(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def main(client, path):
    return client.get(path).content.decode().partition("<main")[2].partition("</main>")[0]


def headings(text):
    return [(int(level), TAG.sub("", words).strip()) for level, words in HEADING.findall(text)]


def test_groups_are_under_the_heading_of_how_near_they_are(client):
    factories.organization(name="Reno House", city="Reno", region="NV")

    near = headings(main(client, "/groups/?near=Reno"))

    assert near[-2:] == [(2, "Near Reno"), (3, "Reno House")]


def test_ways_to_connect_are_under_their_heading_wherever_they_stand(client):
    listing = factories.organization(ways=[{"kind": "meeting", "label": "Open house", "schedule": "Mondays, 7 pm"}])

    own, kept = (
        headings(main(client, path)) for path in (f"/groups/{listing.slug}/", f"/my-list/?group={listing.slug}")
    )

    assert own[1:3] == [(2, "How to connect"), (3, "Go to a meeting")]
    assert kept[1:4] == [(2, listing.name), (3, "How to connect"), (4, "Go to a meeting")]


def test_links_of_the_same_words_lead_to_the_same_place(client):
    founding.make_founding_list()
    factories.pair()
    leads = {}

    for path, words in LINK.findall(main(client, "/take-action/")):
        leads.setdefault(TAG.sub("", words), set()).add(path)

    assert len(leads) > 10
    assert {words: paths for words, paths in leads.items() if len(paths) > 1} == {}


def test_keys_are_promised_only_by_the_script_that_knows_them(client):
    text = client.get("/").content.decode()

    assert "Shift key three times" in text
    assert "Shift key three times" not in TAG.sub("", text)
