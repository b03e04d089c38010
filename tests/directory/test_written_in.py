"""Whoever hears a page hears each text in the language its words tell of, whatever language the page is in."""

import pytest
from django.utils.translation import override

from curation import letters, translations
from directory.tongues import guess
from directory.translations import tongue
from tests import factories

SPANISH = "Apoyo entre pares para las personas que trabajan en la calle, y defensa de sus derechos."
FRENCH = "Soutien entre pairs pour les personnes qui travaillent dans la rue de la Paix."
ENGLISH = "Peer support for the people who work here, and legal clinics run by members."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH, "es"),
        (SPANISH.upper(), "es"),
        (ENGLISH, "en"),
        ("La Linterna runs a kitchen and a bail fund for those who work in Reno.", "en"),
        ("Casa de la Luz", "es"),
        ("La Linterna", ""),
        ("Run by Trabajadoras de la Noche", ""),
        ("Tuesdays 7 pm", ""),
        (FRENCH, "fr"),
        ("Apoio com uma linha de escuta, e refeições aos domingos em Lisboa.", "pt"),
        ("電話相談を行っています。", ""),
        ("", ""),
        ("…", ""),
    ],
)
def test_small_words_tell_of_a_language_or_of_none(text, language):
    assert guess(text) == language


def test_what_is_in_a_language_the_site_has_not_is_marked_on_every_page_and_wants_a_translation(db, client):
    listing = factories.organization(name="Collectif Orange", description=FRENCH)
    pages = [client.get(f"{prefix}/groups/collectif-orange/").content.decode() for prefix in ("", "/es")]

    assert ['<div class="lead" lang="fr">' in page for page in pages] == [True, True]
    assert "(francés): nadie" in pages[1]
    assert translations.standing(listing, "es").missing == 1


def test_a_letter_is_in_a_language_of_the_site_and_of_whoever_wrote_the_note(db):
    correction = factories.change(factories.organization(description=ENGLISH))
    correction.submitter_note = "El teléfono ya no sirve."

    assert letters.tongue(factories.submission(description=FRENCH)) == "en"
    assert letters.tongue(correction) == "es"


@pytest.fixture
def colectiva(db):
    ways = [{"kind": "meeting", "label": "Cocina abierta", "schedule": "Martes 19:00"}]
    return factories.organization(name="Colectiva Naranja", description=SPANISH, ways=ways)


def test_a_text_in_spanish_is_marked_on_an_english_page_and_not_on_a_spanish_one(colectiva, client):
    english, spanish = (client.get(f"{prefix}/groups/colectiva-naranja/").content.decode() for prefix in ("", "/es"))

    assert '<div class="lead" lang="es">' in english
    # What is too short to tell is in the language of the description.
    assert '<span lang="es">Cocina abierta</span>' in english
    assert '<div class="lead">' in spanish and "<p>Cocina abierta</p>" in spanish
    assert "(inglés): nadie" not in spanish


def test_a_card_is_marked_alike(colectiva, client):
    factories.organization(name="Lantern Union", description=ENGLISH)

    english, spanish = (client.get(f"{prefix}/groups/").content.decode() for prefix in ("", "/es"))

    assert f'<p lang="es">{SPANISH}</p>' in english and f"<p>{ENGLISH}</p>" in english
    assert f"<p>{SPANISH}</p>" in spanish and f'<p lang="en">{ENGLISH}</p>' in spanish


def test_nobody_is_asked_to_translate_what_is_in_that_language(colectiva):
    assert (standing := translations.standing(colectiva, "es")).missing == 0
    assert standing.words == "It is written in this language."

    other = factories.organization(name="Lantern Union", description=ENGLISH)
    assert translations.standing(other, "es").words == "Nobody has translated it yet."


def test_a_translation_is_in_the_language_of_its_page(db):
    listing = factories.organization(description=ENGLISH)
    translations.publish(factories.translation(listing), by=factories.pair()[1])

    with override("es"):
        assert tongue(listing, ENGLISH) == ""
        assert tongue(listing, "Another text of the people who work here.") == "en"


def test_what_programs_take_over_is_in_the_language_of_its_address_too(db, client):
    way = {"kind": "meeting", "label": "Open evening", "schedule": "Mondays 6 pm", "phone": "+1 775 555 0102"}
    listing = factories.organization(name="Ember House", description="Peer support.", ways=[way])
    texts = {"Peer support.": "Apoyo entre pares.", "Open evening": "Noche abierta", "Mondays 6 pm": "Lunes a las 6 pm"}
    translations.publish(factories.translation(listing, texts=texts), by=factories.pair()[1])

    def told(address):
        """Name the texts that stand there in Spanish, and those that stand as they were written."""
        content = client.get(address).content.decode().replace("\r\n ", "").partition("</head>")[0]
        return [here for here in texts.values() if here in content], [text for text in texts if text in content]

    spanish, written = list(texts.values()), list(texts)
    assert {file: (told(f"/es{file}"), told(file)) for file in TAKEN_OVER} == {
        "/groups.atom": ((spanish[:1], []), ([], written[:1])),
        "/groups/ember-house.vcf": ((spanish[:2], []), ([], written[:2])),
        "/calendar.ics": ((spanish[1:], []), ([], written[1:])),
        "/groups/ember-house.ics": ((spanish[1:], []), ([], written[1:])),
        "/groups/ember-house/": ((spanish, []), ([], written)),
    }


TAKEN_OVER = (
    "/groups.atom",
    "/groups/ember-house.vcf",
    "/calendar.ics",
    "/groups/ember-house.ics",
    "/groups/ember-house/",
)
