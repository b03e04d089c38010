"""Whatever facts say, their cells as we write them are read as the same facts."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from curation.sheets.cleaning import read_row, whole
from directory import choices, written
from directory.cells import shielded
from directory.columns import COLUMNS
from directory.record import blank
from tests.curation.sheets.reading_rows import sense, words

pytestmark = pytest.mark.django_db
ODD = (
    "https://x.example.org", "www.x", "when: x", "note : y; z", "answer: no", "2026-01-01", "+1 775 555 0100", "24/7", "9am-5pm", "a | b",
    "a, b; c", "=1+1", "'=1", "a\\", "a\\|b", "one\ntwo", "“so” they say", "O'Neil", "-5", "@x", "x \"y\"", "＝1", "Ñandú, 中文",
)  # fmt: skip
TEXT = st.sampled_from(ODD) | st.text(alphabet="abXY;|,\\:'=+-@é.\n ", max_size=24).map(lambda made: f"we {made}")
MAYBE = st.just("") | TEXT
REAL_WAY = {
    "kind": st.sampled_from(list(choices.Way.values)),
    "label": TEXT,
    "link": st.sampled_from(["", "https://x.example.org/a,b;c|d", "http://rock-and-roll.example.org"]),
    "phone": st.sampled_from(["", "+1 775 555 0101", "+44 20 7946 0958 x12"]),
    "schedule": MAYBE,
    "languages": MAYBE,
    "who_for": MAYBE,
    "safety_note": MAYBE,
}
AREA = st.sampled_from(
    [
        ("US", "NV", ""), ("US", "NV", "Reno; Sparks, and more"), ("US", "NY", "New York"), ("US", "NY", ""), ("US", "NY", "Nueva York"), ("US", "DC", "Washington"),
        ("US", "", "Carson"), ("US", "GA", ""), ("GE", "", ""), ("GE", "", "Tbilisi"), ("CA", "NL", ""), ("FR", "Rhône", ""),
        ("FR", "Rhône", "Lyon"), ("FR", "", "Lyon"), ("MX", "", ""), ("MX", "PUE", "Puebla"), ("MX", "MEX", "Toluca"), ("MX", "CMX", ""), ("AU", "WA", "Perth"), ("GB", "ENG", "Newport"),
    ]
).map(lambda area: dict(zip(("country", "region", "city"), area, strict=True)))  # fmt: skip
PLACE = st.sampled_from(
    [
        ("US", "NV", "Reno"),
        ("US", "NM", "Santa Fe"),
        ("CA", "", ""),
        ("CA", "NL", ""),
        ("GE", "", "Tbilisi"),
        ("FR", "Rhône", "Lyon"),
        ("", "", ""),
    ]
)
ANSWER = st.fixed_dictionaries(
    {"answer": st.sampled_from(["yes", "no"]), "detail": MAYBE, "source": TEXT, "as_of": st.just("2026-03-01")}
)


def slugs(name):
    return st.lists(st.sampled_from(sorted(words().labels[name])), unique=True, max_size=4).map(sorted)


@st.composite
def facts(draw):
    country, region, city = draw(PLACE)
    reach, leadership = (
        draw(st.sampled_from(["", *options.values])) for options in (choices.Reach, choices.Leadership)
    )
    answers = draw(st.dictionaries(st.sampled_from(list(choices.Question.values)), ANSWER, max_size=3))
    ways = draw(st.lists(st.fixed_dictionaries(REAL_WAY), max_size=4))
    kinds = list(choices.Way.values)
    return blank() | {
        "name": draw(TEXT), "acronym": draw(MAYBE), "other_names": "\n".join(draw(st.lists(TEXT.map(one_line), max_size=3))),
        "kind": draw(st.sampled_from(choices.Kind.values)), "reach": reach, "leadership": leadership, "description": draw(MAYBE),
        "website": draw(REAL_WAY["link"]), "email": draw(st.sampled_from(["", "rock-and-roll@example.org"])),
        "phone": draw(REAL_WAY["phone"]), "country": country, "region": region, "city": city,
        "latitude": draw(st.sampled_from([None, "39.53", "-7.00"])), "address_is_open": draw(st.booleans()),
        "focus_areas": draw(slugs("focus_areas")), "languages": draw(slugs("languages")), "populations": draw(slugs("populations")),
        "ways": sorted(ways, key=lambda way: kinds.index(way["kind"])), "service_areas": draw(st.lists(AREA, max_size=4)),
        "policies": [{"question": asked} | answers[asked] for asked in choices.Question.values if asked in answers],
    }  # fmt: skip


def one_line(text):
    return " ".join(text.split())


def trimmed(value):
    """Return facts without stray spaces, and each row once."""
    if isinstance(value, dict):
        return {name: trimmed(one) for name, one in value.items()}
    if isinstance(value, list):
        rows = list(map(trimmed, value))
        return [one for place, one in enumerate(rows) if one not in rows[:place]]
    return one_line(value) if isinstance(value, str) else value


@settings(max_examples=80, deadline=None)
@given(facts(), st.sampled_from(["en", "es"]))
def test_facts_come_back_from_their_own_cells(said, language):
    with override(language):
        cells = written.cells_of(said, written.words({}))
    row = read_row(
        [shielded(cells[column.name]) for column in COLUMNS], {}, sense([c.name for c in COLUMNS], country="")
    )

    assert [message for message in row.messages if message.level == "fix"] == []
    assert trimmed(whole(row.said)) == trimmed(said)
    assert row.note == ""
