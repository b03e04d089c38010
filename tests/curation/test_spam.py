"""Signs of spam: what holds a submission."""

import pytest
from django.utils import translation

from curation import spam
from tests import factories

QUIET = {"is_trapped": False, "is_too_fast": False, "is_over": False}


def test_an_ordinary_suggestion_shows_no_sign(db):
    texts = ["Peer support and legal clinics. More at https://lantern.example.org/ and www.example.org.", ""]

    assert spam.signs(texts=texts, **QUIET) == []


@pytest.mark.parametrize(
    ("sign", "sentence"),
    [
        ("is_trapped", "A field was filled in that people do not see."),
        ("is_too_fast", "It was sent within seconds of opening the page."),
        ("is_over", "Many came from the same network within an hour."),
    ],
)
def test_each_way_of_sending_that_robots_have_is_a_sign(db, sign, sentence):
    assert spam.told(spam.signs(texts=[], **(QUIET | {sign: True}))) == [sentence]


def test_many_links_are_a_sign_wherever_they_stand(db):
    texts = ["See http://a.example and HTTPS://b.example", "or www.c.example and http://d.example"]

    assert spam.told(spam.signs(texts=texts, **QUIET)) == ["There are 4 links in its text."]


@pytest.mark.parametrize(("times", "signs"), [(2, []), (3, ["The same text has been sent several times."])])
def test_the_same_text_many_times_is_a_sign(db, times, signs):
    text = "We win back your money, fast and for sure."
    for _number in range(times):
        factories.submission(description=text)

    assert spam.told(spam.signs(texts=[f" {text} "], **QUIET)) == signs


def test_an_empty_text_sent_many_times_is_no_sign(db):
    for _number in range(3):
        factories.submission(description="")

    assert spam.signs(texts=["", "Closed."], **QUIET) == []


def test_a_sign_found_on_a_spanish_page_is_told_in_the_language_of_the_reader(db):
    texts = ["http://a.example http://b.example http://c.example http://d.example"]
    with translation.override("es"):
        found = spam.signs(texts=texts, **(QUIET | {"is_too_fast": True}))
        read_in_spanish = spam.told(found)

    with translation.override("en"):
        read = spam.told(found)

    assert read == ["It was sent within seconds of opening the page.", "There are 4 links in its text."]
    assert read_in_spanish[0] == "Se envió segundos después de abrir la página."


def test_a_sign_that_was_stored_as_a_sentence_is_told_as_it_stands():
    assert spam.told(["It has eleven links.", "links"]) == ["It has eleven links.", "links"]
