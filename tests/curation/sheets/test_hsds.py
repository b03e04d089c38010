"""A partner's HSDS file comes in as rows of the same columns as a spreadsheet, without people and streets."""

import io
import json
import zipfile
import zlib

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from curation import review
from curation.coalitions import coalitions_of
from curation.models import Batch, BatchFile, BatchPiece, Row, Submission
from curation.review.errors import ReviewError
from curation.sheets import batches
from curation.sheets.faults import SheetFault
from curation.sheets.returning import sheet_with_reasons
from curation.sheets.unknown_words import unknown_words
from directory.calendar import reading
from directory.models import Organization
from directory.record import blank, changes, facts_of, set_relations
from tests import factories
from tests.curation.sheets import bringing, files, partners
from tests.curation.sheets.test_round_trip import WAY
from tests.directory.hsds import asking

pytestmark = pytest.mark.django_db


def brought(content, name="partner.zip", **given):
    return bringing.checked(None, content=content, name=name, by=given.pop("by", None) or bringing.coalition(), **given)


def told(batch, number):
    """Return what a row says, by the name of its column."""
    row = bringing.row(batch, number)
    return {target: cell for target, cell in zip(batch.mapping, row.raw, strict=False) if cell}


STREETS = (
    "Street addresses were not read: 1. A listing shows the town; a street only if anyone may walk in and the group asked "
    "for it, so it is added by hand."
)


def kept():
    """Everything that was kept of an upload, as text."""
    batch = Batch.objects.get()
    pieces = [bytes(piece.content) for piece in BatchPiece.objects.all()]
    rows = [json.dumps([row.raw, row.facts, row.note, row.messages], ensure_ascii=False) for row in Row.objects.all()]
    return " ".join([*map(str, batch.notices), *(zlib.decompress(piece).decode() for piece in pieces), *rows])


def test_a_package_becomes_one_row_for_each_organization():
    batch = brought(partners.package())

    assert told(batch, 2) == {
        "listing": partners.ORG,
        "name": "Harbor Union",
        "other_names": "HU",
        "description": "Rides and meals.",
        "website": "https://harbor.example.org/",
        "phone": "+1 419 555 0100",
        "city": "Lima",
        "region": "OH",
        "country": "US",
        "focus_areas": "Help getting around",
        "languages": "Spanish",
        "service_areas": "Ohio, United States",
        "note": "Rides: To court.\nFree\nMondays 09:00–17:00",
    }
    assert told(batch, 3)["parent"] == "Harbor Union"
    assert bringing.row(batch, 2).facts["languages"] == ["es"]


def test_a_group_that_only_has_services_that_are_over_is_left_out_until_somebody_includes_it():
    batch = brought(partners.package())

    assert bringing.statuses(batch) == {2: "new", 3: "excluded"}
    assert bringing.codes(batch, 3) == ["no-such-listing", "closed"]


def test_people_and_streets_are_told_of_and_go_no_further():
    batch = brought(partners.package())

    assert batch.notices == [
        "Contacts were not read: 1. There is no place here for people, their numbers and addresses.",
        STREETS,
        "These files of the package were not read, for there is no place for what they say: cost_options.csv.",
    ]
    for private in ("Canary", "canary", "0177", "0188", "40.12", "83.12", "45801", "Director"):
        assert private in str(partners.TABLES)
        assert private not in kept()
    assert not BatchFile.objects.exists()


def test_there_is_no_other_sheet_to_choose_in_it():
    me = bringing.coalition()
    batch = bringing.upload(None, by=me, name="partner.zip", content=partners.package())

    with pytest.raises(ReviewError, match=r"There are no other sheets in this file\."):
        batches.choose_sheet(batch, "Groups", by=me)


def test_a_word_of_another_taxonomy_is_asked_about_and_then_known():
    me = bringing.coalition()
    batch = brought(partners.package(), by=me)

    assert [(word.name, word.word) for word in unknown_words(batch)] == [("focus_areas", "Help getting around")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.json", partners.page(partners.whole_service())),
        ("page.json", json.dumps([partners.whole_service()]).encode()),
        ("page.json", json.dumps(partners.whole_service()).encode()),
        ("all.ndjson", json.dumps(partners.whole_service()).encode() + b"\n" + json.dumps(partners.whole_service(id="s-9")).encode()),
    ],
)  # fmt: skip
def test_what_an_endpoint_answers_becomes_the_same_rows(name, content):
    batch = brought(content, name)

    assert bringing.statuses(batch) == {2: "new"}
    cells = told(batch, 2)
    assert [cells[column] for column in ("name", "phone", "city", "region", "languages", "focus_areas")] == [
        "Harbor Union", "+1 419 555 0100", "Lima", "OH", "Spanish", "Help getting around",
    ]  # fmt: skip
    assert "Canary" not in kept()


def test_a_page_of_names_alone_makes_no_group():
    factories.organization()

    with pytest.raises(SheetFault, match="full=true"):
        brought(Client().get("/hsds/services?minimal=true").getvalue(), "page.json")


def test_a_page_says_that_there_are_others():
    batch = brought(partners.page(partners.whole_service(), total_pages=12), "page.json")

    assert (
        batch.notices[0] == "This is page 1 / 12 of what the partner lists. Bring the other pages too, each as a file."
    )


def test_the_rows_are_sent_undone_and_brought_again_without_twice():
    me = bringing.coalition()
    batch = bringing.sent(brought(partners.package(attributes=None), by=me), by=me)

    again = brought(partners.package(attributes=None), by=me)

    assert bringing.statuses(batch) == {2: "sent", 3: "excluded"}
    assert bringing.statuses(again) == {2: "unchanged", 3: "excluded"}
    assert [submission.name for submission in Submission.objects.all()] == ["Harbor Union"]
    undone = bringing.undone(batch, by=me)
    assert bringing.statuses(undone)[2] == "undone"


def ours(name):
    """Return what partners get from here, by every way there is."""
    address = {
        "hsds.zip": "/open-data/hsds.zip",
        "all.ndjson": "/hsds/organizations?full_service=true&format=ndjson",
        "services.json": "/hsds/services?full=true",
        "services.ndjson": "/hsds/services?format=ndjson",
    }[name]
    return Client().get(address).getvalue()


WAYS_OUT = ("hsds.zip", "all.ndjson", "services.json", "services.ndjson")


@pytest.mark.parametrize("name", WAYS_OUT)
def test_what_was_taken_from_here_comes_back_unchanged(name):
    parent = factories.organization(name="Harbor Union")
    asking.everything(parent=str(parent.public_id))
    factories.organization(name="Juniper Table", acronym="JT", reach="state", city="")

    batch = brought(ours(name), name)

    assert bringing.statuses(batch) == {2: "unchanged", 3: "unchanged", 4: "unchanged"}


@pytest.mark.parametrize("name", WAYS_OUT)
def test_only_what_is_new_in_a_file_from_here_is_proposed(name):
    listing = asking.everything()

    batch = brought(reworded(ours(name), b"by members", b"by neighbours"), name)

    row = bringing.row(batch, 2)
    assert row.status == "change"
    assert [change.name for change in changes(facts_of(listing), row.facts)] == ["description"]


def reworded(content, before, after):
    """Put other words into a file, be it packed or not."""
    if not content.startswith(b"PK"):
        return content.replace(before, after)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return files.zipped([(name, archive.read(name).replace(before, after)) for name in archive.namelist()])


def test_a_listing_that_changed_since_is_not_changed_back_unasked():
    listing = factories.organization(name="Ember House", description="Rides to court.")
    before = ours("services.ndjson")
    factories.published(factories.change(listing, description="Rides and meals."))

    batch = brought(before, "services.ndjson")

    assert (bringing.statuses(batch), bringing.codes(batch, 2)) == ({2: "fix"}, ["stale", "changes"])


def test_another_site_takes_over_what_it_can():
    listing = asking.everything()
    content = ours("hsds.zip")
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")

    batch = brought(content, "hsds.zip")

    facts = bringing.row(batch, 2).facts
    ways = {way["kind"]: way for way in facts["ways"]}
    assert (facts["country"], facts["region"], facts["focus_areas"]) == (
        "US",
        "NV",
        ["connection-care", "economic-justice"],
    )
    assert (ways["meeting"]["label"], ways["meeting"]["schedule"]) == ("Open meeting", "First Mondays")
    assert ways["contact-member"]["phone"] == "+1 775 555 0102"
    assert [policy["as_of"] for policy in facts["policies"]] == ["2026-03-01"] * 3
    assert facts["public_address"] == ""


def noted(**line):
    schedules = [{"id": "h-1", "service_id": partners.SERVICE} | line]
    return told(brought(partners.package(schedules=schedules)), 2)["note"].splitlines()[-1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "17:00:00", "timezone": "-5"}, "Mondays and Wednesdays 09:00–17:00"),
        ({"freq": "WEEKLY", "interval": "1", "byday": "MO", "opens_at": "09:00-05:00"}, "Mondays 09:00"),
        ({"freq": "MONTHLY", "byday": "1TU,3TH", "opens_at": "18:00", "closes_at": "20:00"}, "first Tuesday and third Thursday of the month 18:00–20:00"),
        ({"freq": "MONTHLY", "byday": "-1FR", "opens_at": "20:00", "closes_at": "01:00"}, "last Friday of the month 20:00–01:00"),
        ({"dtstart": "2030-12-05", "until": "2030-12-05", "opens_at": "14:00"}, "2030-12-05 14:00"),
    ],
)  # fmt: skip
def test_the_hours_of_a_partner_come_as_words_that_calendars_read(line, words):
    assert noted(**line) == words
    [when] = reading.schedules(words)
    assert when.days.byday == tuple(line.get("byday", "").split(",") if "byday" in line else ())
    assert [f"{at:%H:%M}" for at in when.hours if at] == [
        line[name][:5] for name in ("opens_at", "closes_at") if name in line
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"freq": "WEEKLY", "interval": "2", "byday": "MO", "opens_at": "09:00"}, "WEEKLY MO interval 2 09:00"),
        ({"freq": "WEEKLY", "byweekno": "1", "byday": "MO", "opens_at": "09:00"}, "WEEKLY MO byweekno 1 09:00"),
        ({"freq": "MONTHLY", "bymonthday": "5", "opens_at": "09:00"}, "MONTHLY bymonthday 5 09:00"),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": "14:00Z"}, "WEEKLY MO 14:00Z"),
        (
            {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "valid_to": "2026-08-31"},
            "WEEKLY MO valid_to 2026-08-31 09:00",
        ),
        ({"freq": "WEEKLY", "byday": "MO"}, "WEEKLY MO"),
    ],
)
def test_hours_that_cannot_be_said_plainly_lose_nothing(line, words):
    assert noted(**line) == words
    assert reading.schedules(words) == ()


def test_times_of_one_way_come_back_as_its_words_and_not_as_a_note():
    listing = factories.organization(
        public_address="12 Public Square, Reno, NV 89501", address_is_open=True, address_is_agreed=True,
        ways=[{"kind": "drop-in", "label": "Kitchen", "schedule": "Mon–Fri 9 am–5 pm; Sat 10 am–2 pm"}],
    )  # fmt: skip
    content = ours("hsds.zip")
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")

    row = bringing.row(brought(content, "hsds.zip"), 2)

    assert [way["schedule"] for way in row.facts["ways"]] == ["Mon–Fri 9 am–5 pm; Sat 10 am–2 pm"]
    assert "09:00" not in row.note


def test_a_sentence_about_places_is_no_place():
    sentence = "The service is for everybody in the counties around the town, and on some days for whoever comes from further away."
    areas = [{"id": "v-1", "service_id": partners.SERVICE, "name": sentence}]

    cells = told(brought(partners.package(service_areas=areas, schedules=None)), 2)

    assert ("service_areas" in cells, cells["note"]) == (False, f"Rides: To court.\nFree\n{sentence}")


@settings(max_examples=15, deadline=None)
@given(
    description=st.text(alphabet="abc XYZ;|,\\'\"=+-@é\n", min_size=3, max_size=60).map(str.strip).filter(bool),
    other_names=st.lists(st.sampled_from(["La; Linterna", "A | B", "O'Neil", "C, D"]), max_size=3, unique=True),
    ways=st.lists(WAY, max_size=4),
    languages=st.lists(st.sampled_from(["en", "es", "ase"]), max_size=3, unique=True),
    name=st.sampled_from(WAYS_OUT),
)
def test_whatever_a_listing_says_its_file_comes_back_unchanged(description, other_names, ways, languages, name):
    listing = factories.organization()
    facts = blank() | {"languages": sorted(languages), "focus_areas": ["connection-care"]}
    set_relations(listing, facts | {"ways": ways})
    Organization.objects.filter(pk=listing.pk).update(description=description, other_names="\n".join(other_names))

    batch = brought(ours(name), name)

    assert set(bringing.statuses(batch).values()) == {"unchanged"}


def test_the_command_takes_one_too(tmp_path):
    me = bringing.coalition()
    file = tmp_path / "partner.json"
    file.write_bytes(partners.page(partners.whole_service()))
    told = io.StringIO()

    call_command("import_sheet", file, coalition=coalitions_of(me)[0].name, by=me.username, attest=True, stdout=told)

    assert [line[:30] for line in told.getvalue().splitlines()] == [
        "New: 1",
        "Row 2 (Harbor Union), good to ",
        "Sent: 1",
    ]


def test_the_sheet_that_is_taken_back_is_a_workbook_of_the_same_rows():
    batch = brought(partners.package())

    content, _type, name = sheet_with_reasons(batch)

    assert name == "partner.xlsx"
    [headings, first, _second] = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    assert (headings[1], first[1], headings[-4], first[-4]) == ("Name", "Harbor Union", "Check: status", "New")
