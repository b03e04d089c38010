"""Countries, and the regions of those countries whose regions we know by code."""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext_noop, override
from django_countries import countries

from directory.search.folding import fold

# In these people write, whatever languages the site has.
LANGUAGES = ("en", "es", "fr")
# What regions are called in languages other than English, where that differs, and what else people write for countries
# and regions.
SPELLINGS = Path(__file__).resolve().parents[1] / "fixtures" / "place_names.json"

# ISO 3166-2 without the country prefix. Elsewhere a region is kept as it was written.
REGIONS: dict[str, dict[str, str]] = {
    "US": {
        "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
        "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
        "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
        "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
        "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
        "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana",
        "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
        "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
        "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
        "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
        "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
        "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "AS": "American Samoa",
        "GU": "Guam", "MP": "Northern Mariana Islands", "PR": "Puerto Rico",
        "VI": "U.S. Virgin Islands",
    },
    "CA": {
        "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
        "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "NT": "Northwest Territories",
        "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec",
        "SK": "Saskatchewan", "YT": "Yukon",
    },
    "GB": {"ENG": "England", "NIR": "Northern Ireland", "SCT": "Scotland", "WLS": "Wales"},
    "AU": {
        "ACT": "Australian Capital Territory", "NSW": "New South Wales",
        "NT": "Northern Territory", "QLD": "Queensland", "SA": "South Australia",
        "TAS": "Tasmania", "VIC": "Victoria", "WA": "Western Australia",
    },
    "MX": {
        "AGU": "Aguascalientes", "BCN": "Baja California", "BCS": "Baja California Sur", "CAM": "Campeche", "CHP": "Chiapas",
        "CHH": "Chihuahua", "CMX": "Mexico City", "COA": "Coahuila", "COL": "Colima", "DUR": "Durango", "GRO": "Guerrero",
        "GUA": "Guanajuato", "HID": "Hidalgo", "JAL": "Jalisco", "MEX": "State of Mexico", "MIC": "Michoacán", "MOR": "Morelos",
        "NAY": "Nayarit", "NLE": "Nuevo León", "OAX": "Oaxaca", "PUE": "Puebla", "QUE": "Querétaro", "ROO": "Quintana Roo",
        "SIN": "Sinaloa", "SLP": "San Luis Potosí", "SON": "Sonora", "TAB": "Tabasco", "TAM": "Tamaulipas", "TLA": "Tlaxcala",
        "VER": "Veracruz", "YUC": "Yucatán", "ZAC": "Zacatecas",
    },
}  # fmt: skip

# The first two digits of a postal code of Mexico tell the state: of each the first and the last.
_STATES_BY_POST = {
    "CMX": (0, 16), "AGU": (20, 20), "BCN": (21, 22), "BCS": (23, 23), "CAM": (24, 24), "COA": (25, 27), "COL": (28, 28),
    "CHP": (29, 30), "CHH": (31, 33), "DUR": (34, 35), "GUA": (36, 38), "GRO": (39, 41), "HID": (42, 43), "JAL": (44, 49),
    "MEX": (50, 57), "MIC": (58, 61), "MOR": (62, 62), "NAY": (63, 63), "NLE": (64, 67), "OAX": (68, 71), "PUE": (72, 75),
    "QUE": (76, 76), "ROO": (77, 77), "SLP": (78, 79), "SIN": (80, 82), "SON": (83, 85), "TAB": (86, 86), "TAM": (87, 89),
    "TLA": (90, 90), "VER": (91, 96), "YUC": (97, 97), "ZAC": (98, 99),
}  # fmt: skip


# Called by us, for the package has slips in how they are called in Spanish, or an old name.
MENDED = (
    gettext_noop("Central African Republic"), gettext_noop("Djibouti"), gettext_noop("Eswatini"), gettext_noop("Trinidad and Tobago"),
)  # fmt: skip


def _spoken() -> str:
    return get_language() or settings.LANGUAGE_CODE


def country_name(code: str, language: str | None = None) -> str:
    """Return a country’s name in the language of the page; whoever names many gives it, as looking it up costs more."""
    return _country_name(code, language or _spoken()) if code else ""


@lru_cache(maxsize=1000)
def _country_name(code: str, language: str) -> str:
    with override(language):
        return str(countries.name(code))


@cache
def country_codes() -> frozenset[str]:
    return frozenset(code for code, _name in countries)


@cache
def countries_by_name() -> dict[str, str]:
    """Return the codes of all countries by all that each is called, folded; of codes, those of three letters."""
    named = {fold(word): code for code, words in _spelled()["countries"].items() for word in words}
    named |= {fold(countries.alpha3(code)): code for code in country_codes()}
    for language in LANGUAGES:
        with override(language):
            named |= {fold(str(name)): code for code, name in countries}
    return named


def country_choices() -> list[tuple[str, str]]:
    """List every country as (ISO 3166-1 alpha-2 code, name in the page’s language), in the order of that language."""
    return _country_choices(get_language())


@lru_cache(maxsize=20)
def _country_choices(_language: str | None) -> list[tuple[str, str]]:
    return [(code, name) for code, name in countries]


def region_name(country: str, region: str, language: str | None = None) -> str:
    """Return the name behind a region's code in the language of the page, or the region as it was written."""
    return region_names(country, language).get(region, region)


def region_names(country: str, language: str | None = None) -> Mapping[str, str]:
    """Return what a country's regions are called in the language of the page, by code; nothing where we keep no list."""
    return _region_names(country, language or _spoken())


@cache
def _region_names(country: str, language: str) -> Mapping[str, str]:
    spelled, base = _spelled()["regions"].get(country, {}), language.partition("-")[0]
    known = REGIONS.get(country, {})
    return MappingProxyType({code: spelled.get(code, {}).get(base, name) for code, name in known.items()})


@cache
def _spelled() -> dict[str, dict[str, Any]]:
    spelled: dict[str, dict[str, Any]] = json.loads(SPELLINGS.read_text(encoding="utf-8"))
    return spelled


def is_known(code: str) -> bool:
    """Whether a country’s code, or a country’s and region’s with a hyphen between, is one of ours."""
    country, _hyphen, region = code.partition("-")
    return region in REGIONS.get(country, {}) if region else country in country_codes()


def mexican_state(postal_code: str) -> str:
    """Return the code of the state that five digits are in if they are a postal code of Mexico, or nothing."""
    area = int(postal_code[:2])
    return next((state for state, (first, last) in _STATES_BY_POST.items() if first <= area <= last), "")


def region_code(country: str, region: str) -> str:
    """Return the code for a region given by code or by what it is called; unchanged where we keep no list."""
    wanted = region.strip()
    return regions_by_name(country).get(fold(wanted), wanted) if wanted else ""


def names_its_country(country: str, word: str) -> bool:
    """Whether a region’s name, folded, is first of all that of its country: “México”, behind a town, is seldom the state."""
    return countries_by_name().get(word) == country


@cache
def regions_by_name(country: str) -> dict[str, str]:
    """Return the codes of a country's regions by all that each is called, folded; nothing where we keep no list."""
    known, spelled = REGIONS.get(country, {}), _spelled()["regions"].get(country, {})
    others = {fold(word): code for code, said in spelled.items() for word in said.get("also", ())}
    for language in reversed(LANGUAGES):
        others |= {fold(name): code for code, name in region_names(country, language).items()}
    return others | {fold(code): code for code in known}


def place_name(country: str = "", region: str = "", city: str = "", language: str | None = None) -> str:
    """Say a place as people write it: “Reno, Nevada, United States”."""
    language = language or _spoken()
    parts = [city, region_name(country, region, language), country_name(country, language)]
    return ", ".join(filter(None, parts))
