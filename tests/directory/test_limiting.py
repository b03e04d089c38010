"""One network can be kept from taking all there is, and no address is kept for that."""

import pytest
from django.test import RequestFactory

from directory import limiting
from directory.limiting import Limiter


def asking(address="203.0.113.7", **headers):
    return RequestFactory().post("/suggest/", REMOTE_ADDR=address, headers=headers)


def test_one_network_is_over_after_so_many_and_another_is_not():
    limiter = Limiter(per_hour=2)

    for address in ("203.0.113.7", "203.0.113.200"):
        limiter.count(asking(address))

    assert [limiter.is_over(asking(address)) for address in ("203.0.113.9", "203.0.114.9")] == [True, False]


def test_an_ipv6_household_counts_as_one_network():
    limiter = Limiter(per_hour=1)

    limiter.count(asking("2001:db8:1:2::3"))

    assert [limiter.is_over(asking(address)) for address in ("2001:db8:1:9::1", "2001:db8:2::1")] == [True, False]


@pytest.mark.parametrize("near", ["127.0.0.1", "172.17.0.1", "::1"])
def test_everybody_behind_an_onion_service_or_a_container_shares_a_wider_limit(near):
    limiter = Limiter(per_hour=1)

    for _number in range(19):
        limiter.count(asking(near))
    before = limiter.is_over(asking(near))
    limiter.count(asking(near))

    assert (before, limiter.is_over(asking(near))) == (False, True)


def test_when_there_are_too_many_networks_those_that_are_known_still_count_and_the_others_count_together(monkeypatch):
    monkeypatch.setattr(Limiter, "MOST_NETWORKS", 1)
    limiter = Limiter(per_hour=2)
    for _time in range(2):
        limiter.count(asking("203.0.113.7"))
    for number in range(39):
        limiter.count(asking(f"198.51.{number}.1"))

    before = limiter.is_over(asking("198.51.200.1"))
    limiter.count(asking("198.51.200.1"))

    assert (before, limiter.is_over(asking("198.51.201.1"))) == (False, True)
    assert limiter.is_over(asking("203.0.113.9"))


def test_what_a_visitor_says_of_their_own_address_is_not_believed(settings):
    limiter = Limiter(per_hour=1)

    limiter.count(asking("203.0.113.7", **{"X-Forwarded-For": "198.51.100.1"}))

    assert limiter.is_over(asking("203.0.113.7", **{"X-Forwarded-For": "198.51.100.2"}))


def test_behind_a_proxy_only_what_the_proxy_added_counts(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    limiter = Limiter(per_hour=1)

    limiter.count(asking("127.0.0.1", **{"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}))

    forged = [f"198.51.100.9, {address}" for address in ("203.0.113.8", "203.0.114.8")]
    assert [limiter.is_over(asking("127.0.0.1", **{"X-Forwarded-For": said})) for said in forged] == [True, False]


def test_no_address_is_kept():
    limiter = Limiter(per_hour=2)

    limiter.count(asking("203.0.113.7"))

    kept = repr(vars(limiter))
    assert [part for part in ("203.0.113", "203, 0, 113", r"\xcb\x00q") if part in kept] == []
    assert sum(limiter._counts.values()) == 1


def test_counts_end_with_the_hour_and_keys_with_the_day(monkeypatch):
    limiter = Limiter(per_hour=1)
    now, key = limiting.time.monotonic(), limiter._salt
    limiter.count(asking())

    seen = []
    for hours in (0.9, 1.1, 25):
        monkeypatch.setattr(limiting.time, "monotonic", lambda hours=hours: now + hours * 3600)
        seen.append((limiter.is_over(asking()), limiter._salt == key))

    assert seen == [(True, True), (False, True), (False, False)]


def test_a_costly_answer_counts_many_times_and_the_wait_is_said():
    limiter = Limiter(per_hour=50)

    limiter.count(asking(), times=50)

    assert limiter.is_over(asking())
    assert 3500 < limiter.seconds_left <= 3600
