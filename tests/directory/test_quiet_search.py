"""Somebody can search and narrow without one word of it in an address."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from directory import list_page
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESSES = re.compile(r'(?:href|action)="([^"]*)"')


@pytest.fixture
def listed(monkeypatch):
    """Three groups that fill two pages, and another one."""
    monkeypatch.setattr(list_page, "PER_PAGE", 2)
    for number in range(3):
        factories.organization(name=f"Ember {number:02}", focus_areas=["connection-care"])
    factories.organization(name="Lantern", city="Sparks", focus_areas=["economic-justice"])


def asked(client, **said):
    return client.post("/quiet/", said).content.decode()


def test_it_finds_what_the_list_finds(listed, client):
    usual = client.get("/groups/", {"q": "lantern", "region": "US-NV"}).content.decode()
    quiet = asked(client, q="lantern", region="US-NV")

    assert "<h2>1 group</h2>" in usual
    assert (
        re.findall(r'<h3><a href="([^"]*)"', quiet)
        == re.findall(r'<h3><a href="([^"]*)"', usual)
        == ["/groups/lantern/"]
    )


def test_no_address_on_the_page_says_what_was_asked(listed, client):
    for said in ({"q": "ember"}, {"q": "nosuchthing"}, {"near": "Reno"}, {"focus": "bogus", "q": "ember"}):
        page = asked(client, **said)
        addresses = set(map(unescape, ADDRESSES.findall(page)))
        assert not [a for a in addresses if "?" in a], said
        assert 'method="post" action="/quiet/"' in page


def test_each_button_goes_on_with_the_whole_question(listed, client):
    page = asked(client, q="ember", focus="connection-care")
    asks = [unescape(value) for value in re.findall(r'name="ask" value="([^"]*)"', page)]
    without_words = next(value for value in asks if value and "q" not in QueryDict(value))

    assert {"focus=connection-care", "q=ember", ""} <= {value for value in asks if "sort" not in value}
    assert "<h2>3 groups</h2>" in asked(client, ask=without_words)
    assert "<h2>4 groups</h2>" in asked(client, ask="")


def test_the_same_question_is_answered_in_the_other_language(listed, client):
    page = asked(client, q="ember & “ash”", focus="connection-care", near="Nowhere")

    [(action, value)] = re.findall(
        r'<form class="language" method="post" action="([^"]*)">.*?value="([^"]*)" lang="es"', page
    )
    there = client.post(action, {"ask": unescape(value)}).content.decode()
    assert (action, 'hreflang="es"' in page) == ("/es/quiet/", False)
    assert '<html lang="es"' in there and 'value="ember &amp; “ash”"' in there and 'value="Nowhere"' in there
    assert 'name="focus" value="connection-care"' in there
    assert re.search(r'action="/quiet/">.*?value="q=ember[^"]*" lang="en"', there)


def test_the_other_language_is_told_no_more_of_groups_than_that_they_are_listed(listed, client):
    page = asked(client, q="ember", keep=["lantern", "somebody-hidden"])

    assert 'value="q=ember&amp;keep=lantern" lang="es">Español</button>' in page
    assert "somebody-hidden" not in page


def test_pages_are_turned_by_buttons(listed, client):
    first = asked(client, q="ember")

    assert 'name="ask" value="q=ember&amp;page=2"' in first
    second = asked(client, ask="q=ember&page=2")
    assert "Ember 02" in second and "Ember 02" not in first


def test_it_sets_no_cookie_and_keeps_nothing(listed, client):
    answer = client.post("/quiet/", {"q": "ember"})

    assert (answer.cookies, answer.headers["Cache-Control"]) == ({}, "no-store")
    assert client.get("/quiet/").status_code == 200
    assert client.put("/quiet/").status_code == 405


def test_what_no_database_can_keep_is_passed_over(listed, client):
    for said in ({"keep": "a\0b"}, {"ask": "keep=a%00b"}):
        assert client.post("/quiet/", said).status_code == 200


@pytest.mark.parametrize(
    "ask", [lambda client, said: client.get("/groups/", said), lambda client, said: client.post("/quiet/", said)]
)
def test_a_place_nobody_knows_takes_nothing_else_out_of_the_question(listed, client, ask):
    answer = ask(client, {"connect": "drop-in", "police": ["no", "yes"], "near": "Seatle", "kind": "nonsense"})
    page = answer.content.decode()

    assert answer.status_code == 400
    for name, value in (("connect", "drop-in"), ("police", "no"), ("police", "yes")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'value="nonsense"' not in page


def test_a_mistyped_town_is_offered_as_it_may_have_been_meant_with_all_else_that_was_asked(listed, client):
    asked = {"connect": "drop-in", "near": "Seatle"}
    usual, quiet = client.get("/groups/", asked).content.decode(), client.post("/quiet/", asked).content.decode()

    assert 'href="/groups/?connect=drop-in&amp;near=Seattle%2C+Washington%2C+US"' in usual
    assert "Seattle%2C" not in quiet.split("value=", 1)[0]
    assert "Seattle, Washington" in quiet and 'href="/groups/?connect' not in quiet
    assert client.get("/groups/?near=Seattle, Washington, US").status_code == 200
