"""Signs of spam: what holds a submission, and that counting keeps no address."""

import pytest
from django.test import RequestFactory

from curation import spam
from tests import factories

QUIET = {"is_trapped": False, "is_too_fast": False, "is_over": False}


def asking(address="203.0.113.7", **headers):
    return RequestFactory().post("/suggest/", REMOTE_ADDR=address, headers=headers)


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


def test_one_network_is_over_after_so_many_and_another_is_not():
    limiter = spam.Limiter(per_hour=2)

    for address in ("203.0.113.7", "203.0.113.200"):
        limiter.count(asking(address))

    assert [limiter.is_over(asking(address)) for address in ("203.0.113.9", "203.0.114.9")] == [True, False]


def test_an_ipv6_household_counts_as_one_network():
    limiter = spam.Limiter(per_hour=1)

    limiter.count(asking("2001:db8:1:2::3"))

    assert [limiter.is_over(asking(address)) for address in ("2001:db8:1:9::1", "2001:db8:2::1")] == [True, False]


def test_everybody_behind_an_onion_service_shares_a_wider_limit():
    limiter = spam.Limiter(per_hour=1)

    for _number in range(19):
        limiter.count(asking("127.0.0.1"))
    before = limiter.is_over(asking("127.0.0.1"))
    limiter.count(asking("127.0.0.1"))

    assert (before, limiter.is_over(asking("127.0.0.1"))) == (False, True)


def test_what_a_visitor_says_of_their_own_address_is_not_believed(settings):
    limiter = spam.Limiter(per_hour=1)

    limiter.count(asking("203.0.113.7", **{"X-Forwarded-For": "198.51.100.1"}))

    assert limiter.is_over(asking("203.0.113.7", **{"X-Forwarded-For": "198.51.100.2"}))


def test_behind_a_proxy_only_what_the_proxy_added_counts(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    limiter = spam.Limiter(per_hour=1)

    limiter.count(asking("127.0.0.1", **{"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}))

    forged = [f"198.51.100.9, {address}" for address in ("203.0.113.8", "203.0.114.8")]
    assert [limiter.is_over(asking("127.0.0.1", **{"X-Forwarded-For": said})) for said in forged] == [True, False]


def test_no_address_is_kept():
    limiter = spam.Limiter(per_hour=2)

    limiter.count(asking("203.0.113.7"))

    kept = repr(vars(limiter))
    assert [part for part in ("203.0.113", "203, 0, 113", r"\xcb\x00q") if part in kept] == []
    assert sum(limiter._counts.values()) == 1


def test_counts_end_with_the_hour_and_keys_with_the_day(monkeypatch):
    limiter = spam.Limiter(per_hour=1)
    now, key = spam.time.monotonic(), limiter._salt
    limiter.count(asking())

    seen = []
    for hours in (0.9, 1.1, 25):
        monkeypatch.setattr(spam.time, "monotonic", lambda hours=hours: now + hours * 3600)
        seen.append((limiter.is_over(asking()), limiter._salt == key))

    assert seen == [(True, True), (False, True), (False, False)]
