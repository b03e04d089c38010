"""Details about a person are found in free text, and organizations, places and dates are left alone."""

import json
import time
from pathlib import Path

import pytest

from curation.personal import findings

SENTENCES = [
    json.loads(line) for line in Path(__file__).with_name("personal_sentences.jsonl").read_text("utf-8").splitlines()
]


def kinds(text, **options):
    return [detail.kind for detail in findings(text, **options)]


def test_at_least_95_of_100_sentences_about_a_person_are_found():
    about_someone = [sentence["text"] for sentence in SENTENCES if sentence["personal"]]

    found = [text for text in about_someone if findings(text)]

    assert len(found) / len(about_someone) >= 0.95


def test_at_least_95_of_100_findings_are_right():
    found = [sentence["personal"] for sentence in SENTENCES if findings(sentence["text"])]

    assert sum(found) / len(found) >= 0.95


def test_spanish_is_read_as_well_as_english():
    spanish = [sentence for sentence in SENTENCES if sentence["set"].startswith("Spanish")]
    about_someone = [sentence["text"] for sentence in spanish if sentence["personal"]]

    found = [text for text in about_someone if findings(text)]
    false = [sentence["text"] for sentence in spanish if not sentence["personal"] and findings(sentence["text"])]

    assert len(found) / len(about_someone) >= 0.95
    assert len(false) <= 1


@pytest.mark.parametrize(
    "place",
    ["la Escuela", "el Centro", "la biblioteca", "la avenida", "el Premio", "la Fundación", "el centro comunitario"],
)
def test_what_is_called_after_somebody_is_no_person(place):
    assert kinds("Pregunta por Gabriela Mistral.") == ["person"]
    assert kinds(f"Nos vemos con {place} Gabriela Mistral.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Llama a María González al 253 555 0142.", "person"),
        ("Mi número es 55 5555 0134.", "phone"),
        ("En la calle Olmo 12, apartamento 5", "address"),
        ("Las juntas son en su casa.", "home"),
        ("Él vive arriba del mercado.", "home"),
        ("El código de la puerta es 4471.", "code"),
        ("No compartas esta dirección.", "confidential"),
        ("Ella baila como Rubí.", "work_name"),
        ("Verdadero nombre: Andrés Vela", "legal_name"),
        ("Karla, de 24 años, llegó ayer.", "age"),
        ("Nuestra tesorera es indocumentada.", "status"),
        ("CURP GOMA910504MDFRRR08", "id_number"),
        ("Ask for Maria.", "person"),
        ("Our founder Jane Smith answers.", "person"),
        ("Contact: Priya Raman", "person"),
        ("Please see Ms. Delgado.", "person"),
        ("Tanya: 312-555-0199", "phone"),
        ("My cell is 312-555-0199.", "phone"),
        ("Text 07700 900123.", "phone"),
        ("jane.doe@gmail.com", "personal_email"),
        ("418 Alder Street, Apt 3B", "address"),
        ("Flat 2, 17 Rosemary Lane, Leeds", "address"),
        ("Calle Luna 14, 2º B", "address"),
        ("We meet in her home.", "home"),
        ("He lives at the corner.", "home"),
        ("The gate code is 4471.", "code"),
        ("The shelter has a confidential location.", "confidential"),
        ("Please do not share this.", "confidential"),
        ("She works as Ruby.", "work_name"),
        ("Real name: Angela Brooks", "legal_name"),
        ("Keisha, 24, came last year.", "age"),
        ("She is undocumented.", "status"),
        ("SSN 123-45-6789", "id_number"),
    ],
)
def test_each_kind_of_detail_is_named(text, kind):
    assert kinds(text) == [kind]


def test_a_finding_shows_its_place_and_asks_a_friendly_question():
    text = "Come by. Our door code is 2290, café side."

    [detail] = findings(text)

    assert text[detail.start : detail.end] == detail.matched == "door code is 2290"
    assert detail.sentence == "Our door code is 2290, café side."
    assert detail.why == "This looks like a way into a building. Leave it out?"


def test_organizations_named_like_people_can_be_excused():
    text = "Ask for Maria Lopez at the desk."

    assert kinds(text) == ["person"]
    assert kinds(text, names=["Maria Lopez"]) == []


def test_a_groups_own_free_mailbox_is_not_personal():
    text = "Write to lanternstreet@gmail.com."

    assert kinds(text) == ["personal_email"]
    assert kinds(text, names=["Lantern Street Collective"]) == []


def test_a_shared_line_is_not_one_persons_phone():
    assert kinds("Our peer line is 415-555-0188.") == []


def test_a_clearance_covers_the_same_sentence_only():
    first = findings("Ask for Maria.")[0].digest

    assert findings("Hi. ask  for Maria!")[0].digest == first
    assert findings("Ask for Maria tomorrow.")[0].digest != first


@pytest.mark.parametrize("unit", ["Aa ", "1 Aa ", "a.", "a@", "555 ", "ask for ", "Maria, ", "12 a ", "is ", "'"])
def test_no_text_of_4000_characters_keeps_anyone_waiting(unit):
    text = (unit * 4000)[:4000]
    findings(text)

    seconds = min(_seconds_for(text) for _attempt in range(3))

    assert seconds < 0.15


def _seconds_for(text):
    start = time.process_time()
    findings(text)
    return time.process_time() - start
