"""A page is drawn once with holes: what fills them is this visitor's, escaped, and never the one's before."""

import re
from html import escape

import pytest
from django.core.cache import caches

from directory import frames
from tests import factories


@pytest.fixture(autouse=True)
def _no_frame_yet():
    caches["template_fragments"].clear()


def fields(page):
    return dict(re.findall(r'<input id="(q|near)" [^>]*value="([^"]*)"', page))


def test_the_next_visitor_gets_the_frame_and_none_of_the_words(client, db, monkeypatch):
    factories.organization(name="Casa Amarilla")
    first = client.get("/groups/", {"q": "amarilla"}).content.decode()
    monkeypatch.setattr(frames, "render_to_string", None)

    second = client.get("/groups/", {"q": "casa"}).content.decode()

    assert [fields(page)["q"] for page in (first, second)] == ["amarilla", "casa"]
    assert ["“amarilla”" in page for page in (first, second)] == [True, False]


@pytest.mark.parametrize("typed", ['"><script>', "\0near\0", "&amp;", "%(total)s {q}"])
def test_what_is_typed_fills_its_own_hole_as_text(client, db, typed):
    for _again in range(2):
        page = client.post("/quiet/", {"q": typed}).content.decode()

        assert fields(page) == {"q": escape(typed), "near": ""}


def test_a_page_without_something_has_no_place_for_it(client, db):
    factories.organization()
    pages = [
        client.get(address).content.decode() for address in ("/groups/?kind=bogus", "/groups/", "/groups/?kind=bogus")
    ]

    assert ['role="alert"' in page for page in pages] == [True, False, True]
    assert ["<fieldset>" in page for page in pages] == [False, True, False]
    assert all("\0" not in page for page in pages)


def test_a_frame_is_of_one_language_and_of_one_site(client, db, settings):
    english = client.get("/groups/").content.decode()
    spanish = client.get("/es/groups/").content.decode()
    settings.SITE_NAME = "Another"
    other = client.get("/groups/").content.decode()

    headings = [re.search("<h1>(.*?)</h1>", page)[1] for page in (english, spanish, other)]
    assert headings == ["Find a group", "Encontrar un grupo", "Find a group"]
    assert ["<title>Find a group – Another" in page for page in (english, other)] == [False, True]
