"""The words for how long ago something was checked: on cards, pages, paper and in the filter, and never an old one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from curation import review, verifying
from directory import plain_text
from directory.models import Organization
from tests import factories

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
LINE = {"kind": "peer-line", "phone": "+1 775 555 0101"}
# Pages and cards are kept from one request to the next, which a test inside one transaction would not see.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_day(monkeypatch):
    """It is that many days later."""

    def move(days):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=days))

    move(0)
    return move


@pytest.fixture
def listing():
    return factories.organization(name="Lantern Union", ways=[LINE], facts_checked_on=TODAY)


def shown(client, listing):
    """What visitors read of it: on its card, on its page, in what they keep, as text, and by which filter it is found."""
    places = {
        "card": reverse("organization_list"),
        "page": listing.get_absolute_url(),
        "kept": f"{reverse('my_list')}?group={listing.slug}",
    }
    texts = {name: client.get(address).content.decode() for name, address in places.items()}
    texts["text"] = plain_text.text_of(Organization.objects.listed())
    return texts


def found(client, value):
    return "Lantern Union" in client.get(f"{reverse('organization_list')}?fresh={value}").content.decode()


def test_the_words_turn_with_the_day_and_the_old_ones_do_not_survive(client, listing, on_day):
    words = {
        0: "Checked recently, November 2026",
        45: "Checked a while ago, November 2026",
        90: "May be out of date, November 2026",
    }
    for day, word in words.items():
        on_day(day)
        for place, text in shown(client, listing).items():
            told = [other for other in words.values() if other in text]
            assert told == [word], (day, place)


def test_the_filter_turns_with_the_day(client, listing, on_day):
    turned = []
    for day in (0, 89, 90):
        on_day(day)
        turned.append([value for value in ("fresh", "ageing", "out-of-date", "unchecked") if found(client, value)])

    assert turned == [["fresh"], ["ageing"], ["out-of-date"]]


def test_a_call_makes_the_words_new_at_once(client, listing, on_day):
    on_day(100)
    before = shown(client, listing)
    key = verifying.key_of(listing.ways.get())
    checked = review.Checked("called", TODAY + timedelta(days=100), "confirmed", ways=[key])

    review.verify(listing, checked, by=factories.pair()[0], seen=listing.version)

    after = shown(client, listing)
    assert all("May be out of date" in text for text in before.values())
    assert all("May be out of date, November" not in text for text in after.values())
    assert "Checked recently, March 2027" in after["page"]


def test_the_notice_is_on_page_list_and_paper_and_goes_when_the_group_answers(client, listing):
    sentence = "We could not reach this group since November 2026. Details may be out of date."
    for ago in (20, 0):
        factories.unanswered(listing, on=TODAY - timedelta(days=ago))
    noticed = shown(client, listing)
    link = factories.link(listing)

    review.confirm(link)

    assert {place for place, text in noticed.items() if sentence in " ".join(text.split())} == {"page", "kept", "text"}
    assert not any("could not reach" in text for text in shown(client, listing).values())
