"""What a coalition brought from a partner is known again by the partner's own id, whatever it is called by then."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from curation import review
from curation.models import PartnerId, Submission
from curation.sheets import batches, judging
from directory.models import Organization
from tests import factories
from tests.curation.sheets import bringing, partners

pytestmark = pytest.mark.django_db
RENAMED = {"name": "Pier Alliance", "alternate_name": "", "website": "https://pier.example.org/"}

# A listing needs these two.
WORDS = [{"id": "w-1", "name": "Connection and care"}, {"id": "w-2", "name": "One town or area"}]
TERMS = [
    {"id": f"t-{word[2:]}", "link_id": partners.SERVICE, "link_type": taxonomy, "taxonomy_term_id": word}
    for word, taxonomy in (("w-1", "focus-area"), ("w-2", "reach"))
]


@pytest.fixture
def me():
    return bringing.coalition()


def brought(me, **changed):
    """Bring one group of a partner's, `changed` since."""
    group = partners.TABLES["organizations.csv"][0] | changed
    town = partners.TABLES["addresses.csv"][0] | ({"city": "Dayton"} if changed else {})
    content = partners.package(
        organizations=[group], addresses=[town], phones=None, attributes=TERMS, taxonomy_terms=WORDS
    )
    return bringing.checked(None, by=me, name="partner.zip", content=content)


def listed(me):
    bringing.sent(brought(me), by=me)
    return factories.published(Submission.objects.get()).organization


def test_a_group_that_a_partner_renames_and_moves_is_a_change_to_its_listing(me):
    listing = listed(me)

    row = bringing.row(brought(me, **RENAMED), 2)

    assert (row.status, row.listing, row.facts["name"]) == ("change", listing, "Pier Alliance")
    assert row.reasons == ["Your coalition brought it before under the same ID of the partner’s."]


def test_what_is_not_known_by_name_is_unchanged_by_its_id(me):
    listing = listed(me)
    factories.published(
        factories.change(listing, name="Pier Alliance", city="Dayton", website="https://pier.example.org/")
    )

    assert bringing.statuses(brought(me, **RENAMED)) == {2: "unchanged"}


def test_what_waits_is_corrected_by_what_comes_under_the_same_id(me):
    bringing.sent(brought(me), by=me)

    batch = brought(me, **RENAMED)

    assert bringing.statuses(batch) == {2: "correction"}
    bringing.sent(batch, by=me)
    assert [one.name for one in Submission.objects.open()] == ["Pier Alliance"]


def test_the_id_of_what_was_listed_already_is_kept_when_the_sheet_is_closed(me):
    listing = factories.organization(name="Harbor Union", website="https://harbor.example.org/", description="Rides and meals.",
                                     region="OH", city="Lima", languages=["es"], reach="local")  # fmt: skip
    batch = brought(me)
    assert bringing.row(batch, 2).listing == listing
    if bringing.statuses(batch) == {2: "change"}:
        bringing.sent(batch, by=me)
        factories.published(Submission.objects.get(organization=listing, purpose="change"))
        batch = brought(me)
    PartnerId.objects.all().delete()
    assert bringing.statuses(batch) == {2: "unchanged"}

    batches.close(batch, by=me)

    assert bringing.row(brought(me, **RENAMED), 2).listing == listing


def test_whoever_says_that_it_is_another_is_believed(me):
    listing = listed(me)
    batch = brought(me, **RENAMED)
    row = bringing.row(batch, 2)
    row.answers = {"different": [str(listing.public_id), str(Submission.objects.get().uuid)]}
    row.save()

    judging.Judge(batch).judge([row])

    assert (row.status, row.listing) == ("new", None)


def test_another_coalition_knows_nothing_of_it(me):
    listed(me)
    other = bringing.coalition()

    assert bringing.statuses(brought(other, **RENAMED)) == {2: "new"}


def test_what_was_taken_back_or_down_is_found_by_no_id(me):
    batch = bringing.sent(brought(me), by=me)
    bringing.undone(batch, by=me)
    assert bringing.statuses(brought(me, **RENAMED)) == {2: "new"}

    listing = factories.published(_sent_again(me)).organization
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")

    row = bringing.row(brought(me, **RENAMED), 2)
    assert (row.status, row.listing, row.reasons) == ("duplicate", None, ["You sent this before."])


def _sent_again(me):
    bringing.sent(brought(me), by=me)
    return Submission.objects.open().get()


def test_nobody_can_read_an_id_and_it_goes_with_what_it_leads_to(me):
    bringing.sent(brought(me), by=me)
    [kept] = PartnerId.objects.all()
    assert partners.ORG not in f"{kept.digest} {kept}"
    assert len(kept.digest) == 64

    submission = Submission.objects.get()
    submission = review.claim(submission, by=factories.pair()[0])
    review.decline(submission, by=factories.pair()[0], reason="not-enough", words="Tell us more.")
    Submission.objects.update(moved_at=timezone.now() - timedelta(days=91))
    call_command("forget", verbosity=0)

    assert not PartnerId.objects.exists()


def test_a_listing_that_is_erased_takes_the_ids_that_lead_to_it_along(me):
    listing = listed(me)
    bringing.sent(brought(me, description="Rides, meals and beds."), by=me)
    assert PartnerId.objects.get().listing == listing
    review.take_back(Submission.objects.open().get(), by=me)
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")
    Organization.objects.update(withdrawn_at=timezone.now() - timedelta(days=400))

    call_command("forget", verbosity=0)

    assert not PartnerId.objects.exists()


def test_of_a_sheet_of_people_no_id_is_kept(me):
    bringing.sent(bringing.checked([["Name", "Listing ID"], ["Ember House", "7"]], by=me), by=me)

    assert Submission.objects.exists()
    assert not PartnerId.objects.exists()
