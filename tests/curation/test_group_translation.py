"""A group writes its entry in another language by its private link; a reviewer who did not make the link lets it pass."""

import pytest

from curation import links, translations
from curation.models import Decision, GroupLink, Translation
from curation.review import ReviewError
from directory.models import OrganizationTranslation
from tests import factories
from tests.filling import fields, filled

pytestmark = pytest.mark.django_db
HERE = "Apoyo entre pares y asesoría legal."


@pytest.fixture
def listing():
    return factories.organization(name="Ember House")


@pytest.fixture
def maker():
    return factories.reviewer()


@pytest.fixture
def link(listing, maker):
    return links.make(listing, purpose="entry", by=maker)


@pytest.fixture
def address(link):
    return f"/entry/{link.token}/in/es/"


def sent(client, address, words=HERE, **typed):
    page = client.get(address)
    field = next(name for name in fields(page) if name.startswith("text-"))
    return client.post(address, filled(page, **{field: words}, **typed))


def test_it_waits_unseen_until_one_reviewer_lets_it_pass(client, listing, link, address):
    public = client.get("/es/groups/ember-house/").content

    answer = sent(client, address)

    assert "A reviewer reads it before anybody sees it" in answer.content.decode()
    assert not OrganizationTranslation.objects.exists()
    assert client.get("/es/groups/ember-house/").content == public
    waiting = Translation.objects.get()
    assert (waiting.by, waiting.texts) == (None, {listing.description: HERE})
    line = Decision.objects.order_by("seq").last()
    assert (line.kind, line.actor, line.payload.body["link"]) == ("translate", "(the group itself)", link.link.pk)

    translations.publish(waiting, by=factories.reviewer())

    assert HERE in client.get("/es/groups/ember-house/").content.decode()
    assert len(client.cookies) == 0


def test_whoever_made_the_link_is_no_second_person(client, address, maker):
    sent(client, address)
    waiting = Translation.objects.get()

    with pytest.raises(ReviewError, match="link that you made"):
        translations.publish(waiting, by=maker)
    assert not OrganizationTranslation.objects.exists()

    client.force_login(maker)
    desk = client.get(f"/admin/directory/organization/{waiting.listing_id}/in/es/").content.decode()
    assert "It says the same: show it" not in desk
    assert "the group itself wrote this" in desk


def test_the_desk_lists_it_as_the_group_s_and_another_reviewer_may_pass_it(client, listing, address):
    sent(client, address)
    client.force_login(factories.reviewer())

    assert "the group itself" in client.get("/admin/curation/translation/").content.decode()
    desk = client.get(f"/admin/directory/organization/{listing.pk}/in/es/").content.decode()

    assert "It says the same: show it" in desk
    assert "the group reads why" in desk


def test_the_group_sees_what_became_of_it(client, listing, link, address):
    entry = f"/entry/{link.token}/"
    assert "Nobody has translated it yet" in client.get(entry).content.decode()

    sent(client, address)
    assert "waits for a reviewer" in client.get(entry).content.decode()
    assert HERE in client.get(address).content.decode()

    translations.decline(Translation.objects.get(), by=factories.reviewer(), because="It promises legal help.")
    assert "It promises legal help." in client.get(entry).content.decode()

    sent(client, address)
    factories.translation(listing)
    assert "another one in place of yours" in client.get(entry).content.decode()


def test_a_reviewer_s_own_words_are_not_shown_before_they_are_public(client, listing, address):
    factories.translation(listing, texts={listing.description: "Todavía nadie lo ha leído."})

    page = client.get(address).content.decode()

    assert "A reviewer has written one" in page
    assert "Todavía nadie" not in page


def test_each_side_says_its_language_and_its_direction(client, address, settings):
    page = client.get(address).content.decode()
    assert '<div lang="en" dir="ltr"><p>' in page
    assert 'lang="es" dir="ltr"' in page

    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    assert 'lang="ar" dir="rtl"' in client.get(address.replace("/es/", "/ar/")).content.decode()


def test_a_person_in_it_is_pointed_out_once_and_the_group_decides(client, address):
    risky = "Pregunta por María. Apoyo entre pares."

    page = sent(client, address, risky)
    assert "is this about a person?" in page.content.decode()
    assert not Translation.objects.exists()

    client.post(address, filled(page, as_is="on"))
    assert risky in str(Translation.objects.get().texts)


def test_when_the_entry_changed_meanwhile_no_word_is_lost(client, listing, address):
    page = client.get(address)
    field = next(name for name in fields(page) if name.startswith("text-"))
    factories.published(factories.change(listing, description="A house with a garden, run by members."))

    answer = client.post(address, filled(page, **{field: HERE})).content.decode()

    assert "changed while you were writing" in answer
    assert HERE in answer
    assert not Translation.objects.exists()


@pytest.mark.parametrize(("words", "sentence"), [(" ", "Translate at least one"), ("x" * 3001, "at most 3000")])
def test_what_cannot_be_kept_gets_a_sentence(client, address, words, sentence):
    answer = sent(client, address, words).content.decode()

    assert sentence in answer
    assert "<title>Please look again" in answer
    assert not Translation.objects.exists()


@pytest.mark.parametrize("why", ["unknown", "ended", "purpose", "paused", "language"])
def test_a_link_that_is_not_for_this_leads_nowhere(client, listing, maker, link, address, why):
    assert client.get(address).status_code == 200

    if why == "unknown":
        address = "/entry/no-such-link/in/es/"
    elif why == "ended":
        links.revoke(listing, link.link.pk, by=maker)
    elif why == "purpose":
        GroupLink.objects.update(purpose="leadership")
    elif why == "paused":
        client.post(f"/entry/{link.token}/", {"do": "pause"})
    else:
        address = address.replace("/es/", "/en/")

    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.content == client.get("/entry/no-such-link/").content
    with pytest.raises(ReviewError):
        translations.offer(GroupLink.objects.get(), "en", {listing.description: HERE}, seen=listing.version)


def test_a_form_from_elsewhere_is_refused(client, address):
    page = filled(client.get(address))

    assert client.post(address, page, headers={"Origin": "https://evil.example"}).status_code == 403
    assert not Translation.objects.exists()
