"""Calendars hold what is public and understood, and nothing else."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from django.test import Client

from curation import review
from directory.calendar.zones import zone_of
from directory.models import Organization
from tests import factories
from tests.directory.hsds import asking

pytestmark = pytest.mark.django_db
MEETING = {"kind": "meeting", "label": "Open meeting", "schedule": "Every first Sunday 2–4 pm", "link": "https://l.example.org/m"}  # fmt: skip


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 11, 24, 20, tzinfo=UTC))


def events(address="/calendar.ics", status=200):
    answer = Client().get(address)
    assert answer.status_code == status
    if status != 200:
        return []
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content).events


def meeting(**changed):
    return factories.organization(ways=[MEETING | changed])


def test_a_meeting_that_is_understood_is_in_the_calendars():
    listing = meeting()

    [event] = events()
    [its_own] = events(f"/groups/{listing.slug}.ics")

    assert event.to_ical() == its_own.to_ical()
    assert str(event["uid"]) == f"{listing.public_id}/meeting/0"
    assert event.start.isoformat() == "2026-12-06T14:00:00-08:00"
    assert event.end.isoformat() == "2026-12-06T16:00:00-08:00"
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;BYDAY=1SU"
    assert str(event["summary"]) == f"{listing.name}: Open meeting"
    assert str(event["description"]) == "Every first Sunday 2–4 pm\nAs the group told us. Ask the group before you go."
    assert str(event["url"]) == "https://l.example.org/m"


def test_two_times_in_the_words_of_one_way_are_two_events():
    meeting(schedule="Tuesdays 6 pm and Thursdays 7 pm")

    found = events()

    assert [(str(event["uid"])[-9:], event["rrule"]["byday"]) for event in found] == [
        ("meeting/0", ["TU"]),
        ("eting/0/1", ["TH"]),
    ]


def test_it_is_a_calendar_by_the_standard():
    meeting(label="Ümlaut; with, marks\\ and “quotes” " * 4)
    content = Client().get("/calendar.ics").content

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    written = icalendar.Calendar.from_ical(content)
    assert [zone.tz_name for zone in written.timezones] == ["America/Los_Angeles"]
    assert written.errors == [] and all(event.errors == [] for event in written.events)
    for name in (b"ATTENDEE", b"ORGANIZER", b"LOCATION", b"GEO", b"CONTACT"):
        assert name not in content


def test_it_is_the_same_to_the_byte_until_something_changes(monkeypatch):
    meeting()
    before = Client().get("/calendar.ics").content

    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 24, 20, tzinfo=UTC))

    assert Client().get("/calendar.ics").content == before


@pytest.mark.parametrize(
    "changed",
    [
        {"schedule": "every other Sunday 2 pm"},
        {"schedule": "Sundays"},
        {"schedule": ""},
        {"kind": "contact-member"},
        {"kind": "peer-line"},
        {"kind": "chat"},
        {"kind": "action", "schedule": "Sunday 2 pm"},
        {"kind": "action", "schedule": "November 3, 2026, 2 pm"},
    ],
)
def test_what_is_not_understood_not_public_or_over_is_in_no_calendar(changed):
    meeting()
    listing = meeting(**changed)

    assert [str(event["uid"]).partition("/")[0] for event in events()] != [str(listing.public_id)]
    assert len(events()) == 1
    # A program that has had times from there is to forget them.
    assert events(f"/groups/{listing.slug}.ics") == []
    page = Client().get(f"/groups/{listing.slug}/")
    assert b".ics" not in page.content


def test_an_action_on_one_day_is_there_until_that_day():
    listing = meeting(kind="action", schedule="December 5, 2026, 2 pm", label="March")

    [event] = events()

    assert (event.start.isoformat(), event.get("rrule"), event.get("dtend")) == (
        "2026-12-05T14:00:00-08:00",
        None,
        None,
    )
    page = Client().get(f"/groups/{listing.slug}/").content.decode()
    assert "5 December 2026, from 2 p.m. (time zone America/Los Angeles)." in page


@pytest.mark.parametrize(
    ("said", "now", "told"),
    [
        # Five in the afternoon of that Saturday, in Reno.
        ("December 5, 2026, 6 pm", datetime(2026, 12, 6, 1, tzinfo=UTC), ["2026-12-05"]),
        ("December 5, 2026, 6 pm", datetime(2026, 12, 7, tzinfo=UTC), []),
        # An hour before its end, on Sunday.
        ("December 5, 2026, 10pm-2am", datetime(2026, 12, 6, 9, tzinfo=UTC), ["2026-12-05"]),
        ("December 5, 2026, 10pm-2am", datetime(2026, 12, 8, tzinfo=UTC), []),
    ],
)
def test_what_is_on_one_day_is_told_until_that_day_is_over_where_it_is(monkeypatch, said, now, told):
    listing = meeting(kind="action", schedule=said)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    [service] = asking.ask("services", full="true")["contents"]
    page = Client().get(f"/groups/{listing.slug}/").content

    assert [event.start.date().isoformat() for event in events()] == told
    assert [one["dtstart"] for one in service.get("schedules", [])] == told
    assert (b".ics" in page) == bool(told)


def test_where_nobody_knows_the_zone_partners_are_told_until_it_is_over_everywhere(monkeypatch):
    factories.organization(reach="online", ways=[MEETING | {"kind": "action", "schedule": "December 5, 2026, 6 pm"}])
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 6, 11, tzinfo=UTC))

    [service] = asking.ask("services", full="true")["contents"]

    assert [one["dtstart"] for one in service["schedules"]] == ["2026-12-05"]


def test_the_page_says_how_the_words_were_understood():
    listing = meeting(schedule="Tue & Thu 18:00–20:00 ET")

    page = Client().get(f"/groups/{listing.slug}/").content.decode()

    assert "Every Tuesday and Thursday, 6 p.m. to 8 p.m. (time zone America/New York)." in page
    assert f'href="/groups/{listing.slug}.ics"' in page


def test_a_question_narrows_a_calendar():
    meeting()
    other = factories.organization(ways=[MEETING], region="CA", city="Oakland")

    assert [str(event["uid"]) for event in events("/calendar.ics?region=US-CA")] == [f"{other.public_id}/meeting/0"]


def test_a_calendar_without_times_is_one_by_the_standard():
    calendar = icalendar.Calendar.from_ical(Client().get("/calendar.ics").content)

    assert (calendar.events, calendar.errors) == ([], [])
    assert calendar.subcomponents[0].walk("STANDARD")


def test_a_calendar_that_has_no_room_says_so_and_keeps_what_changed_last(monkeypatch):
    monkeypatch.setattr("directory.calendar.files.MOST", 2)
    meeting()
    later = [meeting(), meeting()]

    calendar = icalendar.Calendar.from_ical(Client().get("/calendar.ics").content)

    assert {str(event["uid"]).partition("/")[0] for event in calendar.events} == {str(one.public_id) for one in later}
    assert str(calendar["x-wr-caldesc"]).startswith("Only 2 of more times")
    review.withdraw(later[0], by=factories.pair()[0], reason="wrong")
    assert "x-wr-caldesc" not in icalendar.Calendar.from_ical(Client().get("/calendar.ics").content)


def test_who_subscribed_to_a_group_gets_its_times_after_it_is_renamed():
    listing = meeting()
    before = f"/groups/{listing.slug}.ics"
    factories.published(factories.change(listing, name="Ember House"))

    listing.refresh_from_db()
    assert before != f"/groups/{listing.slug}.ics"
    assert [str(event["uid"]) for event in events(before)] == [f"{listing.public_id}/meeting/0"]
    assert Client().get(before.replace(".ics", ".vcf")).content == Client().get(f"/groups/{listing.slug}.vcf").content

    review.withdraw(listing, by=factories.pair()[0], reason="wrong")
    assert [Client().get(before.replace(".ics", kind)).status_code for kind in (".ics", ".vcf")] == [404, 404]


def test_one_way_without_a_time_hides_no_other():
    factories.organization(ways=[MEETING, {"kind": "drop-in", "label": "Kitchen"}])

    assert len(events()) == 1


def test_who_wants_to_be_left_out_is_left_out():
    for wish in ("keep_from_search_engines", "keep_from_open_data"):
        listing = meeting()
        assert len(events()) == 1
        factories.published(factories.change(listing, **{wish: True}))
        assert events() == []
        answer = Client().get(f"/groups/{listing.slug}.ics")
        assert (answer.status_code, "noindex" in answer.headers["X-Robots-Tag"]) == (
            200,
            wish == "keep_from_search_engines",
        )


def test_what_is_taken_down_is_in_no_calendar_and_what_waits_never_was():
    listing = meeting()
    factories.submission(ways=[MEETING])
    assert len(events()) == 1

    review.withdraw(listing, by=factories.pair()[0], reason="wrong")

    assert events() == []
    assert events(f"/groups/{listing.slug}.ics", status=404) == []


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        (("US", "NV", "Reno"), "America/Los_Angeles"),
        (("US", "NV", "West Wendover"), ""),
        (("US", "NV", ""), ""),
        (("US", "TX", "Houston"), "America/Chicago"),
        (("US", "TX", "El Paso"), ""),
        (("US", "AZ", "Phoenix"), "America/Phoenix"),
        (("US", "AZ", "Window Rock"), ""),
        (("US", "TN", "Chattanooga"), ""),
        (("US", "NY", ""), "America/New_York"),
        (("US", "", ""), ""),
        (("CA", "ON", "Toronto"), "America/Toronto"),
        (("NL", "", ""), "Europe/Amsterdam"),
        (("FR", "", "Paris"), "Europe/Paris"),
        (("MX", "", "Ciudad de México"), ""),
        (("MX", "CMX", ""), "America/Mexico_City"),
        (("MX", "CHH", "Chihuahua"), "America/Chihuahua"),
        (("MX", "CHH", "Ciudad Juárez"), ""),
        (("MX", "TAM", "Reynosa"), ""),
        (("MX", "NLE", "Monterrey"), "America/Monterrey"),
        (("MX", "NAY", "Tepic"), "America/Mazatlan"),
        (("MX", "NAY", "Nuevo Vallarta"), ""),
        (("", "", ""), ""),
    ],
)
def test_a_place_has_a_zone_only_where_it_can_be_in_no_other(place, zone):
    listing = Organization(**dict(zip(("country", "region", "city"), place, strict=True)), reach="local")

    assert zone_of(listing) == zone
    listing.reach = "online"
    assert zone_of(listing) == ""


def test_a_night_ends_on_the_next_day():
    meeting(schedule="Fridays 10pm-2am")

    [event] = events()

    assert (event.start.date(), event.end.date()) == (date(2026, 11, 27), date(2026, 11, 28))


def test_partners_get_the_days_in_the_terms_of_their_standard():
    ways = [MEETING, MEETING | {"schedule": "December 5, 2026, 2 pm"}, MEETING | {"schedule": "every other Tuesday"}]
    factories.organization(ways=ways)

    [service] = asking.ask("services", full="true")["contents"]

    told = [
        {name: one[name] for name in ("freq", "byday", "dtstart", "until", "count") if name in one}
        for one in service["schedules"]
    ]
    assert told == [
        {"freq": "MONTHLY", "byday": "1SU"},
        {"dtstart": "2026-12-05", "until": "2026-12-05", "count": 1},
        {},
    ]
