"""What a visitor types lies in no memory of the process afterwards."""

import functools
import gc
import urllib.parse

import pytest
from django.test import Client

from directory import cards, editions
from directory.project import gunicorn
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "zqxcanary"
ADDRESSES = [
    *(
        f"/groups/?{name}={WORD}"
        for name in ("q", "near", "focus", "country", "family", "keep", "sort", "page", "within", WORD)
    ),
    f"/groups/?region=US-{WORD}",
    f"/groups/?near=Reno, {WORD}",
    f"/map/us/?region=US-{WORD}",
    f"/my-list/?group={WORD}",
    f"/groups.pdf?q={WORD}",
    f"/groups.pdf?region=US-{WORD}",
    f"/groups.atom?q={WORD}",
    f"/calendar.ics?near={WORD}",
    f"/embed/?region=US-{WORD}",
    f"/hsds/services?search={WORD}",
    f"/groups/lantern-house/?q={WORD}",
    f"/?{WORD}",
    f"/take-action/?{WORD}",
]
TYPED = [{"q": WORD}, {"near": WORD}, {"region": f"US-{WORD}"}, {"ask": f"q={WORD}"}]


def ours():
    """Every function of ours that remembers what it returned.

    By its type, not by `isinstance`: what other tests left behind as a lazy object would be worked out by that question,
    and may no longer be able to.
    """
    remembering = (one for one in gc.get_objects() if type(one) is functools._lru_cache_wrapper)
    return [one for one in remembering if one.__module__.startswith(("directory.", "curation."))]


def in_plain(one, depth=5):
    """What something remembers, as text: a function that remembers holds what it was given, and what it returned."""
    if issubclass(type(one), str):
        return [one]
    inside = issubclass(type(one), functools._lru_cache_wrapper | dict | list | tuple | set | frozenset) or hasattr(
        type(one), "__slots__"
    )
    return [text for inner in gc.get_referents(one) for text in in_plain(inner, depth - 1)] if inside and depth else []


def test_what_is_typed_is_remembered_nowhere():
    factories.organization(name="Lantern House")
    client = Client(raise_request_exception=False)

    statuses = [client.get(address).status_code for address in ADDRESSES]
    statuses += [client.post("/quiet/", typed).status_code for typed in TYPED]

    assert statuses.count(200) > len(statuses) / 2
    found = {one.__qualname__ for one in ours() for text in in_plain(one) if WORD in text.casefold()}
    assert found == set()
    assert [key for kept in (editions.pages._pages, cards._kept) for key in kept if WORD in str(key)] == []


def test_the_server_forgets_each_address_it_took_apart():
    urllib.parse.urlsplit(f"/entry/{WORD}/")

    gunicorn.post_request(None, None, None, None)

    assert urllib.parse.urlsplit.cache_info().currsize == 0
