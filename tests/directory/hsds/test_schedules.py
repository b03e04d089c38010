"""Partners get the hours that calendars get, with the offset of the place; what is not understood stays words."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests import factories
from tests.directory.hsds.asking import ask, everything

pytestmark = pytest.mark.django_db


def schedules(said, kind="drop-in", **given):
    factories.organization(ways=[{"kind": kind, "label": "Kitchen", "schedule": said}], **given)
    [service] = ask("services", full="true")["contents"]
    return [{name: value for name, value in told.items() if not name.endswith("id")} for told in service["schedules"]]


def test_hours_that_are_understood_have_the_offset_of_winter_and_name_the_zone():
    assert schedules("Tuesdays 6–8 pm") == [
        {
            "description": "Kitchen; Tuesdays 6–8 pm (time zone America/Los_Angeles)", "freq": "WEEKLY", "byday": "TU",
            "opens_at": "18:00-08:00", "closes_at": "20:00-08:00", "timezone": -8,
        }
    ]  # fmt: skip


def test_of_one_day_the_offset_is_that_of_the_day():
    [told] = schedules("July 5, 2030, 2 pm", kind="action")

    assert (told["dtstart"], told["opens_at"], told["timezone"], "closes_at" in told) == (
        "2030-07-05",
        "14:00-07:00",
        -7,
        False,
    )


def test_what_was_over_when_the_day_began_is_left_out_and_no_tag_hides_that(monkeypatch):
    clock = [datetime(2026, 12, 5, 9, tzinfo=UTC)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])
    assert len(schedules("December 5, 2026, 2 pm", kind="action")) == 1
    before = Client().get("/hsds/services?full=true")
    seen = {"If-None-Match": before.headers["ETag"]}, {"If-Modified-Since": before.headers["Last-Modified"]}

    clock[0] += timedelta(hours=12)
    assert [Client(headers=told).get("/hsds/services?full=true").status_code for told in seen] == [304, 304]
    clock[0] += timedelta(hours=36)
    assert [Client(headers=told).get("/hsds/services?full=true").status_code for told in seen] == [200, 200]

    assert "schedules" not in ask("services", full="true")["contents"][0]


@pytest.mark.parametrize(
    ("place", "opens"),
    [
        ({"country": "IN", "region": "", "city": "Mumbai"}, "18:00+05:30"),
        ({"country": "AU", "region": "NSW", "city": "Sydney"}, "18:00+10:00"),
        ({"country": "GB", "region": "", "city": ""}, "18:00+00:00"),
    ],
)
def test_winter_is_where_the_place_is(place, opens):
    assert schedules("Tuesdays 6 pm", **place)[0]["opens_at"] == opens


@pytest.mark.parametrize("kind", ["action", "drop-in"])
@pytest.mark.parametrize(
    "said", ["Every other Tuesday 6 pm", "Tuesdays 7–9", "nights", "Tuesdays 6 pm except in August"]
)
def test_what_is_not_understood_is_words(said, kind):
    assert schedules(said, kind) == [{"description": f"Kitchen; {said}"}]


def test_of_an_action_a_weekday_is_no_day_of_every_week():
    assert schedules("Saturday 2 pm", "action") == [{"description": "Kitchen; Saturday 2 pm"}]


def test_where_the_zone_is_not_known_there_are_days_and_no_hours():
    told = schedules("Tuesdays 6–8 pm", reach="online", city="")

    assert told == [{"description": "Kitchen; Tuesdays 6–8 pm", "freq": "WEEKLY", "byday": "TU"}]


def test_two_times_are_two_schedules_with_ids_of_their_own():
    told = schedules("Mon–Fri 9 am–5 pm; Sat 10 am–2 pm")

    assert [(one["byday"], one["opens_at"][:5]) for one in told] == [("MO,TU,WE,TH,FR", "09:00"), ("SA", "10:00")]
    [service] = ask("services", full="true")["contents"]
    assert len({one["id"] for one in service["schedules"]}) == 2


def test_an_open_door_has_its_hours_at_its_place_too():
    everything()

    [place] = ask("service_at_locations", full="true")["contents"]

    [told] = place["schedules"]
    assert (told["byday"], told["opens_at"], told["service_at_location_id"]) == ("TU", "18:00-08:00", place["id"])
    assert {"freq", "service_id"} - told.keys() == {"service_id"}
    assert "schedules" not in ask("service_at_locations")["contents"][0]


def test_tables_have_the_hours_with_seconds_and_the_offset_beside_them():
    everything()
    with zipfile.ZipFile(io.BytesIO(Client().get("/open-data/hsds.zip").getvalue())) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("schedules.csv").decode(), newline="")))

    told = {(row["byday"], bool(row["service_at_location_id"])): row for row in rows if row["opens_at"]}
    assert [told["TU", at_place]["opens_at"] for at_place in (False, True)] == ["18:00:00"] * 2
    assert [told["TU", False][name] for name in ("closes_at", "timezone")] == ["20:00:00", "-8.0"]
    assert len({row["id"] for row in rows}) == len(rows) == 4
