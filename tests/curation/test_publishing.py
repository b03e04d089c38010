"""What is published is what was vetted, and nothing else."""

import io
import re

from django.core.management import call_command

from curation import publishing, review
from directory.models import FormerSlug, Organization
from directory.record import facts_of
from tests import factories


def test_two_reviewers_recommend_and_the_facts_are_in_the_directory(db):
    submission = factories.submission(
        name="Casa Amarilla", ways=[{"kind": "meeting", "label": "First Tuesday", "link": ""}], languages=["en", "es"]
    )

    organization = factories.published(submission).organization

    assert [o.name for o in Organization.objects.listed()] == ["Casa Amarilla"]
    assert facts_of(organization) == facts_of(submission)
    assert [reason["code"] for reason in organization.reasons] == ["representation", "policy", "language"]
    assert organization.facts_checked_on == factories.SEEN


def test_a_change_writes_only_what_it_proposes(db):
    organization = factories.organization(name="Casa Amarilla", phone="", city="Reno")
    change = factories.change(organization, phone="+1 775 555 0100")
    other = factories.change(organization, city="Sparks")

    factories.published(other)
    organization = factories.published(change).organization

    assert (organization.phone, organization.city) == ("+1 775 555 0100", "Sparks")


def test_a_new_name_brings_a_new_address_and_the_old_one_is_remembered(db):
    organization = factories.organization(name="Casa Amarilla")

    organization = factories.published(factories.change(organization, name="Casa Azul")).organization

    assert organization.slug == "casa-azul"
    assert [(former.slug, former.organization.slug) for former in FormerSlug.objects.all()] == [
        ("casa-amarilla", "casa-azul")
    ]


def test_leadership_that_may_not_be_shown_never_reaches_the_directory(db):
    hidden = factories.organization(name="Quiet House", leadership="survivors", publish_leadership=False)
    shown = factories.organization(name="Loud House", leadership="survivors", publish_leadership=True)

    assert (hidden.leadership, shown.leadership) == ("", "survivors")


def test_taking_down_and_putting_back(db):
    organization = factories.organization()
    first, second = factories.pair()

    review.withdraw(organization, by=first, reason="safety")
    taken_down = list(Organization.objects.listed())
    review.ask_restore(organization, by=first, words="It was a misunderstanding.")
    review.restore(organization, by=second)

    assert taken_down == []
    assert list(Organization.objects.listed()) == [organization]


def test_the_more_careful_of_two_answers_is_told_to_the_public(db):
    submission = factories.submission()
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.assessed(submission, by=second, grade="partly")

    reasons = publishing.reasons(submission.reviews.prefetch_related("findings__evidence", "findings__criterion"))

    assert [r["answer"] for r in reasons] == [c.means_partly for c in factories.criteria()]


def test_an_opaque_address_tells_nothing_and_stays(db, settings):
    settings.OPAQUE_ADDRESSES = True
    listing = factories.organization(name="Casa Amarilla")
    address = listing.slug

    factories.published(factories.change(listing, city="Sparks"))
    listing.refresh_from_db()

    assert re.fullmatch("[bcdfghjkmnpqrstvwxz]{8}", address)
    assert listing.slug == address


def test_listings_get_opaque_addresses_at_once_and_the_former_ones_still_lead_there(client, db, settings):
    listing = factories.organization(name="Casa Amarilla")
    settings.OPAQUE_ADDRESSES = True

    call_command("readdress", stdout=io.StringIO())
    again = io.StringIO()
    call_command("readdress", stdout=again)
    listing.refresh_from_db()

    assert "casa" not in listing.slug
    assert again.getvalue().startswith("0 listings")
    assert client.get("/groups/casa-amarilla/").headers["Location"] == f"/groups/{listing.slug}/"
    assert f'href="/groups/{listing.slug}/"' in client.get("/groups/").content.decode()
