"""What is good to know of a link is said before it is followed, and an onion address is never one."""

import re

import pytest

from directory.outbound import cautions, followable
from tests import factories

HIDDEN = f"http://{'c' * 56}.onion/"
ALL = "/groups/ember-house/", "/my-list/?group=ember-house"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.example.org/", []),
        ("http://example.org/", ["not encrypted"]),
        ("https://m.facebook.com/a-group", ["social network", "may ask you to sign in"]),
        ("HTTP://X.com/a-group", ["social network", "may ask you to sign in", "not encrypted"]),
        ("https://chat.whatsapp.com/abc", ["chat app", "may ask you to sign in"]),
        ("https://bsky.app/profile/a-group", ["social network"]),
        ("https://groups.google.com/g/a-group", ["may ask you to sign in"]),
        # What only ends alike is another site.
        ("https://netflix.com/", []),
        ("https://facebook.com.example.org/", []),
        (HIDDEN, []),
        ("https://[broken/", []),
    ],
)
def test_a_link_is_described_by_its_scheme_and_host(url, words):
    assert cautions(url) == words


def test_only_an_onion_address_may_not_be_followed():
    assert (followable(HIDDEN), followable("http://onion.example.org/")) == ("", "http://onion.example.org/")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ALL)
def test_the_words_are_part_of_the_link(client, page):
    factories.organization(
        name="Ember House",
        website="http://ember.example.org/",
        ways=[_way(link="https://www.instagram.com/ember")],
    )

    content = client.get(page).content.decode()

    assert re.findall(r'<small class="caution">\((.*?)\)</small></a>', content) == [
        "not encrypted",
        "social network, may ask you to sign in",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("page", [*ALL, "/groups/ember-house.vcf"])
def test_an_onion_address_is_text(client, page):
    factories.organization(name="Ember House", website=HIDDEN, ways=[_way(link=f"{HIDDEN}chat")])

    content = client.get(page).content.decode()

    assert HIDDEN[8:40] in content
    assert re.findall(r'href="[^"]*\.onion', content) == []


@pytest.mark.django_db
def test_an_onion_address_is_no_link_on_paper(client):
    factories.organization(name="Ember House", website=HIDDEN)

    assert b"/URI" not in client.get("/groups.pdf").content


def _way(**given):
    empty = dict.fromkeys(("label", "link", "phone", "schedule", "languages", "who_for", "safety_note"), "")
    return empty | {"kind": "social"} | given
