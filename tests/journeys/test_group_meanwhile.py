"""A group with one telephone and one mailbox: what is pressed twice, written on a second page, or sent after the link has ended."""

import pytest

from curation import links, removals, review, trail
from curation.models import Decision, GroupLink, Submission
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


def corrected(client, link, **typed):
    return client.post(f"{link}correct/", filled(client.get(f"{link}correct/"), **typed))


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


@pytest.mark.parametrize(
    ("is_mailed", "told"), [(True, "The entry can be seen again."), (False, "as soon as one of us has agreed")]
)
def test_coming_back_twice_says_the_same_twice(client, listing, is_mailed, told):
    link = address(listing, is_mailed=is_mailed)
    client.post(link, {"do": "pause"})
    first = client.post(link, {"do": "resume"})

    second = client.post(link, {"do": "resume"})

    assert told in first.context["done"]
    assert (second.context["done"], second.context["problem"]) == (first.context["done"], "")


def test_whoever_opens_the_page_later_sees_that_the_entry_is_wanted_back(client, listing):
    link = address(listing, is_mailed=False)
    client.post(link, {"do": "pause"})
    client.post(link, {"do": "resume"})

    assert "You want the entry back." in client.get(link).content.decode()

    review.refuse_restore(listing, by=factories.pair()[1], words="Nobody answers there.")
    assert "You want the entry back." not in client.get(link).content.decode()


def test_nobody_who_asks_again_gets_back_what_a_curator_proposed(client, listing):
    link = address(listing)
    review.withdraw(listing, by=factories.pair()[0], reason="safety")
    review.ask_restore(listing, by=factories.pair()[0], words="It is safe again.")

    answer = client.post(link, {"do": "resume"})

    assert "cannot be put back from here" in answer.context["problem"]
    assert "You want the entry back." not in answer.content.decode()


def test_whoever_opens_the_page_later_sees_that_a_correction_waits(client, listing):
    link, told = address(listing), "waits for a reviewer. Until then the entry stays as it is."
    factories.change(listing, phone="+1 775 555 0199")
    assert told not in client.get(link).content.decode()

    corrected(client, link, phone="775 555 0142")
    assert told in client.get(link).content.decode()

    factories.published(Submission.objects.get(source="group"))
    assert told not in client.get(link).content.decode()


def test_a_group_learns_that_its_correction_does_not_bring_back_what_it_took_out_after_it(client, listing):
    link, told = address(listing), "What you proposed before does not bring it back."
    corrected(client, link, phone="775 555 0142")

    assert told in client.post(link, {"do": "hide", "what": ["phone"]}).context["done"]

    corrected(client, link, phone="775 555 0142")
    assert told not in client.post(link, {"do": "hide", "what": ["website"]}).context["done"]


def test_before_a_correction_is_written_it_says_what_is_done_at_once(client, listing):
    told = "do not wait for us"

    assert told in client.get(f"{address(listing)}correct/").content.decode()
    assert told not in client.get(f"{listing.get_absolute_url()}correct/").content.decode()


def test_a_group_is_told_until_when_it_can_come_back(client, listing):
    link, told = address(listing), "After a year out of sight an entry is erased."
    assert told in client.get(link).content.decode()

    client.post(link, {"do": "pause"})

    page = client.get(link).content.decode()
    assert "You can do this here until" in page
    assert told in page


@pytest.mark.parametrize(("purpose", "ends"), [("confirm", True), ("entry", False)])
def test_whoever_confirms_is_told_that_the_link_has_ended(client, listing, purpose, ends):
    answer = client.post(address(listing, purpose), {"do": "confirm", "seen": listing.version})

    assert ("has ended" in answer.context["done"]) == ends


def test_a_group_ends_every_address_that_somebody_has_who_left_it(client, listing, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    used, forwarded, question = address(listing), address(listing, is_mailed=False), address(listing, "leadership")
    assert client.post(question, {"do": "end-links"}).context["problem"]

    answer = client.post(used, {"do": "end-links"})

    assert "has ended, this one too" in answer.context["done"]
    assert listing.description not in answer.content.decode()
    nothing = client.get("/entry/never-heard-of/").content
    assert [client.get(link).content for link in (used, forwarded, question)] == [nothing] * 3
    assert client.get(listing.get_absolute_url()).status_code == 200
    line = Decision.objects.order_by("seq").last()
    assert (line.kind, line.actor) == ("revoke-link", trail.THE_GROUP)
    # An old copy does not bring one back.
    GroupLink.objects.update(ended_at=None)
    ended = [digest for note in removals.ended_since(removals.THE_BEGINNING) for digest in note.more]
    assert sorted(ended) == sorted(GroupLink.objects.values_list("token_digest", flat=True))
    assert client.get(address(listing)).status_code == 200
