"""A contact card holds what a page shows, in a way that telephones read."""

import pytest

from directory.elsewhere import vcards
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_contact_card_is_one_that_telephones_read(client):
    factories.organization(
        name="Ember, House; Reno", description="First line.\nSecond — ünd weiter, " * 4, phone="+1 775 555 0100",
        email="info@ember.example.org",
    )  # fmt: skip

    answer = client.get("/groups/ember-house-reno.vcf")
    lines = answer.content.split(b"\r\n")
    unfolded = answer.content.decode().replace("\r\n ", "").split("\r\n")

    assert answer["Content-Type"] == "text/vcard; charset=utf-8"
    assert (unfolded[0], unfolded[-2:]) == ("BEGIN:VCARD", ["END:VCARD", ""])
    assert "FN:Ember\\, House\\; Reno" in unfolded
    assert "TEL;TYPE=VOICE:+1 775 555 0100" in unfolded
    assert "ADR;TYPE=WORK:;;;Reno;Nevada;;United States of America" in unfolded
    assert next(line for line in unfolded if line.startswith("NOTE:")).startswith(
        "NOTE:First line.\\nSecond — ünd weiter\\, "
    )
    assert max(map(len, lines)) <= vcards.LONGEST_LINE


def test_a_contact_card_tells_the_numbers_of_a_group_apart(client):
    ways = [
        {"kind": "drop-in", "phone": "+1 775 555 0109"},
        {"kind": "peer-line", "label": "Night line; English", "phone": "+1 775 555 0102"},
    ]
    factories.organization(
        name="Ember House", phone="+1 775 555 0100", ways=[*ways, ways[0] | {"phone": "+1 775 555 0100"}]
    )

    lines = client.get("/groups/ember-house.vcf").content.decode().split("\r\n")

    assert [line for line in lines if "TEL" in line or "LABEL" in line] == [
        "TEL;TYPE=VOICE:+1 775 555 0100",
        "item1.TEL;TYPE=VOICE:+1 775 555 0102",
        "item1.X-ABLABEL:Night line\\; English",
        "item2.TEL;TYPE=VOICE:+1 775 555 0109",
        "item2.X-ABLABEL:Drop in",
    ]


def test_there_is_no_card_of_what_is_not_listed(client):
    factories.withdrawn(name="Juniper House")
    factories.submission(name="Willow House")

    assert [client.get(f"/groups/{name}-house.vcf").status_code for name in ("juniper", "willow")] == [404, 404]


def test_a_contact_card_has_no_zero_that_is_not_dialled():
    way = {"kind": "peer-line", "label": "", "link": "", "phone": "+353 (0)1 496 0000", "schedule": ""}
    listing = factories.organization(phone="+44 (0)161 496 0000", ways=[way])

    numbers = [line.partition(":")[2] for line in vcards.card(listing).split("\r\n") if "TEL;" in line]

    assert numbers == ["+44 161 496 0000", "+353 1 496 0000"]
