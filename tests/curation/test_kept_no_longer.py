"""What happens in between makes nothing younger: how long it is kept counts from the day that the table names."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from curation import intake, review
from curation.models import Digest, Source, Submission
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    """Let days pass, and `forget` do what is due."""
    began = timezone.now()

    def pass_(*, days):
        monkeypatch.setattr("django.utils.timezone.now", lambda: began + timedelta(days=days))
        call_command("forget", verbosity=0)

    return pass_


def sent():
    sender = intake.Sender(note="I know them.")
    return intake.receive(factories.facts(), source=Source.FORM, sender=sender).submission


def leads_to_its_sender(submission):
    left = Submission.objects.get(pk=submission.pk)
    return bool(left.reference_digest or left.submitter_note)


def test_nothing_leads_to_the_sender_longer_because_the_listing_was_taken_down_and_put_back(later):
    first, second = factories.pair()
    listing = factories.published(submission := sent()).organization

    later(days=20)
    review.withdraw(listing, by=first, reason="wrong")
    later(days=28)
    review.ask_restore(listing, by=first, words="It was right after all.")
    review.restore(listing, by=second)
    later(days=29)
    assert leads_to_its_sender(submission)

    later(days=31)
    assert not leads_to_its_sender(submission)


def test_what_was_declined_twice_leads_to_its_sender_from_the_second_time(later):
    first, second = factories.pair()
    factories.recommended(submission := sent(), by=first, recommendation="decline")
    review.decline(submission, by=first, reason="not-enough", words="Send us more.")

    later(days=20)
    review.reopen(submission, by=second, words="There is more.")
    review.claim(submission, by=second)
    review.decline(submission, by=second, reason="not-enough", words="Still too little.")

    later(days=49)
    assert leads_to_its_sender(submission)
    later(days=51)
    assert not leads_to_its_sender(submission)


def test_a_listing_goes_a_year_after_it_was_listed_last_though_somebody_would_have_put_it_back(later):
    first, second = factories.pair()
    listing = factories.withdrawn(name="Lantern Union")

    later(days=300)
    review.ask_restore(listing, by=first, words="It was right after all.")
    later(days=310)
    review.refuse_restore(listing, by=second, words="It was not.")
    later(days=364)
    assert Organization.objects.get().name == "Lantern Union"

    later(days=366)
    assert Organization.objects.get().name == "(erased)"


def test_the_address_of_who_reviews_no_more_goes_though_no_daily_mail_is_sent(later, settings):
    settings.EMAIL_HOST = ""
    left, stays = factories.reviewer("heron"), factories.reviewer("egret")
    for curator in (left, stays):
        Digest.objects.create(curator=curator, address=f"{curator}@example.org", asked_at=timezone.now())
    left.groups.clear()

    later(days=1)

    assert list(Digest.objects.values_list("address", flat=True)) == ["egret@example.org"]
