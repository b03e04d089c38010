"""A group whose entry is out of sight meanwhile loses no word of what it wrote, and is told why nothing was sent."""

import pytest
from django.urls import reverse

from curation import links, review
from curation.models import Submission
from tests import factories
from tests.filling import filled

pytestmark = pytest.mark.django_db
WORDS = "Open every night now, by and for workers."


@pytest.fixture
def entry():
    listing = factories.organization(name="Lantern Union")
    link, token = links.make(listing, purpose="entry", by=factories.reviewer(), is_mailed=True)
    return listing, link, reverse("group_correct", args=[token])


def hide(listing, link, how):
    if how == "paused":
        review.pause(link)
    else:
        review.withdraw(listing, by=factories.pair()[0], reason="safety")


@pytest.mark.parametrize(
    ("how", "why"), [("paused", "You have paused the entry."), ("taken down", "The entry cannot be seen at the moment")]
)
def test_what_was_written_comes_back_and_nothing_is_sent(client, entry, how, why):
    listing, link, address = entry
    written = filled(client.get(address), description=WORDS)
    hide(listing, link, how)

    answer, anew = client.post(address, written), client.get(address)

    assert f"<p>{why}" in (page := answer.content.decode()) and WORDS in page
    assert "Nothing has been sent yet" in page
    assert f"<p>{why}" in anew.content.decode() and WORDS not in anew.content.decode()
    assert not Submission.objects.filter(purpose="change").exists()


def test_once_it_is_seen_again_the_same_is_sent(client, entry):
    _listing, link, address = entry
    written = filled(client.get(address), description=WORDS)
    review.pause(link)
    client.post(address, written)
    review.resume(link)
    client.post(address, written)

    assert Submission.objects.get(purpose="change").description == WORDS


def test_a_group_hears_its_own_words_in_their_language(client, entry):
    listing, _link, address = entry
    spanish = client.get(f"/es{address.removesuffix('correct/')}").content.decode()

    assert f'<div lang="en" dir="ltr">{listing.description}</div>' in spanish
    assert "<div>Reno</div>" in spanish
