"""After a change in substance every listing is looked at again, by a day that nothing else moves."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curation import intake, rereviews, review
from curation.models import CriteriaSet, Decision
from tests import factories
from tests.curation.versions import new_version

pytestmark = pytest.mark.django_db

LINE = [{"kind": "peer-line", "label": "", "link": "", "phone": "+1 775 555 0101", "schedule": "", "languages": ""}]
CHAT = [{"kind": "chat", "label": "Nights", "link": "", "phone": "", "schedule": "", "languages": ""}]


def in_force(days_ago):
    """Put a version that asks something else in force, so many days ago."""
    made = new_version("substantive")
    CriteriaSet.objects.filter(pk=made.pk).update(effective_on=timezone.localdate() - timedelta(days=days_ago))
    return made


def days():
    return {due.listing.name: due.day for due in rereviews.due()}


def test_clearer_words_call_for_nothing():
    factories.organization()
    new_version("editorial")

    assert rereviews.due() == []


@pytest.mark.parametrize("ways", [LINE, CHAT])
def test_lines_come_first_then_what_was_vetted_longest_ago(ways):
    today = timezone.localdate()
    line = factories.organization(ways=ways)
    old, middle = (factories.organization(vetted_on=today - timedelta(days=ago)) for ago in (300, 100))
    fresh = factories.organization()
    made = in_force(0)

    found = rereviews.due()

    assert [due.listing for due in found] == [line, old, middle, fresh]
    assert {due.overtaken_by for due in found} == {made}
    assert all(today <= due.day < today + timedelta(days=180) for due in found)
    assert found[0].day < today + timedelta(days=60) <= found[1].day


def test_listings_of_one_age_are_spread():
    listing, made = factories.organization(), in_force(0)
    spread = set()
    for number in range(30):
        listing.public_id = type(listing.public_id)(int=number)
        spread.add(rereviews.due_on(listing, made, is_line=False))

    assert len(spread) == 30


def test_a_day_stays_when_others_are_done_and_when_another_version_follows():
    done, left = factories.organization(), factories.organization()
    in_force(3)
    before = days()[left.name]

    first, second = factories.pair()
    again = intake.receive_for_review(done, by=first)
    for reader in (first, second):
        factories.recommended(again, by=reader)
    review.publish(again, by=second)
    new_version("substantive")

    done.refresh_from_db()
    left.refresh_from_db()
    assert days()[left.name] == before
    assert (done.criteria_version, left.criteria_version) == ("2", "1")
    # The one that was done is overtaken by the version after it alone.
    assert {due.listing: due.overtaken_by.version for due in rereviews.due()} == {done: "3", left: "2"}


def test_the_desk_is_told_when_the_day_has_come(client):
    listing = factories.organization()
    made = in_force(0)
    assert [due.listing for due in rereviews.waiting()] == []

    CriteriaSet.objects.filter(pk=made.pk).update(effective_on=timezone.localdate() - timedelta(days=180))
    assert [due.listing for due in rereviews.waiting()] == [listing]
    client.force_login(factories.reviewer())
    assert reverse("admin:looking_again") in client.get(reverse("admin:index")).content.decode()
    page = client.get(reverse("admin:looking_again")).content.decode()
    assert listing.name in page and "Its day has come" in page and "under version 1, overtaken by 2" in page


def test_the_list_opens_a_re_review_and_the_public_reads_the_old_version_until_it_is_done(client):
    listing = factories.organization()
    in_force(0)
    client.force_login(factories.reviewer())

    client.post(reverse("admin:directory_organization_change", args=[listing.pk]), {"do": "look-again"})

    again = listing.submissions.get(purpose="review")
    assert Decision.objects.filter(submission=again.uuid, kind="receive").count() == 1
    assert [due.is_in_review for due in rereviews.due()] == [True]
    assert "In review again" in client.get(reverse("admin:looking_again")).content.decode()
    assert "criteria, version 1" in client.get(listing.get_absolute_url()).content.decode()
    old = client.get(reverse("criteria_version", args=["1"])).content.decode()
    assert "This is an earlier version." in old


def test_what_is_down_is_on_no_list():
    factories.withdrawn()
    in_force(0)

    assert rereviews.due() == []


def test_what_was_never_vetted_here_is_the_oldest():
    listing = factories.organization()
    listing.vetted_on = None
    made = CriteriaSet(effective_on=date(2026, 3, 1))

    assert rereviews.due_on(listing, made, is_line=False) < date(2026, 3, 1) + timedelta(days=60 + 30)
