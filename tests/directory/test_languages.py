"""A page’s language is in its address; what nobody translated is said as it was written."""

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db.models import F

from directory import index
from directory.models import FocusArea, Organization
from directory.project import env
from tests import factories


def page(client, address, **headers):
    return client.get(address, headers=headers).content.decode()


def test_the_address_decides_and_not_the_browser(client, db):
    english, spanish = page(client, "/groups/", accept_language="es"), page(client, "/es/groups/")

    assert '<html lang="en" dir="ltr">' in english
    assert '<html lang="es" dir="ltr">' in spanish
    assert "Vivienda" not in english and "Salarios dignos y justicia en la vivienda" in spanish


def test_a_page_leads_to_itself_in_the_other_language_with_its_question(client, db):
    factories.organization(name="Casa Amarilla", focus_areas=["connection-care"])

    there = page(client, "/groups/?focus=connection-care&page=1")
    back = page(client, "/es/groups/?focus=connection-care&page=1")

    assert 'href="/es/groups/?focus=connection-care&amp;page=1" lang="es" hreflang="es">Español</a>' in there
    assert 'href="/groups/?focus=connection-care&amp;page=1" lang="en" hreflang="en">English</a>' in back
    assert 'href="/es/groups/casa-amarilla/"' in back
    assert 'class="chip" href="/es/groups/"' in back


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("/en/", "/"),
        ("/en/groups/?focus=connection-care&q=a%26b", "/groups/?focus=connection-care&q=a%26b"),
        ("/en/entry/secret/", "/entry/secret/"),
        ("/en//evil.example/", "/evil.example/"),
        ("/en/%2F%5Cevil.example/", "/%5Cevil.example/"),
    ],
)
def test_an_address_that_names_the_first_language_leads_to_the_page(client, db, typed, there):
    answer = client.get(typed)

    assert (answer.status_code, answer["Location"]) == (302, there)


def test_nobody_gets_a_cookie_for_a_language(client, db):
    answer = client.get("/es/groups/")

    assert (dict(answer.cookies), answer.headers["Content-Language"]) == ({}, "es")


@pytest.mark.parametrize("address", ["/suggest/", "/es/suggest/", "/es/groups/casa/correct/"])
def test_what_is_for_one_person_stays_out_of_search_engines_in_every_language(client, db, address):
    factories.organization(name="Casa")

    assert client.get(address).headers["X-Robots-Tag"] == "noindex, noarchive"


def test_a_language_that_is_not_offered_is_no_address(client, db):
    assert client.get("/fr/groups/").status_code == 404


def test_a_term_without_a_translation_is_said_as_it_was_written(client, db):
    FocusArea.objects.filter(slug="connection-care").update(translations={})

    assert "Connection and care" in page(client, "/es/groups/")


def test_a_group_is_found_by_a_word_of_either_language(client, db):
    factories.organization(name="Casa Amarilla", focus_areas=["living-wages-housing"])
    factories.organization(name="Other Place", focus_areas=["connection-care"], description="We meet on Tuesdays.")

    for asked in ("/es/groups/?q=vivienda", "/groups/?q=housing", "/groups/?q=vivienda"):
        text = page(client, asked)
        assert "Casa Amarilla" in text and "Other Place" not in text, asked


def test_regions_are_named_in_the_language_of_the_page_and_found_by_either_name(client, db):
    factories.organization(name="Casa Amarilla", city="Albany", region="NY")
    factories.organization(name="Other Place", city="Reno", region="NV")

    for asked in ("/groups/", "/groups/casa-amarilla/", "/map/us/", "/"):
        assert "New York" in page(client, asked) and "Nueva York" not in page(client, asked), asked
        assert "Nueva York" in page(client, f"/es{asked}") and "New York" not in page(client, f"/es{asked}"), asked
    for asked in ("/groups/?q=nueva+york", "/es/groups/?q=new+york", "/es/groups/?q=nueva+yor"):
        text = page(client, asked)
        assert "Casa Amarilla" in text and "Other Place" not in text, asked


def test_a_name_of_a_region_is_corrected_in_each_language(client, db):
    factories.organization(name="Casa Amarilla", city="Raleigh", region="NC")

    assert "carolina" in page(client, "/es/groups/?q=carolna+del+norte")
    assert "carolina" in page(client, "/groups/?q=carolna")


def test_the_index_names_terms_in_the_language_of_the_page(db):
    from django.utils.translation import override

    known = index.current()
    with override("es"):
        assert dict(known.terms["focus_areas"])["connection-care"] == "Conexión y cuidado"
    with override("en"):
        assert dict(known.terms["focus_areas"])["connection-care"] == "Connection and care"


@pytest.mark.parametrize("value", [[1], {"es": "Vivienda"}, {"tlh": {"name": "juH"}}, {"es": {"name": 3}}])
def test_a_translation_that_cannot_be_read_is_refused_with_a_sentence(db, value):
    area = FocusArea.objects.get(slug="connection-care")
    area.translations = value

    with pytest.raises(ValidationError):
        area.full_clean()


def test_a_site_offers_only_languages_it_has(monkeypatch):
    monkeypatch.setenv("DIRECTORY_LANGUAGES", "es, tlh")

    with pytest.raises(ImproperlyConfigured, match="“tlh” is not one of them"):
        env.options("LANGUAGES", "en", {"en": "English", "es": "Spanish"})


def test_every_page_is_there_in_the_other_language(client, db):
    factories.organization(name="Casa Amarilla")
    paths = [
        "/",
        "/groups/",
        "/groups/casa-amarilla/",
        "/groups/casa-amarilla/correct/",
        "/groups/casa-amarilla/report/",
    ]
    paths += [
        "/map/us/",
        "/quiet/",
        "/my-list/",
        "/take-action/",
        "/about/",
        "/safety/",
        "/how-we-vet/",
        "/how-we-vet/1/",
    ]
    paths += ["/suggest/", "/suggestion/", "/open-data/", "/hsds/profile"]

    for path in paths:
        assert f'href="/es{path}"' in page(client, path), path
        assert client.get(f"/es{path}").status_code == 200, path


def test_a_page_that_is_not_there_leads_to_no_other(client, db):
    assert "hreflang" not in page(client, "/groups/nobody/")


def test_no_language_link_names_what_is_not_listed(client, db):
    factories.organization(name="Casa Amarilla")

    text = page(client, "/groups/?keep=casa-amarilla&keep=somebody-hidden")

    assert "somebody-hidden" not in text
    assert 'href="/es/groups/?keep=casa-amarilla"' in text


def test_countries_are_named_in_the_language_of_the_page(client, db):
    factories.organization(name="Casa Amarilla", country="US", region="NV", city="Reno")

    assert "United States" in page(client, "/groups/casa-amarilla/")
    assert "Estados Unidos" in page(client, "/es/groups/casa-amarilla/")


def test_what_reviewers_wrote_is_marked_by_the_language_it_is_in(client, db):
    listing = factories.organization(name="Casa Amarilla")
    primer = {"label": "A primer for people who work with the public", "url": "", "seen_on": None}
    reason = {
        "code": "stigma", "question": "¿Qué dicen?", "answer": "Sí", "language": "es", "grade": "meets",
        "summary": "Leímos lo que dicen de las personas con las que trabajan.", "evidence": [primer],
    }  # fmt: skip
    Organization.objects.filter(pk=listing.pk).update(reasons=[reason], changed_in=F("changed_in") + 1)

    english, spanish = page(client, "/groups/casa-amarilla/"), page(client, "/es/groups/casa-amarilla/")

    assert '<span lang="es" dir="ltr">Leímos' in english and "<span>A primer" in english
    assert "as it was written (Spanish)" in english
    assert "<span>Leímos" in spanish and '<span lang="en" dir="ltr">A primer' in spanish
    assert "como se escribió (inglés)" in spanish
