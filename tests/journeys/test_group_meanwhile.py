"""A group with one telephone and one mailbox: what is pressed twice, written on a second page, or sent after the link has ended."""

import pytest

from curation import links
from curation.models import GroupLink, Submission
from tests import factories
from tests.filling import fields, filled

pytestmark = pytest.mark.django_db
WORDS = "We have moved out. Take the drop-in out, please."


@pytest.fixture
def listing():
    return factories.organization(name="Lantern Union", email="info@lantern.example.org", phone="+1 775 555 0100")


def address(listing, purpose="entry", *, is_mailed=True):
    made = links.make(listing, purpose=purpose, by=factories.pair()[0], is_mailed=is_mailed)
    return f"/entry/{made.token}/"


def test_what_was_written_comes_back_where_somebody_else_ended_the_link(client, listing):
    link = address(listing, "confirm")
    page = filled(client.get(f"{link}correct/"), note=WORDS, phone="775 555 0142")
    client.post(link, {"do": "confirm", "seen": listing.version})

    answer = client.post(f"{link}correct/", page)

    assert answer.status_code == 404
    assert WORDS in answer.content.decode()
    assert "775 555 0142" in answer.content.decode()
    assert answer.content == client.post("/entry/never-heard-of/correct/", page).content
    assert answer["Cache-Control"] == "no-store"
    assert not Submission.objects.filter(purpose="change").exists()


def test_a_translation_comes_back_too(client, listing):
    link = address(listing)
    page = client.get(f"{link}in/es/")
    field = next(name for name in fields(page) if name.startswith("text-"))
    GroupLink.objects.update(ended_at=GroupLink.objects.get().made_at)

    answer = client.post(f"{link}in/es/", filled(page, **{field: "Nos hemos mudado."}))

    assert answer.status_code == 404
    assert "Nos hemos mudado." in answer.content.decode()
