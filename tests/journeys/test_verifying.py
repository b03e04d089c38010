"""A curator checks facts again on a phone, with the keyboard and without scripts; and visitors read what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.journeys.accessibility import DESK, looks, violations
from tests.journeys.test_desk import AUDIT

LINE = {"kind": "peer-line", "phone": "+1 775 555 0101", "schedule": "Evenings", "label": "Peer line"}


@pytest.fixture
def listing(transactional_db):
    today = timezone.localdate()
    made = factories.organization(name="Lantern Union", ways=[LINE], facts_checked_on=today - timedelta(days=91))
    for days in (20, 0):
        factories.unanswered(made, on=today - timedelta(days=days))
    factories.organization(
        name="Night Garden", ways=[LINE | {"phone": "2"}], facts_checked_on=today - timedelta(days=400)
    )
    return made


def test_the_pages_keep_the_policy_and_can_be_read_and_pressed(new_page, let_in, listing):
    page = new_page(width=DESK[0])
    let_in(page, factories.pair()[0])
    troubles = {}

    for address in (
        reverse("admin:directory_organization_due"),
        reverse("admin:directory_organization_verify", args=[listing.pk]),
        listing.get_absolute_url(),
        f"{reverse('my_list')}?group={listing.slug}",
    ):
        page.goto(address)
        for look in looks(page, (360, "dark")):
            if found := page.evaluate(AUDIT) + violations(page) + page.troubles + page.foreign:
                troubles[address, look] = found
            page.troubles.clear()

    assert troubles == {}


def test_a_line_is_confirmed_with_the_keyboard_and_without_scripts(new_page, let_in, listing):
    page = new_page(scripts=False)
    let_in(page, factories.pair()[0])
    page.goto(reverse("admin:directory_organization_verify", args=[listing.pk]))

    page.get_by_label("a call to the group").focus()
    page.keyboard.press("Space")
    page.get_by_label("+1 775 555 0101").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="What I ticked is right").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Written down.").wait_for()
    page.goto(listing.get_absolute_url())

    assert "could not reach" not in page.content()
    assert listing.ways.get().last_confirmed == timezone.localdate()
