"""A listing's texts in another language: two people, no trace before, and never an old text in a new one's place."""

import pytest

from curation import review, translations
from curation.models import Decision, Translation
from curation.review import ReviewError
from directory.models import Organization, OrganizationTranslation
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "Apoyo entre pares y asesoría legal."
WAY = dict.fromkeys(("label", "link", "phone", "schedule", "languages", "who_for", "safety_note"), "")


@pytest.fixture
def listing():
    way = WAY | {"kind": "meeting", "label": "Open evening", "schedule": "Mondays at six"}
    return factories.organization(name="Ember House", ways=[way])


@pytest.fixture
def pair():
    return factories.pair()


def translated(listing, pair, **texts):
    translations.publish(factories.translation(listing, by=pair[0], **texts), by=pair[1])
    return Organization.objects.get(pk=listing.pk)


def page(client, address="/es/groups/ember-house/"):
    return client.get(address).content.decode()


def test_what_waits_is_in_no_table_of_the_directory(client, listing):
    before = page(client)

    factories.translation(listing, texts={listing.description: HERE})

    assert not OrganizationTranslation.objects.exists()
    assert page(client) == before


def test_who_wrote_it_cannot_let_it_pass(listing, pair):
    written = factories.translation(listing, by=pair[0])

    with pytest.raises(ReviewError, match="somebody else"):
        translations.publish(written, by=pair[0])

    assert not OrganizationTranslation.objects.exists()


def test_a_colleague_lets_it_pass_and_readers_of_the_language_get_it(client, listing, pair):
    translated(listing, pair, texts={listing.description: HERE, "Open evening": "Noche abierta"})

    there = page(client)
    assert f"<p>{HERE}</p>" in there
    assert "<p>Noche abierta</p>" in there
    assert HERE not in page(client, "/groups/ember-house/")
    assert [line.kind for line in Decision.objects.order_by("seq")][-2:] == ["translate", "pass-translation"]


def test_what_nobody_translated_is_marked_with_its_language_and_said_so(client, listing, pair):
    translated(listing, pair, texts={listing.description: HERE})

    there = page(client)

    assert '<span lang="en">Mondays at six</span>' in there
    assert "inglés" in there
    assert '<div class="lead">' in there


def test_the_original_is_marked_on_pages_and_cards_of_another_language_alone(client, listing):
    assert '<div class="lead" lang="en">' in page(client)
    assert f'<p lang="en">{listing.description}</p>' in page(client, "/es/groups/")
    assert 'lang="en">' not in page(client, "/groups/").split("<body", 1)[1]


def test_a_card_and_a_plain_list_have_it_in_the_language_of_the_reader(client, listing, pair):
    translated(listing, pair, texts={listing.description: HERE})

    assert f"<p>{HERE}</p>" in page(client, "/es/groups/")
    assert HERE in page(client, "/es/my-list.txt?group=ember-house")
    assert HERE not in page(client, "/my-list.txt?group=ember-house")


def test_a_search_finds_the_words_of_the_translation(client, listing, pair):
    assert "Ember House" not in page(client, "/es/groups/?q=asesoria")

    translated(listing, pair, texts={listing.description: HERE})

    assert "Ember House" in page(client, "/es/groups/?q=asesoria")


def test_when_the_text_changes_its_translation_is_gone_and_the_desk_is_told(client, listing, pair):
    listing = translated(listing, pair, texts={listing.description: HERE, "Open evening": "Noche abierta"})

    factories.published(factories.change(listing, description="A house with a garden, run by members."))

    there = page(client)
    assert HERE not in there
    assert "<p>A house with a garden, run by members.</p>" in there
    assert "<p>Noche abierta</p>" in there
    assert HERE not in str(OrganizationTranslation.objects.values_list("texts", flat=True))
    assert translations.standing(listing, "es").missing == 2


def test_what_a_group_takes_out_goes_in_every_language(listing, pair):
    listing = translated(listing, pair, texts={listing.description: HERE, "Open evening": "Noche abierta"})

    review.hide(factories.link(listing), ["ways"])

    assert OrganizationTranslation.objects.get().texts == {listing.description: HERE}


def test_what_looks_like_a_person_s_details_needs_a_reason(listing, pair):
    risky = {listing.description: "Pregunta por María. Apoyo entre pares."}
    written = factories.translation(listing, by=pair[0], texts=risky)

    with pytest.raises(ReviewError, match="person’s details"):
        translations.publish(written, by=pair[1])
    assert not OrganizationTranslation.objects.exists()

    translations.publish(written, by=pair[1], because="María is the name of the house.")
    assert OrganizationTranslation.objects.get().texts == risky


def test_a_reason_that_nobody_asked_for_is_kept_as_every_database_can(listing, pair):
    first, second = pair
    waiting = factories.translation(listing, by=first)

    translations.publish(waiting, by=second, because="Read\0 twice. " + "x" * 5000)

    waiting.refresh_from_db()
    assert waiting.because.startswith("Read twice. x") and len(waiting.because) == translations.MOST_WORDS


def test_a_translation_is_dealt_with_once(listing, pair):
    written = factories.translation(listing, by=pair[0])
    translations.decline(written, by=pair[1], because="It says more than the text.")

    with pytest.raises(ReviewError, match="has dealt with"):
        translations.publish(written, by=pair[1])


def test_another_one_takes_the_place_of_what_waits(listing, pair):
    first = factories.translation(listing, by=pair[0])

    second = factories.translation(listing, by=pair[1], texts={listing.description: HERE})

    assert list(Translation.objects.filter(outcome="")) == [second]
    assert Translation.objects.get(pk=first.pk).outcome == "replaced"


@pytest.mark.parametrize(
    ("code", "words", "seen", "sentence"),
    [
        ("en", "Words", 1, "no pages in this language"),
        ("xx", "Words", 1, "no pages in this language"),
        ("es", " ", 1, "at least one"),
        ("es", "x" * 3001, 1, "too long"),
        ("es", "Words", 0, "changed while you wrote"),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(listing, pair, code, words, seen, sentence):
    with pytest.raises(ReviewError, match=sentence):
        translations.propose(listing, code, {listing.description: words}, by=pair[0], seen=seen)


def test_the_desk_shows_both_sides_and_two_people_carry_it(client, listing, pair):
    address = f"/admin/directory/organization/{listing.pk}/in/es/"
    client.force_login(pair[0])
    shown = page(client, address)
    field = shown.split('<textarea name="text-')[1].split('"')[0]

    client.post(address, {"do": "translate", "seen": listing.version, f"text-{field}": HERE})
    own = page(client, address)
    client.force_login(pair[1])
    others = page(client, address)
    client.post(address, {"do": "pass-translation", "translation": Translation.objects.get().pk})

    assert listing.description in shown
    assert ("It says the same: show it" in own, "It says the same: show it" in others) == (False, True)
    assert OrganizationTranslation.objects.get().texts == {listing.description: HERE}


def test_a_fault_is_said_in_the_title_and_aloud_and_no_word_is_lost(client, listing, pair):
    address = f"/admin/directory/organization/{listing.pk}/in/es/"
    client.force_login(pair[0])
    field = page(client, address).split('<textarea name="text-')[1].split('"')[0]

    answer = page_of(client.post(address, {"do": "translate", "seen": "0", f"text-{field}": HERE}))

    assert "<title>Error: Ember House" in answer
    assert 'role="alert"' in answer
    assert HERE in answer


def page_of(response):
    return response.content.decode()
