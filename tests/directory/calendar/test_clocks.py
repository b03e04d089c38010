"""A time zone in a calendar says what clocks there show, in a form that every program reads."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from directory.calendar.clocks import zone_component
from directory.calendar.files import NO_YEAR

RULED = [
    "America/Los_Angeles", "America/New_York", "America/St_Johns", "Europe/Dublin", "Europe/Madrid", "Australia/Sydney",
    "Australia/Lord_Howe", "America/Phoenix", "Asia/Kolkata", "UTC",
]  # fmt: skip
# Summer time begins by the moon, or on a Friday before a Sunday.
UNRULED = ["Africa/Casablanca", "Asia/Jerusalem", "America/Santiago"]


def written(zone):
    return icalendar.Timezone.from_ical(zone_component(zone, NO_YEAR).to_ical())


@pytest.mark.parametrize("zone", [*RULED, *UNRULED])
def test_its_clocks_show_what_clocks_there_show(zone):
    there, told = ZoneInfo(zone), written(zone).to_tz(lookup_tzid=False)
    noon = datetime(NO_YEAR, 1, 1, 12)  # noqa: DTZ001 (as clocks show it)
    noons = [noon + timedelta(days=day) for day in range(10 * 365)]

    assert [
        noon for noon in noons if noon.replace(tzinfo=told).utcoffset() != noon.replace(tzinfo=there).utcoffset()
    ] == []


@pytest.mark.parametrize("zone", [*RULED, *UNRULED])
def test_no_days_are_listed_and_what_comes_every_year_is_a_rule(zone):
    text = zone_component(zone, NO_YEAR).to_ical()

    assert b"RDATE" not in text
    assert (b"RRULE" in text) is (zone in RULED and zone not in RULED[-3:])


def test_summer_time_that_was_given_up_comes_back_in_no_year():
    text = zone_component("America/Mexico_City", 2018).to_ical()

    assert (b"RRULE" in text, text.count(b"BEGIN:DAYLIGHT")) == (False, 6)


def test_it_is_changed_at_the_hour_that_clocks_show_until_then():
    assert zone_component("America/Los_Angeles", NO_YEAR).to_ical().decode().split("\r\n")[2:9] == [
        "BEGIN:DAYLIGHT", "DTSTART:20250309T020000", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "TZNAME:PDT",
        "TZOFFSETFROM:-0800", "TZOFFSETTO:-0700", "END:DAYLIGHT",
    ]  # fmt: skip
