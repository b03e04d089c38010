"""Verbs take what they hold in one order: of two that wait for each other, a database ends one with an error."""

import re

import pytest
from django.db import connection
from django.utils import timezone

from curation import confirming, review
from curation.retention import erasing
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'", reason="Only on PostgreSQL do two writers wait for each other."
    ),
]
ENTRY = "the entry"
SUBMISSION, LISTING, LINK = "curation_submission", "directory_organization", "curation_grouplink"


def held(act):
    """List the tables of which `act` holds a row, each when it is held first; the entry of a listing apart from what is about it."""
    tables = []

    def note(execute, sql, params, many, context):
        if table := re.match(r'SELECT .* FROM "(\w+)" .*FOR (?:NO KEY )?UPDATE|UPDATE "(\w+)"', sql, re.DOTALL):
            is_entry = '"curation_submission"."organization_id" =' in sql
            tables.append(ENTRY if is_entry else table[1] or table[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return list(dict.fromkeys(table for table in tables if table in (ENTRY, SUBMISSION, LISTING, LINK)))


def test_publishing_a_new_address_and_the_group_s_own_act_meet_in_no_circle():
    listing = factories.organization(email="info@lantern.example.org")
    link, mailed = factories.link(listing), factories.mailed_link(listing)
    change = factories.change(listing, email="hello@lantern.example.org")
    for reader in factories.pair():
        factories.recommended(change, by=reader)
    factories.called_back(change, by=factories.pair()[0])
    published = held(lambda: review.publish(change, by=factories.pair()[1]))
    confirmed = held(lambda: review.confirm(link))

    mailed.refresh_from_db()
    assert mailed.ended_at
    assert published == [SUBMISSION, LISTING, LINK]
    assert confirmed == [ENTRY, LISTING, LINK, SUBMISSION]


def test_a_re_review_that_takes_a_listing_down_holds_its_entry_first():
    listing, reader = factories.organization(), factories.pair()[0]
    again = factories.change(listing, description="Now it works with the police.")
    review.claim(again, by=reader)
    told = {"reason": "policy", "words": "It joined raids.", "takes_listing_down": True}
    declined = held(lambda: review.decline(again, by=reader, **told))

    assert declined[:3] == [ENTRY, SUBMISSION, LISTING]
    other = factories.organization()
    assert held(lambda: review.withdraw(other, by=reader, reason="wrong"))[1] == LISTING


def test_the_yearly_round_holds_the_entry_first():
    listing = factories.organization(email="info@lantern.example.org", facts_checked_on="2020-01-01")

    assert held(lambda: confirming._ask(listing, "https://example.org"))[:2] == [ENTRY, LISTING]


def test_forgetting_a_listing_holds_what_was_sent_about_it_first():
    factories.withdrawn()
    down = erasing.listings_due(timezone.now())

    assert held(lambda: erasing.each(down, erasing.erase_listing))[:2] == [ENTRY, LISTING]
    assert not down.exists()
