"""What a column means is guessed from its heading, and how sure that is, is said."""

import pytest
from django.utils.translation import override

from curation.sheets import template
from curation.sheets.headings import Guess, guesses
from curation.sheets.targets import targets
from directory.columns import COLUMNS, LISTING, LISTING_VERSION
from directory.exports import ListingResource


def guess(heading):
    return guesses([heading], {})[0]


def meant(*headings, remembered=None):
    return [guess.target for guess in guesses(headings, remembered or {})]


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Organisation", "name"), ("Nombre de la organización", "name"), ("Nom de l'organisme", "name"),
        ("Web site", "website"), ("Sitio web", "website"), ("Site internet", "website"),
        ("Correo electrónico", "email"), ("Courriel", "email"), ("Teléfono", "phone"), ("Téléphone", "phone"),
        ("Ciudad", "city"), ("Ville", "city"), ("State/Province", "region"), ("ST", "region"), ("Pais", "country"), ("Pays", "country"),
        ("ZIP", "postal_code"), ("Langues parlées", "languages"), ("Population served", "populations"),
        ("Still active?", "standing"), ("WEBSITE URL:", "website"), ("  e-mail  ", "email"),
    ],
)  # fmt: skip
def test_what_people_call_columns_is_known_in_three_languages(heading, target):
    assert guess(heading) == Guess(target, 100)


@pytest.mark.parametrize(
    ("heading", "target"),
    [("Emial", "email"), ("Phne number", "phone"), ("Orgnization Name", "name"), ("Discription", "description")],
)
def test_a_misspelt_heading_is_known_but_not_for_sure(heading, target):
    found = guess(heading)

    assert (found.target, 75 <= found.confidence < 100) == (target, True)


def test_a_heading_that_holds_one_we_know_is_guessed_and_less_sure_the_more_else_it_says():
    short, long = guess("Organization name (required)"), guess("Organization name (please fill in)")

    assert (short.target, long.target) == ("name", "name")
    assert 75 <= long.confidence < short.confidence <= 85


@pytest.mark.parametrize("heading", ["Stuff", "Describe it, in your words", "", "   ", "?"])
def test_a_heading_nobody_knows_is_a_note(heading):
    assert guess(heading) == Guess("note", 0)


@pytest.mark.parametrize(
    "heading",
    [
        "Contact person", "Contact", "Home address", "Cell of Maria", "Cell", "Maria's cell", "Her phone", "Phone (home)",
        "Phone - personal", "Email of contact person", "Director's email", "Name of director", "Address", "Notes (internal)",
        "Do not share", "Date of birth", "Legal name", "Persona de contacto", "Dirección", "Personne-ressource", "Prénom",
    ],
)  # fmt: skip
def test_columns_about_people_and_homes_are_private(heading):
    assert guess(heading) == Guess("private", 85)


@pytest.mark.parametrize(
    ("heading", "target"),
    [("Home page", "website"), ("Home city", "city"), ("Public address", "public_address"), ("Public email", "email")],
)
def test_what_only_sounds_private_is_not(heading, target):
    assert guess(heading) == Guess(target, 100)


def test_what_was_said_before_wins_and_counts_as_said():
    remembered = {"tel": "way-peer-line", "contact": "note", "stuff": "gone-by-now"}

    assert guesses(["Tel.", "CONTACT", "Stuff"], remembered) == [
        Guess("way-peer-line", 100, remembered=True),
        Guess("note", 100, remembered=True),
        Guess("note", 0),
    ]


def test_of_two_columns_for_one_thing_the_surest_stays_and_the_other_is_a_note():
    assert meant("Organization name (please fill in)", "Organization") == ["note", "name"]
    assert meant("Tel", "Phone number") == ["phone", "note"]


def test_of_a_second_column_it_is_known_what_it_would_mean():
    assert guesses(["Tel", "Phone number"], {})[1] == Guess("note", 0, taken="phone")


def test_what_a_sheet_may_say_in_several_columns_stays_in_all_of_them():
    headings = ["Instagram", "Facebook", "Notes", "Comments", "Mission", "Services", "Founder", "Home address"]

    assert meant(*headings) == ["way-social"] * 2 + ["note"] * 2 + ["description"] * 2 + ["private"] * 2


def test_our_own_export_is_known_for_sure():
    assert guesses(ListingResource().headings(), {}) == [
        Guess(name, 100) for name in (LISTING, LISTING_VERSION, *(column.name for column in COLUMNS))
    ]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_our_own_headings_are_known_for_sure_in_each_language(language):
    with override(language):
        ours = [target for target in targets() if target.name not in ("private", "skip")]

        assert guesses([target.label for target in ours], {}) == [Guess(target.name, 100) for target in ours]


@pytest.mark.django_db
def test_our_own_template_is_known_for_sure():
    found = guesses([entry.heading for entry in template.guide()], {})

    assert found == [Guess(name, 100) for name in (*(column.name for column in COLUMNS), *template.EXTRA)]
