"""Checking listings again on the desk: the list of what is due, and the page of each."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from curation import verifying
from curation.models import Decision, Verification
from directory.models import Organization
from tests import factories
from tests.curation.admin import desk

LIST = "admin:directory_organization_due"
LINE = {"kind": "peer-line", "phone": "+1 775 555 0101", "schedule": "Evenings"}


@pytest.fixture
def listing(db):
    return factories.organization(
        name="Lantern Union", ways=[LINE], facts_checked_on=timezone.localdate() - timedelta(days=400)
    )


@pytest.fixture
def client(db):
    return desk.signed_in(factories.pair()[0])


def page(listing):
    return reverse("admin:directory_organization_verify", args=[listing.pk])


def press(client, listing, do, **typed):
    typed = {"seen": listing.version, "how": "called", "on": timezone.localdate().isoformat()} | typed
    return client.post(page(listing), {"do": do} | typed, follow=True)


def shown(client, address):
    return client.get(address).content.decode()


def test_the_desk_leads_to_what_is_due_and_that_to_the_page_of_each(listing, client):
    first, due = shown(client, reverse("admin:index")), shown(client, reverse(LIST))

    assert "1 listing whose facts are due again" in first
    assert reverse(LIST) in first
    assert page(listing) in due
    assert "A line where a person answers" in due


def test_whoever_checks_calls_writes_and_looks_from_the_page_itself(client):
    listing = factories.organization(phone="+1 775 555 0100", email="hello@lantern.example.org", ways=[LINE])

    told = shown(client, page(listing))

    assert [href for href in re.findall(r'href="((?:tel|mailto|https):[^"]*)"', told) if "://" not in href] == [
        "tel:+17755550100", "tel:+17755550101", "mailto:hello@lantern.example.org",
    ]  # fmt: skip
    assert f'href="{listing.website}"' in told


def test_nothing_is_due_where_all_was_checked(client):
    factories.organization(name="Fine", facts_checked_on=timezone.localdate())

    assert "due again" not in shown(client, reverse("admin:index"))
    assert "None today." in shown(client, reverse(LIST))


def test_what_was_ticked_counts_as_checked(listing, client):
    answer = press(client, listing, "confirmed", ways=[verifying.key_of(listing.ways.get())])

    assert desk.said(answer) == ["Written down. What you ticked counts as checked that day."]
    assert listing.ways.get().last_confirmed == timezone.localdate()


def test_each_way_and_part_is_offered_with_how_it_stands(listing, client):
    html = shown(client, page(listing))

    long_ago = date_format(timezone.localdate() - timedelta(days=400), "DATE_FORMAT")
    assert f"+1 775 555 0101 · Evenings – May be out of date, {long_ago}" in html
    assert "Its website: https://" in html
    assert "Its phone:" not in html
    assert f'name="ways" value="{verifying.key_of(listing.ways.get())}"' in html


def test_a_change_leads_on_to_the_form_that_proposes_it(listing, client):
    answer = press(client, listing, "changed")

    assert answer.redirect_chain[0][0] == reverse("admin:directory_organization_propose", args=[listing.pk])
    assert Verification.objects.get().result == "changed"


@pytest.mark.parametrize(
    ("do", "typed", "sentence"),
    [
        ("confirmed", {}, "Tick what was confirmed."),
        ("confirmed", {"how": ""}, "Say how you checked."),
        ("confirmed", {"on": "soon"}, "Enter a valid date."),
        ("confirmed", {"ways": ["x"]}, "Select a valid choice"),
        ("no-answer", {"how": "website"}, "Only a call or a message can stay without an answer."),
        ("confirmed", {"seen": "x"}, "The listing has changed since this page was made."),
        ("fly", {}, "Nothing was pressed that this page knows."),
    ],
)
def test_what_is_wrong_is_said_on_the_page_and_nothing_is_lost(listing, client, do, typed, sentence):
    before = Decision.objects.count()

    answer = press(client, listing, do, **({"on": "2026-11-01"} | typed))

    html = answer.content.decode()
    assert (answer.status_code, sentence in html, 'role="alert"' in html) == (200, True, True)
    assert 'value="called"' in html
    assert (Verification.objects.count(), Decision.objects.count()) == (0, before)


def test_two_attempts_in_vain_ask_for_a_decision(listing, client):
    ago = timezone.localdate() - timedelta(days=14)
    first = press(client, listing, "no-answer", on=ago.isoformat())
    second = press(client, listing, "no-answer")
    asked, due = shown(client, page(listing)), shown(client, reverse(LIST))

    kept = client.post(page(listing), {"do": "keep"}, follow=True)

    assert desk.said(first) == ["Written down. Try again in 14 days."]
    assert desk.said(second) == ["Written down. The listing now says that we could not reach the group."]
    assert "Keep it, with the notice" in asked
    assert "Could not be reached: decide" in due
    assert desk.said(kept) == ["It stays, with the notice."]
    assert "decide" not in shown(client, reverse(LIST))
    assert list(Organization.objects.listed()) == [listing]


def test_the_list_takes_as_many_queries_for_three_as_for_one(listing, client, django_assert_num_queries):
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(LIST))
    for name in ("Ash", "Beech"):
        factories.organization(name=name, ways=[LINE | {"phone": name}], facts_checked_on="2020-01-01")

    with django_assert_num_queries(len(one)):
        client.get(reverse(LIST))


def test_what_was_taken_down_has_no_such_page(client):
    down = factories.withdrawn()

    assert client.get(page(down)).status_code == 404


@pytest.mark.parametrize("do", ["confirmed", "changed", "no-answer", "keep"])
@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_works_without_the_permission(listing, role, do):
    answer = press(desk.signed_in(factories.user(role)), listing, do)

    assert (answer.status_code, Verification.objects.count()) == (403, 0)
