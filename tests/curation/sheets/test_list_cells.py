"""Cells that say several things come apart as they were meant, and what nobody knows is kept and told."""

import pytest
from django.utils.translation import override

from curation.sheets.cleaning import read_row
from curation.sheets.values import meanings
from tests.curation.sheets.reading_rows import codes, read, said, sense

pytestmark = pytest.mark.django_db
WHOLE = "Disability, race, gender and land justice"
JUSTICE, CARE = "disability-race-gender-land-justice", "connection-care"


@pytest.mark.parametrize(
    "cell",
    [
        "English; Spanish",
        "Inglés / español",
        "anglais et espagnol",
        "español e inglés",
        "inglés u español",
        "English, Spanish",
        "en|es",
        "English\nSpanish",
        "Spanish or English",
        "English, and Spanish",
    ],
)
def test_words_come_apart_at_any_mark_in_any_language(cell):
    assert said(languages=cell) == {"languages": ["en", "es"]}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (WHOLE, [JUSTICE]),
        (f"{WHOLE}; Connection and care", [CARE, JUSTICE]),
        (f"Connection and care, {WHOLE}", [CARE, JUSTICE]),
        (f"{WHOLE} and connection and care", [CARE, JUSTICE]),
    ],
)
def test_a_term_that_holds_commas_stays_whole(cell, found):
    assert said(focus_areas=cell) == {"focus_areas": found}


def test_columns_of_terms_add_up():
    assert said([("languages", "English"), ("languages", "Spanish; English")]) == {"languages": ["en", "es"]}


@pytest.mark.parametrize(
    ("cell", "known", "unknown"),
    [
        ("English; Zyxish", ["en"], ["Zyxish"]),
        ("English, Zyxish and Spanish", ["en", "es"], ["Zyxish"]),
        ("Zyxish", None, ["Zyxish"]),
        ("Zyxish, Vulgish", None, ["Zyxish, Vulgish"]),
    ],
)
def test_an_unknown_word_is_kept_as_a_note_and_asked_about(cell, known, unknown):
    row = read(languages=cell)

    assert row.said.get("languages") == known
    assert row.notes == [f"Languages: {word}" for word in unknown]
    assert [(m.code, m.key, m.sample) for m in row.messages] == [
        ("unknown-value", "languages", word) for word in unknown
    ]


def test_what_was_said_of_a_word_is_remembered():
    row = read(languages="Zyxish; Vulgish", asked={"languages zyxish": "es", "languages vulgish": "note"})

    assert (row.said["languages"], row.note, codes(row)) == (["es"], "Languages: Vulgish", [])


def way(cell, **given):
    [found] = said([("way-peer-line", cell)], **given)["ways"]
    assert found.pop("kind") == "peer-line"
    return found


def test_the_parts_of_a_way_are_told_by_their_keys_or_by_how_they_look():
    cell = "Warm line | +1 775 555 0101 | lantern.example.org | www.example.org/chat | when: nights | in: en, es | for: anyone | note: one: two"

    assert way(cell) == {
        "label": "Warm line, lantern.example.org", "phone": "+1 775 555 0101", "link": "https://www.example.org/chat",
        "schedule": "nights", "languages": "en, es", "who_for": "anyone", "safety_note": "one: two",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("what: when: x", {"label": "when: x"}),
        ("a \\| b", {"label": "a | b"}),
        ("7755550101", {"phone": "+1 775-555-0101"}),
        ("@lantern", {"label": "@lantern"}),
        ("note: ring first", {"label": "Call or text a peer line", "safety_note": "ring first"}),
        ("Yes", {"label": "Call or text a peer line"}),
    ],
)
def test_a_way_says_at_least_in_a_few_words_how(cell, told):
    assert way(cell) == told


@pytest.mark.parametrize("country", ["", "US"])
@pytest.mark.parametrize(
    "cell",
    [
        "24/7", "24-7", "24/7/365", "10-12", "9-5", "8-17", "0800-1200", "900-1700", "9am-5pm", "9 a.m. - 5 p.m.", "9:30 – 17:00",
        "9h30–17h", "10-12, 14-16", "10-12 / 14-16", "10:30", "7pm", "12/25/2026", "25.12.26",
    ],
)  # fmt: skip
def test_hours_and_days_in_figures_are_times_and_never_a_number_to_call(cell, country):
    assert (way(cell, country=country), codes(read([("way-drop-in", cell)], country=country))) == (
        {"schedule": cell},
        [],
    )


@pytest.mark.parametrize(
    "cell", ["988", "741741", "(775) 555-0100", "06 12 34 56 78", "06.12.34.56.78", "555-1212", "13 11 14 15"]
)
def test_figures_that_are_no_hours_are_a_number_to_call(cell):
    assert way(cell, country="") == {"phone": cell}


def test_each_line_is_a_way():
    assert said([("way-meeting", "Mondays\n\nTuesdays | when: 7pm")])["ways"] == [
        {"kind": "meeting", "label": "Mondays"},
        {"kind": "meeting", "label": "Tuesdays", "schedule": "7pm"},
    ]


def followed(heading, cell):
    row = read_row(["Lantern Voices", cell], {}, sense(["name", "way-social"], headings=["Name", heading]))
    return [{name: text for name, text in found.items() if name != "kind"} for found in row.said["ways"]], codes(row)


@pytest.mark.parametrize(
    ("heading", "cell", "link"),
    [
        ("Instagram", "@alpha.one", "https://instagram.com/alpha.one"),
        ("IG handle", "@alpha_1", "https://instagram.com/alpha_1"),
        ("Facebook", "@alpha", "https://facebook.com/alpha"),
        ("X/Twitter", "@alpha", "https://x.com/alpha"),
        ("Tik Tok", "@alpha", "https://tiktok.com/@alpha"),
        ("Bluesky", "@alpha", "https://bsky.app/profile/alpha.bsky.social"),
        ("Bluesky", "@alpha.example.org", "https://bsky.app/profile/alpha.example.org"),
        ("Instagram", "instagram.com/alpha", "https://instagram.com/alpha"),
    ],
)
def test_a_handle_leads_to_the_network_its_heading_names(heading, cell, link):
    assert followed(heading, cell) == ([{"link": link}], ["handle"])


@pytest.mark.parametrize(
    ("heading", "cell", "label"),
    [
        ("Facebook", "Lantern Voices", "Facebook: Lantern Voices"),
        ("Instagram", "alpha", "Instagram: alpha"),
        ("Instagram", "@alpha, @beta", "Instagram: @alpha, @beta"),
        ("Instagram", "@álpha", "Instagram: @álpha"),
    ],
)
def test_other_words_under_the_name_of_a_network_get_it_in_front(heading, cell, label):
    assert followed(heading, cell) == ([{"label": label}], ["handle"])


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        ("Instagram", "https://instagram.com/alpha", {"link": "https://instagram.com/alpha"}),
        ("Instagram", "what: @alpha", {"label": "@alpha"}),
        ("Instagram / Facebook", "@alpha", {"label": "@alpha"}),
        ("Social media", "@alpha", {"label": "@alpha"}),
    ],
)
def test_what_needs_no_network_or_may_be_of_two_stays_as_it_is(heading, cell, told):
    assert followed(heading, cell) == ([told], [])


def test_what_stands_behind_a_handle_is_kept():
    assert followed("Instagram", "@alpha | in: es\n@beta")[0] == [
        {"link": "https://instagram.com/alpha", "languages": "es"},
        {"link": "https://instagram.com/beta"},
    ]


@pytest.mark.parametrize("cell", ["No", "0"])
def test_a_no_is_no_way_and_understood_as_that(cell):
    row = read([("way-volunteer", cell)])

    assert (row.said.get("ways"), row.understood[1]) == (None, "No")


@pytest.mark.parametrize("cell", ["https://a.example.org | https://b.example.org", "775 555 0101 | 775 555 0102"])
def test_a_second_link_or_number_of_a_way_is_kept_as_a_note(cell):
    first, second = cell.split(" | ")
    row = read([("way-chat", cell)])

    assert (first in row.said["ways"][0].values(), row.note) == (True, f"Chat online: {second}")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("link: javascript:alert(1)", "web"),
        ("https://a.example.org@b.example.org", "web"),
        ("phone: soon", "phone"),
        ("12345678", "phone"),
    ],
)
def test_a_link_or_number_that_is_none_has_to_be_put_right(cell, code):
    assert codes(read([("way-chat", cell)])) == [code]


@pytest.mark.parametrize(
    ("cell", "kinds", "note"),
    [
        ("Volunteer; Donate", ["volunteer", "donate"], ""),
        ("voluntariado, donaciones", ["volunteer", "donate"], ""),
        ("Volunteer: help out\nNewsletter", ["volunteer", "email-list"], ""),
        ("Volunteer, zyx", ["volunteer"], "Ways to connect (several kinds): zyx"),
        ("https://lantern.example.org/join", [], "Ways to connect (several kinds): https://lantern.example.org/join"),
    ],
)
def test_a_column_of_all_ways_says_the_kind_of_each(cell, kinds, note):
    row = read(ways=cell)

    assert ([found["kind"] for found in row.said.get("ways", [])], row.note) == (kinds, note)


def test_details_behind_a_kind_are_read_as_in_its_own_column():
    assert said(ways="Follow on social media: News | https://social.example.org/x")["ways"] == [
        {"kind": "social", "label": "News", "link": "https://social.example.org/x"}
    ]


@pytest.mark.parametrize("cell", ["Conexión y cuidado", "conexion y cuidado", "Connection and care", CARE])
def test_a_term_is_known_by_its_name_in_every_language_of_the_site(cell):
    assert said(focus_areas=cell) == {"focus_areas": [CARE]}
    assert said(focus_areas=f"{cell}; {WHOLE}") == {"focus_areas": [CARE, JUSTICE]}


def test_what_was_understood_is_said_in_the_language_of_the_page():
    with override("es"):
        known = meanings({})

    assert known.labels["focus_areas"][CARE] == "Conexión y cuidado"
    assert known.labels["languages"]["es"] == "Español"
