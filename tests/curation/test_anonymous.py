"""Forms without an account: where they may come from, and what the stamp on a page says."""

import time

import pytest
from django.core import signing
from django.test import RequestFactory

from curation import anonymous

HERE = "http://testserver"


@pytest.mark.parametrize(
    ("said", "is_ours"),
    [
        ({}, True),
        ({"Origin": HERE}, True),
        ({"Origin": "https://testserver"}, True),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "null"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Origin": "http://testserver:8080"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": HERE, "Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_a_form_comes_from_this_site_if_the_browser_says_so_or_says_nothing(said, is_ours):
    request = RequestFactory().post("/suggest/", headers=said)

    assert anonymous.came_from_here(request) is is_ours


def test_a_site_of_ours_under_another_name_may_be_named_in_the_settings(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://mirror.example"]

    request = RequestFactory().post("/suggest/", headers={"Origin": "https://mirror.example"})

    assert anonymous.came_from_here(request)


def test_a_form_from_another_site_is_not_taken_in_and_sets_no_cookie(db, client):
    answer = client.post("/suggest/", {}, headers={"Origin": "https://evil.example"})

    assert (answer.status_code, len(answer.cookies)) == (403, 0)


def test_a_stamp_comes_back_as_it_was_made():
    stamp = anonymous.new_stamp()

    assert anonymous.stamp(stamp.signed()) == stamp


@pytest.mark.parametrize(("age", "is_too_fast"), [(0, True), (2, True), (4, False), (23 * 3600, False)])
def test_a_page_sent_within_three_seconds_was_not_read(age, is_too_fast):
    stamp = anonymous.Stamp("n", time.time() - age)

    assert stamp.is_too_fast is is_too_fast


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "nonsense",
        anonymous.SALT,
        anonymous.Stamp("n", time.time() - 25 * 3600).signed(),
        signing.dumps(["n", time.time()], salt="another"),
        signing.dumps("n", salt=anonymous.SALT),
    ],
    ids=["empty", "nonsense", "salt", "too old", "another’s", "not a stamp"],
)
def test_what_is_not_a_stamp_of_ours_or_older_than_a_day_does_not_count(signed):
    assert anonymous.stamp(signed) is None


def test_the_same_words_from_the_same_page_have_one_number_and_others_another():
    first, second = anonymous.new_stamp(), anonymous.new_stamp()

    same = {first.nonce_for({"name": "Lantern", "city": "Reno"}), first.nonce_for({"city": "Reno", "name": "Lantern"})}
    others = {first.nonce_for({"name": "Lamp"}), second.nonce_for({"name": "Lantern", "city": "Reno"})}

    assert (len(same), len(others), same & others) == (1, 2, set())
