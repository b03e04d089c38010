"""Who asked not to be listed is known again, however it is written, and never named."""

import pytest

from curation import review, vetting
from curation.models import OptOut, Submission
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


def reasons(submission):
    return {o.subject: o.reason for o in vetting.obstacles(Submission.objects.get(pk=submission.pk))}


@pytest.mark.parametrize(
    "given",
    [
        {"name": "LÁNTERN  union"},
        {"other_names": "Lantern Union"},
        {"website": "http://www.lantern-left.example.org/about"},
        {"phone": "(775) 555-0100"},
    ],
)
def test_whoever_left_is_recognized_however_it_is_written(given):
    left = factories.organization(
        name="Lantern Union", phone="+1 775 555 0100", website="https://lantern-left.example.org/"
    )
    review.leave(factories.link(left))

    again = factories.submission(**given)

    assert reasons(again)["opt-out"].startswith("A group that matches this asked not to be listed")
    assert "opt-out" not in reasons(factories.submission())


def test_another_group_of_that_name_can_be_cleared_with_a_reason():
    review.leave(factories.link(factories.organization(name="Lantern Union")))
    again, curator = factories.submission(name="Lantern Union", country="NL", region="", city=""), factories.reviewer()
    review.claim(again, by=curator)
    digest = OptOut.objects.get(by="name").digest

    review.clear(again, by=curator, subject="opt-out", digest=digest, reason="It is in another country.")

    assert "opt-out" not in reasons(again)


def test_it_does_not_depend_on_what_the_record_still_says():
    listing = factories.organization(name="Lantern Union")
    review.leave(factories.link(listing))

    Organization.objects.filter(pk=listing.pk).update(name="(erased)", website="", phone="")

    assert "opt-out" in reasons(factories.submission(name="Lantern Union"))
