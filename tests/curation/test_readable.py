"""Facts as reviewers and groups read them: also how the times among them will be told to calendars and partners."""

import pytest
from django.urls import reverse

from curation import links, review
from curation.readable import readable
from tests import factories, signing_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Tuesdays 18:00–20:00", "Drop in · Kitchen · Tuesdays 18:00–20:00 (we read: every Tuesday, 6 p.m. to 8 p.m.)"),
        ("Tuesdays, ask first", "Drop in · Kitchen · Tuesdays, ask first"),
        ("", "Drop in · Kitchen"),
    ],
)
def test_times_are_told_as_written_and_as_read(said, line):
    listing = factories.organization(ways=[{"kind": "drop-in", "label": "Kitchen", "schedule": said}])
    [way] = listing.ways.values("kind", "label", "schedule")

    assert readable("ways", [way]) == [line]


@pytest.fixture
def chapter():
    """A listing that is part of one that was taken down."""
    parent = factories.organization(name="Hidden Umbrella Network")
    chapter = factories.organization(parent=str(parent.public_id))
    review.withdraw(parent, by=factories.pair()[0], reason="safety")
    return chapter


def desk_of(user, chapter):
    browser = signing_in.Curator()
    browser.force_login(user)
    return browser.get(reverse("admin:directory_organization_change", args=[chapter.pk])).content.decode()


def test_a_parent_that_was_taken_down_is_named_to_reviewers_alone(client, chapter):
    token = links.make(chapter, purpose="entry", by=factories.pair()[0]).token

    own_page = client.get(reverse("group_entry", args=[token])).content.decode()

    pages = [own_page, desk_of(factories.user("Coalition"), chapter), desk_of(factories.reviewer(), chapter)]
    assert ["Hidden Umbrella Network" in page for page in pages] == [False, False, True]


def test_a_parent_that_is_listed_is_named_to_everybody(client):
    parent = factories.organization(name="Open Umbrella Network")
    chapter = factories.organization(parent=str(parent.public_id))

    assert readable("parent", str(parent.public_id)) == ["Open Umbrella Network"]
    assert "Open Umbrella Network" in desk_of(factories.user("Coalition"), chapter)
