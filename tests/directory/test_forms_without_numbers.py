"""Text browsers do not know that a field may belong to a form by its number: what is to be sent stands within its form."""

from html.parser import HTMLParser

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


class Standing(HTMLParser):
    """Reads in which form each field and button stands, as its name or the words on it, whatever `form` says."""

    def __init__(self):
        super().__init__()
        self.form, self.found, self.button = "", {}, False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            assert not self.form, "a form in a form"
            self.form = given["action"]
        self.button = tag == "button"
        if tag in ("input", "select") and given.get("type") != "hidden":
            self.found.setdefault(given["name"], set()).add(self.form)

    def handle_data(self, data):
        if self.button:
            self.found.setdefault(data, set()).add(self.form)
        self.button = False

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = ""


def standing(answer):
    reader = Standing()
    reader.feed(answer.content.decode().partition("<main")[2])
    return reader.found


def test_the_list_is_searched_narrowed_and_kept_from_by_fields_within_their_form(client):
    factories.organization(name="Ember House")

    found = standing(client.get("/groups/"))

    of_the_list = ("q", "near", "within", "focus", "country", "Search", "Show results")
    assert [found[name] for name in of_the_list] == [{"/groups/"}] * len(of_the_list)
    assert {name: found[name] for name in ("group", "See my list")} == {
        "group": {"/my-list/"},
        "See my list": {"/my-list/"},
    }


@pytest.mark.parametrize("asked", [{}, {"focus": "bogus"}])
def test_a_question_can_be_asked_again_when_it_was_not_understood_or_asked_quietly(client, asked):
    for number in range(2):
        factories.organization(name=f"Ember House {number}")

    usual, quiet = standing(client.get("/groups/", asked)), standing(client.post("/quiet/", {"q": "ember", **asked}))

    assert (usual["q"], usual["Search"]) == ({"/groups/"}, {"/groups/"})
    assert {where for name, where in quiet.items() if name != "group" for where in where} == {"/quiet/"}


def test_where_nothing_can_be_narrowed_no_empty_place_is_announced(client):
    words = 'aria-label="Narrow the list"'

    assert words in client.get("/groups/").content.decode()
    assert words not in client.get("/groups/?focus=bogus").content.decode()
