"""Words become days and hours only where they can mean nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.calendar.reading import schedules


def read(said):
    return " + ".join(map(written, schedules(said))) or None


def written(found):
    when, at = found.days, found.hours
    day = when.on.isoformat() if when.on else f"{when.freq} {','.join(when.byday)}"
    hours = f"{at.opens:%H:%M}" + (f"-{at.closes:%H:%M}" if at.closes else "")
    return " ".join(filter(None, [day, hours, found.zone]))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tuesdays 18:00–20:00", "WEEKLY TU 18:00-20:00"),
        ("Every Tuesday, 6–8 pm", "WEEKLY TU 18:00-20:00"),
        ("Every Tuesday at 6 p.m.", "WEEKLY TU 18:00"),
        ("Mon & Wed 7–9pm", "WEEKLY MO,WE 19:00-21:00"),
        ("Mondays, Wednesdays and Fridays from 9 am to 5 pm", "WEEKLY MO,WE,FR 09:00-17:00"),
        ("Monday to Friday 09:00-17:00", "WEEKLY MO,TU,WE,TH,FR 09:00-17:00"),
        ("Sat-Mon 10am-2pm", "WEEKLY MO,SA,SU 10:00-14:00"),
        ("weekdays 9am-5pm", "WEEKLY MO,TU,WE,TH,FR 09:00-17:00"),
        ("Sat 10 am–2 pm", "WEEKLY SA 10:00-14:00"),
        ("Sat at 10 am", "WEEKLY SA 10:00"),
        ("Daily 8 am – noon", "WEEKLY MO,TU,WE,TH,FR,SA,SU 08:00-12:00"),
        ("Every first Sunday 2 pm", "MONTHLY 1SU 14:00"),
        ("1st and 3rd Tuesdays, 6:30–8 pm", "MONTHLY 1TU,3TU 18:30-20:00"),
        ("first Tuesday and third Thursday of the month, 7pm", "MONTHLY 1TU,3TH 19:00"),
        ("every second Tuesday of the month, 6 pm", "MONTHLY 2TU 18:00"),
        ("every 2nd and 4th Tuesday 6 pm", "MONTHLY 2TU,4TU 18:00"),
        ("every week on Tuesday, 6 pm", "WEEKLY TU 18:00"),
        ("Last Friday of every month at 19:30", "MONTHLY -1FR 19:30"),
        ("6-8 pm on Tuesdays", "WEEKLY TU 18:00-20:00"),
        ("Tuesdays 11–1 pm", "WEEKLY TU 11:00-13:00"),
        ("Thursdays 8pm–1am", "WEEKLY TH 20:00-01:00"),
        ("Fridays 22:00-02:00", "WEEKLY FR 22:00-02:00"),
        ("Tuesdays 6 pm ET", "WEEKLY TU 18:00 America/New_York"),
        ("Tuesdays 6 pm (Pacific time)", "WEEKLY TU 18:00 America/Los_Angeles"),
        ("Tuesdays 6 pm UK time", "WEEKLY TU 18:00 Europe/London"),
        ("Los martes de 18:00 a 20:00", "WEEKLY TU 18:00-20:00"),
        ("Cada miércoles a las 7 de la tarde", "WEEKLY WE 19:00"),
        ("Todos los sábados de 10 a.m. a 2 p.m.", "WEEKLY SA 10:00-14:00"),
        ("de lunes a viernes, 9:00 a 17:00", "WEEKLY MO,TU,WE,TH,FR 09:00-17:00"),
        ("Lunes a viernes de 9:00 a 18:00 hrs.", "WEEKLY MO,TU,WE,TH,FR 09:00-18:00"),
        ("lunes a viernes, 9 a 18 h", "WEEKLY MO,TU,WE,TH,FR 09:00-18:00"),
        ("L-V de 10:00 a 14:30 horas", "WEEKLY MO,TU,WE,TH,FR 10:00-14:30"),
        ("L a S 10:00-17:00", "WEEKLY MO,TU,WE,TH,FR,SA 10:00-17:00"),
        ("primer domingo del mes, 14:00", "MONTHLY 1SU 14:00"),
        ("Dec 5, 2026, 2–4 pm", "2026-12-05 14:00-16:00"),
        ("Saturday, December 5, 2026 at 2 pm", "2026-12-05 14:00"),
        ("5 de diciembre de 2026, 18:00", "2026-12-05 18:00"),
        ("2026-12-05 14:00–16:00", "2026-12-05 14:00-16:00"),
        ("Tuesdays 6 pm and Thursdays 7 pm", "WEEKLY TU 18:00 + WEEKLY TH 19:00"),
        ("Mon–Fri 9 am–5 pm; Sat 10 am–2 pm", "WEEKLY MO,TU,WE,TH,FR 09:00-17:00 + WEEKLY SA 10:00-14:00"),
        ("Mon, Wed 18:00–20:00, first Sunday 14:00", "WEEKLY MO,WE 18:00-20:00 + MONTHLY 1SU 14:00"),
        ("los martes de 18:00 a 20:00 y los jueves a las 19:00", "WEEKLY TU 18:00-20:00 + WEEKLY TH 19:00"),
        ("Dec 5, 2026, 2 pm and Dec 6, 2026, 3 pm", "2026-12-05 14:00 + 2026-12-06 15:00"),
        ("Tue 6 pm ET & Thu 7 pm ET", "WEEKLY TU 18:00 America/New_York + WEEKLY TH 19:00 America/New_York"),
    ],
)
def test_what_is_said_plainly_is_understood(said, meant):
    assert read(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "", "nights", "First Tuesdays", "Tuesdays", "Tuesdays 7–9", "Tuesdays 7:00", "Tuesdays 7:00-9:00", "7 pm",
        "every other Tuesday 6 pm", "alternate Tuesdays 6 pm", "Tuesdays 6 pm except in August", "Tuesdays 6 pm, ask first",
        "Tuesdays or Thursdays 6 pm", "Tuesdays 6 pm and Thursdays", "Tuesdays 6 pm and Thursdays 7 pm ET",
        "Tuesdays 10 am and 6 pm", "6 pm Tuesdays and Thursdays, 7 pm Fridays", "Tuesdays 6 pm, Thursdays 7 pm, ask first", "Tuesdays 6 pm; closed in August",
        "monthly, Tuesdays 6 pm", "first Tuesday, Fridays 6 pm",
        "Tuesdays 13 pm", "Tuesdays 25:00", "Tuesdays 18:75", "Tuesdays 6 pm - 6 pm", "Dec 5, 2 pm", "12/5/2026 2 pm",
        "Friday, December 5, 2026 at 2 pm", "February 30, 2026 2 pm", "Tuesdays 6 pm MST", "Tuesdays 6 pm GMT", "Tuesdays 6 pm at Maria’s", "24/7",
        "martes 9 a 11 h", "martes 9 h a 18", "martes 9:00 hrs", "M-V 10:00-17:00",
        "Tuesdays 14:00-2:00", "no Tuesdays 6 pm", "not Tuesdays 6 pm", "Tuesdays & 6 pm", "- Tuesday 6 pm", "Tuesday - 6 pm",
        "every second Tuesday 6 pm", "cada segundo martes 18:00", "2nd and Tuesday 6 pm", "every 2 weeks on Tuesday 6 pm",
        "5th Tuesdays 6 pm", "first third Tuesdays 6 pm", "first Tuesday second 6 pm", "Tuesdays in May 6 pm", "martes y jueves 7", "Tuesdays 6 pm " * 20, "quinto martes 18:00",
        "Tuesday Thursday 6 pm", "first 6 pm", "2nd 6 pm", "Tuesdays from 6 pm or 7 pm", "until Tuesday 6 pm", "mar 5 6 pm",
        "December 31, 9999, 10 pm - 2 am", "January 1, 0001, 6 pm",
    ],
)  # fmt: skip
def test_what_could_mean_something_else_stays_words(said):
    assert read(said) is None


WORDS = [
    "tuesday",
    "tuesdays",
    "every",
    "first",
    "last",
    "6",
    "pm",
    "18:00",
    "-",
    ",",
    "&",
    "and",
    "7",
    "to",
    "of",
    "the",
    "month",
    "mon",
    "martes",
    "los",
    "a",
    "las",
    "de",
    "et",
    "2026",
    "dec",
    "5",
    "except",
]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=40))
def test_whatever_is_said_is_read_or_left(said):
    found = schedules(said)

    assert all(bool(when.days.byday) != bool(when.days.on) and when.hours.opens for when in found)
    assert not found or "except" not in said.lower()


@pytest.mark.django_db
def test_the_examples_beside_the_field_are_understood(client):
    page = client.get("/suggest/").content.decode()

    shown = re.search(r"Such as “(.+?)” or “(.+?)”", page)
    assert [read(said) for said in shown.groups()] == ["WEEKLY TU 18:00-20:00", "MONTHLY 1SU 14:00"]
