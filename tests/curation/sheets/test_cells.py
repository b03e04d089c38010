"""Cells that say one thing are read as they were meant, and where they cannot be, their owner is told."""

import pytest

from tests.curation.sheets import bringing
from tests.curation.sheets.reading_rows import codes, read, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("8135550100.0", "+1 813-555-0100"),
        ("7.755550199E+09", "+1 775-555-0199"),
        ("7755550100", "+1 775-555-0100"),
        ("(775) 555-0100", "(775) 555-0100"),
        ("775-555-0100 x12", "775-555-0100 x12"),
        ("775-555-0100, ext. 12", "775-555-0100, ext. 12"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("1-800-SEX-WORK", "1-800-SEX-WORK"),
        ("tel: 775-555-0100", "775-555-0100"),
        ("Call (775) 555-0100", "(775) 555-0100"),
        ("988", "988"),
        ("Call or text: 775-555-0100", "775-555-0100"),
        ("Tél. : 514-555-0100 poste 22", "514-555-0100 ext. 22"),
        ("775-555-0100, int. 5", "775-555-0100 ext. 5"),
        ("775-555-0100 (extensión 3)", "775-555-0100 ext. 3"),
    ],
)
def test_a_number_to_call_is_read_as_people_write_it(cell, phone):
    assert said(phone=cell) == {"phone": phone}


@pytest.mark.parametrize(
    ("country", "cell", "phone"),
    [
        ("GB", "116 123", "116 123"),
        ("GB", "(020) 7946 0018", "(020) 7946 0018"),
        ("KE", "254 712 345678", "+254 712 345678"),
        ("MX", "52 (55) 1234 5678", "+52 (55) 1234 5678"),
        ("MX", "55 5512 3456", "55 5512 3456"),
        ("MX", "01 800 911 2000", "800 911 2000"),
        ("MX", "01 (55) 5542-7835", "(55) 5542-7835"),
        ("MX", "044 55 1234 5678", "55 1234 5678"),
        ("MX", "0445512345678", "+52 55 1234 5678"),
        ("MX", "+52 1 55 1234 5678", "+52 55 1234 5678"),
        ("US", "+5215512345678", "+52 55 1234 5678"),
        ("MX", "+52 155 123 4567", "+52 155 123 4567"),
        ("MX", "55 1234 5678 ext. 102", "55 1234 5678 ext. 102"),
    ],
)
def test_a_number_abroad_is_read_as_people_write_it_there(country, cell, phone):
    assert said(phone=cell, country=country) == {"phone": phone}


@pytest.mark.parametrize("country", ["", "US"])
@pytest.mark.parametrize(
    "cell",
    [
        "call Pastor Bill 415-555-0144",
        "Bill 415-555-0144",
        "415-555-0144 Bill",
        "415-555-0144 Jo",
        "24/7",
        "10-12",
        "211-4",
    ],
)
def test_no_number_stands_among_other_words_or_is_made_of_hours(cell, country):
    row = read(phone=cell, country=country)

    assert (row.said.get("phone"), codes(row)) == (None, ["phone"])


@pytest.mark.parametrize("cell", ["1-800-FLOWERS", "775-555-0100 ext. 12", "988", "741741", "+44 20 7946 0958"])
def test_a_number_needs_no_country_to_be_one(cell):
    assert said(phone=cell, country="") == {"phone": cell}


def test_a_number_that_was_written_anew_is_told():
    assert codes(read(phone="8135550100.0")) == ["number"]
    assert codes(read(phone="(775) 555-0100")) == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("7.76E+09", "shortened"),
        ("ask at the desk", "phone"),
        ("12", "phone"),
        ("555-0100", "phone"),
        ("253-555", "phone"),
        ("7750000000", "phone"),
        ("020 7946 0958", "phone"),
    ],
)
def test_what_cannot_be_called_has_to_be_put_right(cell, code):
    row = read(phone=cell)

    assert [(message.level, message.code) for message in row.messages] == [("fix", code)]
    assert "phone" not in row.said


def test_a_number_is_judged_by_the_country_of_its_row():
    assert said([("phone", "020 7946 0958"), ("country", "UK")]) == {"phone": "020 7946 0958", "country": "GB"}


@pytest.mark.parametrize("between", ["; ", ", ", " / ", "\n", " or ", " and "])
def test_a_second_number_is_kept_as_a_note(between):
    row = read(phone=f"775-555-0100{between}775-555-0101")

    assert (row.said["phone"], row.note) == ("775-555-0100", "Phone: 775-555-0101")


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("lantern.example.org", "https://lantern.example.org"),
        ("http://lantern.example.org", "http://lantern.example.org"),
        ("HTTPS://Lantern.Example.org/About", "https://lantern.example.org/About"),
        ("<https://lantern.example.org>", "https://lantern.example.org"),
        ("https://rock-and-roll.example.org/y-tu", "https://rock-and-roll.example.org/y-tu"),
        ("https://lantern.example.org/a,y;b", "https://lantern.example.org/a,y;b"),
        ("https://lantern.example.org/wiki/L_(group)", "https://lantern.example.org/wiki/L_(group)"),
    ],
)
def test_a_web_address_gets_its_scheme_and_stays_whole(cell, address):
    assert said(website=cell) == {"website": address}


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)", "data:text/html,hi", "ftp://lantern.example.org", "https://bank.example.org@evil.example.org",
        "@lantern", "lantern", "info@lantern.example.org", "see our site", "https://", "https://[::1", '=HYPERLINK("x")',
        "https://lantern.example.org/" + "a" * 200,
    ],
)  # fmt: skip
def test_what_is_no_web_address_has_to_be_put_right(cell):
    row = read(website=cell)

    assert (row.said.get("website"), codes(row)) == (None, ["web"])


def test_a_second_address_is_a_way_on_a_social_network_and_a_note_elsewhere():
    row = read(website="www.lantern.example.org and instagram.com/lantern, old.example.org")

    assert row.said["website"] == "https://www.lantern.example.org"
    assert row.said["ways"] == [{"kind": "social", "link": "https://instagram.com/lantern"}]
    assert row.note == "Website: old.example.org"


@pytest.mark.parametrize(
    "cell", ["info@lantern.example.org", "MAILTO:info@lantern.example.org", "<info@lantern.example.org>"]
)
def test_an_e_mail_address_is_read_without_what_is_around_it(cell):
    assert said(email=cell) == {"email": "info@lantern.example.org"}


@pytest.mark.parametrize("between", ["; ", ", ", ",", " ", " and ", "\n"])
def test_a_second_e_mail_address_is_kept_as_a_note(between):
    row = read(email=f"rock-and-roll@example.org{between}press@example.org")

    assert (row.said["email"], row.note) == ("rock-and-roll@example.org", "E-mail: press@example.org")


@pytest.mark.parametrize(
    "cell", ["info at lantern.example.org", "Info <info@lantern.example.org>", "lantern.example.org"]
)
def test_what_is_no_e_mail_address_has_to_be_put_right(cell):
    row = read(email=cell)

    assert (row.said.get("email"), codes(row), row.note) == (None, ["email"], "")


@pytest.mark.parametrize(
    ("cell", "code"), [("2139", "02139"), ("2139.0", "02139"), ("89501-1234", "89501-1234"), ("M5V 2T6", "M5V 2T6")]
)
def test_a_postal_code_is_a_note_and_gets_back_its_zero(cell, code):
    assert read(postal_code=cell).note == f"Postal code: {code}"


def test_a_postal_code_elsewhere_has_no_zero_to_get_back():
    assert read(postal_code="2139", country="GB").note == "Postal code: 2139"


@pytest.mark.parametrize(
    ("cell", "kept", "told"),
    [
        ("39,53", "39.53", []),
        ("39.5312", "39.53", ["rounded"]),
        ("39,5312", "39.53", ["rounded"]),
        ("39.53° N", "39.53", []),
    ],
)
def test_coordinates_are_rounded_and_rounding_is_told(cell, kept, told):
    row = read(latitude=cell)

    assert (row.said["latitude"], codes(row)) == (kept, told)


@pytest.mark.parametrize("cell", ["91", "119.81 W", "39.53, -119.81", "1E999999999", "north"])
def test_what_is_no_latitude_has_to_be_put_right(cell):
    assert codes(read(latitude=cell)) == ["number"]


@pytest.mark.parametrize(
    ("ticks", "status"), [(["yes", "sí"], "new"), (["yes", ""], "fix"), (["", ""], "fix"), (["x", "no"], "fix")]
)
def test_an_address_is_taken_only_with_both_ticks(ticks, status):
    head = ["Name", "Public address", "Open to the public", "Permission to list address"]

    batch = bringing.checked([head, ["Lantern Voices", "The old library", *ticks]], by=bringing.coalition())

    assert bringing.statuses(batch) == {2: status}


@pytest.mark.parametrize(
    ("cell", "code"), [("survivor-led", "survivors"), ("Survivors of trafficking or abuse", "survivors")]
)
def test_who_leads_it_is_never_shown_because_a_sheet_says_it(cell, code):
    assert said(leadership=cell) == {"leadership": code}


@pytest.mark.parametrize("name", ["leadership", "kind", "reach", "country"])
def test_a_word_nobody_knows_is_kept_as_a_note_and_asked_about(name):
    row = read([(name, "Zyx")])

    assert (row.said.get(name), [(m.level, m.key, m.sample) for m in row.messages]) == (None, [("told", name, "Zyx")])
    assert row.note.endswith(": Zyx")


def test_what_was_said_of_a_word_is_what_it_means_or_that_it_is_only_a_note():
    asked = {"kind zyx": "fund", "reach zyx": "note"}
    row = read(kind="Zyx", reach="ZYX", asked=asked)

    assert (row.said["kind"], row.note, codes(row)) == ("fund", "How far it reaches: ZYX", [])


def test_a_listed_group_is_named_and_another_is_a_note():
    row = read(parent="Night  Garden", listings={"night garden": "an-id"})

    assert (row.said["parent"], codes(row), codes(read(parent="Night Garden"))) == ("an-id", [], ["no-such-listing"])


def test_other_names_come_apart_and_add_up():
    assert said([("other_names", "La Linterna; Lantern"), ("other_names", "LV\nThe L, in short")]) == {
        "other_names": "La Linterna\nLantern\nLV\nThe L, in short"
    }


def test_descriptions_of_several_columns_are_one():
    assert said([("description", "Rides.\nClinics."), ("description", "N/A"), ("description", "Care.")]) == {
        "description": "Rides.\nClinics.\nCare."
    }


def test_notes_that_are_too_long_together_have_to_be_put_right():
    assert codes(read([("note", "x" * 1500), ("note", "y" * 1500)])) == ["long-note"]
    assert codes(read(note="x" * 1900)) == []


def test_a_row_without_a_name_has_to_be_put_right():
    assert codes(read([("name", "–"), ("city", "Reno")])) == ["no-name"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("closed", ["closed"]),
        ("Permanently closed in 2020", ["closed"]),
        ("CLOSED 2023", ["closed"]),
        ("cerrado temporalmente", ["closed"]),
        ("active", []),
        ("Active, new director", []),
        ("it depends", ["standing"]),
        ("not so active", ["standing"]),
        ("no idea", ["standing"]),
    ],
)
def test_a_group_that_is_gone_is_asked_about(cell, told):
    assert codes(read(standing=cell)) == told


@pytest.mark.parametrize("heading", ["Languages", "Country", "Type of group"])
def test_a_person_in_a_word_that_becomes_a_note_is_asked_about(heading):
    batch = bringing.checked([["Name", heading], ["Lantern Voices", "Ask for Maria."]], by=bringing.coalition())

    assert bringing.codes(batch, 2) == ["unknown-value", "personal"]


@pytest.mark.parametrize("country", ["", "US", "AU"])
@pytest.mark.parametrize("cell", ["000", "(000) 000-0000", "+0"])
def test_zeros_are_no_number_to_call(cell, country):
    row = read(phone=cell, country=country)

    assert (row.said.get("phone"), codes(row)) == (None, ["phone"])


@pytest.mark.parametrize(
    "column",
    ["city", "phone", "description", "note", "languages", "way-peer-line", "policy-police", "source", "postal_code"],
)
@pytest.mark.parametrize(
    "cell", ["same as above", "Ditto", '"', "″", "(idem)", "Ídem.", "igual que arriba", "lo mismo", "comme ci-dessus"]
)
def test_a_cell_that_points_to_another_row_has_to_be_written_out(column, cell):
    row = read([(column, cell)])

    assert (codes(row), row.note, set(row.said) - {"name", "country"}, row.keys) == (["above"], "", set(), {})


def test_a_group_may_be_called_like_that_but_not_by_a_mark():
    assert read(name="Ditto", acronym="IDEM").said["name"] == "Ditto"
    assert codes(read(name="″")) == ["above", "no-name"]
