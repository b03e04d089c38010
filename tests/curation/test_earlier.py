"""A suggestion that comes again opens with what was decided before."""

import html
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from curation import earlier, review
from curation.models import Submission
from curation.retention import erasing
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = "Their page asks for tougher penalties."


@pytest.fixture
def pair():
    return factories.pair()


def declined(by, **facts):
    sent = factories.submission(**facts)
    review.claim(sent, by=by)
    review.declare(sent, by=by, has_conflict=False)
    review.decline(sent, by=by, reason="policy", words=WORDS)
    return sent


def page_of(client, submission, user):
    client.force_login(user)
    return html.unescape(client.get(reverse("admin:curation_submission_change", args=[submission.pk])).content.decode())


def test_a_reviewer_reads_why_it_was_declined_before(client, pair):
    before = declined(pair[0], name="Lantern Union")
    again = factories.submission(name="Lantern Unión")
    other = factories.submission(name="Quite Another")

    told = page_of(client, again, pair[1])

    assert "Something like this was declined before" in told
    assert WORDS in told
    # What single reviewers found then is a click away only for those who have said what they find now.
    assert reverse("admin:curation_submission_change", args=[before.pk]) not in told
    assert "declined before" not in page_of(client, other, pair[1])


def test_what_is_erased_is_told_by_month_and_reason_alone(client, pair, monkeypatch):
    declined(pair[0], name="Lantern Union")
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(days=91))
    call_command("forget")
    again = factories.submission(name="LANTERN union")

    (told,) = earlier.told(again, Submission.objects.all())
    page = page_of(client, again, pair[1])

    assert (told.reason, told.words, told.submission) == (
        "It works for laws that harm the people it should serve",
        "",
        None,
    )
    assert "Its words have been erased since." in page
    assert WORDS not in page


def test_whoever_may_not_read_the_earlier_one_is_not_told_of_it(client, pair):
    before = factories.submission(name="Lantern Union")
    review.declare(before, by=pair[1], has_conflict=True)
    review.claim(before, by=pair[0])
    review.declare(before, by=pair[0], has_conflict=False)
    review.decline(before, by=pair[0], reason="policy", words=WORDS)
    again = factories.submission(name="Lantern Union")

    assert WORDS in page_of(client, again, pair[0])
    assert WORDS not in page_of(client, again, pair[1])


def test_what_was_declined_once_and_listed_after_all_is_not_remembered_as_declined(pair):
    before = declined(factories.publisher(), name="Lantern Union")
    review.reopen(before, by=pair[1], words="They showed us their statutes.")
    review.release(before, by=pair[1])
    before.refresh_from_db()
    listing = factories.published(before).organization
    review.withdraw(listing, by=pair[0], reason="closed")
    listing.refresh_from_db()
    erasing.erase_listing(listing)

    assert earlier.told(factories.submission(name="Lantern Union"), Submission.objects.all()) == []
