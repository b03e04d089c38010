"""Files that answer a question of the list say what they do not understand, and may be read from any site."""

import csv
import io
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import icalendar
import pytest
from defusedxml import ElementTree
from django.test import Client
from openpyxl import load_workbook

from curation import review
from directory.hsds import doors
from tests import factories

pytestmark = pytest.mark.django_db
OPEN_DATA = ["/groups.csv", "/groups.json", "/groups.xlsx", "/groups.atom", "/calendar.ics"]
FILES = [*OPEN_DATA, "/groups.pdf"]
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def get(address, **headers):
    return Client(headers=headers, REMOTE_ADDR="203.0.113.7").get(address)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ("focus=nope", "focus", "Focus area: “nope” is not a choice we know."),
        ("regoin=US-NV", "regoin", "“regoin” is not asked here."),
    ],
)
def test_what_is_not_understood_is_told_to_programs_and_leads_people_to_the_list(file, query, field, sentence):
    factories.organization()

    told, led = get(f"{file}?{query}"), get(f"{file}?{query}", **BROWSER)

    assert (told.status_code, told.json()) == (400, {"error": {"message": sentence, "field": field}})
    assert (led.status_code, led.headers["Location"]) == (302, f"/groups/?{query}")


def test_a_page_to_embed_says_what_it_does_not_understand_and_shows_nothing():
    factories.organization(name="Ember House")

    for query in ("focus=nope", "regoin=US-NV"):
        page = get(f"/embed/?{query}")
        assert (page.status_code, "Ember House" in page.content.decode()) == (400, False)
        assert query.partition("=")[0 if "regoin" in query else 2] in page.content.decode()


@pytest.mark.parametrize("file", FILES)
def test_any_site_may_read_it_and_nobody_may_write(file):
    answer = get(file, Origin="https://partner.example.org")
    written = Client(enforce_csrf_checks=True).post(file)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert ('rel="license"' in answer.headers.get("Link", "")) == (file in OPEN_DATA)
    assert not answer.cookies
    assert (written.status_code, written.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("file", OPEN_DATA)
def test_what_is_the_same_is_not_sent_again(file, monkeypatch):
    clock = [datetime(2026, 11, 1, 12, tzinfo=UTC)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])
    listing = factories.organization(name="Ember House")
    tags = []

    def again():
        seen = tags[-1:] or ["nothing"]
        answer = get(f"{file}?region=US-NV", **{"If-None-Match": seen[0]})
        tags.append(answer.headers["ETag"])
        return answer.status_code

    assert [again(), again()] == [200, 304]
    factories.published(factories.change(listing, phone="+1 775 555 0100"))
    assert [again(), again()] == [200, 304]
    factories.organization(name="Copper House", region="CA")
    assert again() == 304
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")
    assert again() == 200
    clock[0] += timedelta(days=1)
    assert again() == 200


@pytest.mark.parametrize("file", FILES)
def test_whatever_the_list_is_asked_a_file_is_too(file):
    factories.organization(name="Ember House")
    near = "near=Reno,%20NV&within=50&q=ember&fresh=unchecked&focus=connection-care&focus_match=all&sort=newest"

    assert get(f"{file}?{near}").status_code == 200


def test_a_table_is_in_the_language_of_its_address():
    factories.organization(region="NY", focus_areas=["connection-care"], languages=["es"], kind="fund")

    for address, told in (
        ("/groups.csv", {"Name", "Fund", "United States of America", "New York", "Connection and care", "Spanish"}),
        ("/es/groups.csv", {"Nombre", "Fondo", "Estados Unidos", "Nueva York", "Conexión y cuidado", "Español"}),
    ):
        assert told <= {cell for line in csv.reader(get(address).getvalue().decode().splitlines()) for cell in line}


def test_too_much_from_one_network_is_refused_and_a_visitor_is_far_from_it(monkeypatch):
    factories.organization()
    doors.LIMITER.forget()
    visits = [get(file).status_code for file in FILES for _time in range(5)]
    counted = doors.LIMITER._counts.total()

    monkeypatch.setattr(doors.LIMITER, "per_hour", counted)
    refused = [get(file) for file in FILES]
    doors.LIMITER.forget()

    assert set(visits) == {200}
    assert counted * 10 < doors.settings.OPEN_DATA_PER_HOUR
    assert {answer.status_code for answer in refused} == {429}
    assert get("/groups/").status_code == 200


@pytest.mark.parametrize(("groups", "cost"), [(0, 1), (99, 1), (100, 2), (4_999, 50), (100_000, 50)])
def test_a_file_counts_by_how_many_groups_are_in_it(groups, cost):
    assert doors.cost(groups) == cost


@pytest.mark.parametrize("letter", ["\x01", "\x0b", "\x1b", "\x7f", "\ufffe", "\uffff"])
def test_a_letter_that_no_file_can_hold_spoils_none(letter):
    way = {"kind": "meeting", "label": f"Open{letter} meeting", "schedule": "Tuesdays 6 pm", "phone": "+1 775 555 0102"}
    factories.organization(
        name=f"Ember{letter} House", slug="ember-house", description=f"By{letter} members.", ways=[way]
    )

    feed, calendar, book, card = (
        get(f"{one}?q=members").getvalue()
        for one in ("/groups.atom", "/calendar.ics", "/groups.xlsx", "/groups/ember-house.vcf")
    )

    [entry] = ElementTree.fromstring(feed).findall("{*}entry")
    assert (entry.findtext("{*}title"), entry.findtext("{*}summary")) == ("Ember House", "<p>By members.</p>")
    assert [str(event["summary"]) for event in icalendar.Calendar.from_ical(calendar).events] == [
        "Ember House: Open meeting"
    ]
    assert [row[2].value for row in load_workbook(io.BytesIO(book)).active.rows] == ["Name", "Ember House"]
    assert letter.encode() not in calendar + card
    assert ElementTree.fromstring(get(f"/groups.atom?q=members{quote(letter)}").content).findtext("{*}title")
