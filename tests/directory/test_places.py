"""What countries and regions are called."""

import json

import pytest

from directory import places
from directory.search.folding import fold


@pytest.mark.parametrize(
    ("country", "typed", "code"),
    [
        ("US", "nv", "NV"),
        ("US", " Nevada ", "NV"),
        ("US", "Nuevo México", "NM"),
        ("US", "Calif.", "CA"),
        ("CA", "Nouvelle-Écosse", "NS"),
        ("AU", "Western Australia", "WA"),
        ("US", "Nevermore", "Nevermore"),
        ("US", "…", "…"),
        ("US", "", ""),
        ("MX", " Puebla ", "Puebla"),
    ],
)
def test_a_region_is_known_by_all_that_it_is_called(country, typed, code):
    assert places.region_code(country, typed) == code


def test_no_two_regions_of_a_country_are_called_the_same():
    spelled = json.loads(places.SPELLINGS.read_text(encoding="utf-8"))
    assert spelled.keys() <= places.REGIONS.keys()
    for country, known in places.REGIONS.items():
        others = spelled.get(country, {})
        assert others.keys() <= known.keys()
        called = [{fold(word) for word in (code, name, *others.get(code, []))} for code, name in known.items()]
        assert sum(map(len, called)) == len(set().union(*called)) == len(places.regions_by_name(country))
