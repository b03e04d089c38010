"""A group whose entry is out of sight meanwhile loses no word of what it wrote, and is told why nothing was sent."""

import pytest
from django.urls import reverse

from curation import links, own_word, review
from curation.forms import Letter
from curation.models import GroupLink, Submission
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


def test_a_link_that_a_correction_came_by_is_used_and_one_that_ends_meanwhile_takes_nothing_in(
    client, entry, monkeypatch
):
    """Who could have written it is told by which links led on when it came: none would have, and its maker could review it."""
    listing, link, address = entry
    written = filled(client.get(address), description=WORDS)
    is_ready = Letter.is_ready

    def slow(letter):
        links.revoke(listing, link.pk, by=factories.reviewer())
        return is_ready(letter)

    with monkeypatch.context() as revoked_while_it_is_read:
        revoked_while_it_is_read.setattr(Letter, "is_ready", slow)
        answer = client.post(address, written)
    assert (answer.status_code, Submission.objects.filter(purpose="change").exists()) == (404, False)
    assert GroupLink.objects.get().used_at is None

    GroupLink.objects.update(ended_at=None)
    client.post(address, written)
    assert GroupLink.objects.get().used_at is not None
    assert own_word.could_have_come_by(Submission.objects.get(purpose="change")) == [link]


def test_a_group_hears_its_own_words_in_their_language(client, entry):
    listing, _link, address = entry
    spanish = client.get(f"/es{address.removesuffix('correct/')}").content.decode()

    assert f'<div lang="en" dir="ltr">{listing.description}</div>' in spanish
    assert "<div>Reno</div>" in spanish
