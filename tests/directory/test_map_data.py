"""The maps are whole, small, and drawn only with what a browser takes as a path."""

import json
import re
from pathlib import Path

import pytest
from django_countries import countries

from directory import places
from directory.gazetteer import find

MAPS = Path(__file__).resolve().parents[2] / "fixtures" / "maps"
RING = re.compile(r"M(-?\d+[ -]\d+)l((?:-?\d+[ -]\d+ ?)+)Z")
NUMBER = re.compile(r"-?\d+")
# The source draws the fifty states and the District, and leaves out the islands.
NOT_DRAWN = {"AS", "GU", "MP", "PR", "VI"}


def drawn(name):
    return json.loads((MAPS / f"{name}.json").read_text())


def rings(path):
    """Follow every ring of a path, and return its points; nothing may be left over."""
    assert RING.sub("", path) == ""
    for ring in RING.finditer(path):
        numbers = [int(number) for number in NUMBER.findall(f"{ring[1]} {ring[2]}")]
        assert len(numbers) % 2 == 0
        x = y = 0
        points = []
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            points.append((x, y))
        yield points


def is_inside(point, ring):
    x, y = point
    edges = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum((b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a) for (a, b), (c, d) in edges) % 2 == 1


def extent(ring):
    return [min(x for x, _ in ring), min(y for _, y in ring), max(x for x, _ in ring), max(y for _, y in ring)]


def test_every_state_that_the_source_has_is_drawn():
    assert set(drawn("us")["regions"]) == {f"US-{code}" for code in places.REGIONS["US"].keys() - NOT_DRAWN}


def test_countries_are_named_by_their_codes():
    regions = set(drawn("world")["regions"])

    assert regions - {code for code, _name in countries} == {"XK"}  # Kosovo has no code of ISO 3166
    assert {"US", "CA", "MX", "GB", "FR", "RU", "FJ", "ZA", "LS", "TW", "PS", "NZ"} <= regions
    assert "AQ" not in regions
    assert len(regions) > 170


@pytest.mark.parametrize("name", ["us", "world"])
def test_every_path_is_drawn_inside_the_picture_and_has_a_point_for_its_label(name):
    picture = drawn(name)
    left, top, width, height = picture["viewBox"]
    assert picture["at"].keys() == picture["regions"].keys()

    for code, path in picture["regions"].items():
        shapes = list(rings(path))
        assert shapes, code
        for ring in shapes:
            assert len(ring) >= 3, code
            west, north, east, south = extent(ring)
            assert left <= west < east <= left + width, code
            assert top <= north < south <= top + height, code


def test_every_state_and_large_country_holds_its_label():
    for name in ("us", "world"):
        picture = drawn(name)
        for code, path in picture["regions"].items():
            if len(path) > 150:
                assert any(is_inside(picture["at"][code], ring) for ring in rings(path)), code


def test_alaska_and_hawaii_are_set_beside_the_others():
    at = drawn("us")["at"]

    assert at["US-AK"][1] > at["US-AZ"][1] < at["US-HI"][1]
    assert at["US-AK"][0] < at["US-HI"][0] < at["US-TX"][0]


def test_no_country_is_torn_across_the_picture():
    """What crosses the date line (Russia, Fiji) is drawn in one piece."""
    picture = drawn("world")
    half = picture["viewBox"][2] / 2

    torn = [
        code
        for code, path in picture["regions"].items()
        if any(east - west > half for west, _, east, _ in map(extent, rings(path)))
    ]

    assert torn == []
    assert picture["at"]["FJ"][0] > picture["at"]["NZ"][0]


def test_towns_and_map_agree_on_crimea():
    """Natural Earth draws who holds a land; the list of towns, and ISO 3166-2, have it in Ukraine."""
    shapes = [extent(ring) for ring in rings(drawn("world")["regions"]["UA"])]

    assert len(shapes) == 2
    assert [place.country for place in find("Simferopol")] == ["UA"]


@pytest.mark.parametrize(("name", "most"), [("us", 45_000), ("world", 55_000)])
def test_a_map_is_small_enough_for_a_slow_line(name, most):
    assert (MAPS / f"{name}.json").stat().st_size <= most
