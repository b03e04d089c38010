"""Signs of spam: what holds a submission."""

import pytest

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
    assert spam.signs(texts=[], **(QUIET | {sign: True})) == [sentence]


def test_many_links_are_a_sign_wherever_they_stand(db):
    texts = ["See http://a.example and HTTPS://b.example", "or www.c.example and http://d.example"]

    assert spam.signs(texts=texts, **QUIET) == ["There are 4 links in its text."]


@pytest.mark.parametrize(("times", "signs"), [(2, []), (3, ["The same text has been sent several times."])])
def test_the_same_text_many_times_is_a_sign(db, times, signs):
    text = "We win back your money, fast and for sure."
    for _number in range(times):
        factories.submission(description=text)

    assert spam.signs(texts=[f" {text} "], **QUIET) == signs


def test_an_empty_text_sent_many_times_is_no_sign(db):
    for _number in range(3):
        factories.submission(description="")

    assert spam.signs(texts=["", "Closed."], **QUIET) == []
