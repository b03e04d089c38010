"""What the values of a filter are called, in the language of the page; most are said on every page, so they are kept."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from django.utils.translation import get_language

from directory import places
from directory.filters import CLOSED, VOCABULARY, OrganizationFilter
from directory.vocabulary import Terms


def labels(name: str, terms: Terms) -> Mapping[str, str]:
    """Return what each value of the filter called `name` is called, in the order of its list. Not for places."""
    return dict(terms[VOCABULARY[name]]) if name in VOCABULARY else _closed(name, get_language())


def label(name: str, value: str, terms: Terms) -> str:
    """Return what one value is called; a value nobody knows is called what it is."""
    if name == "country":
        return places.country_name(value)
    if name == "region":
        return places.region_name(*value.split("-", 1))
    return labels(name, terms).get(value, value) if name in CLOSED or name in VOCABULARY else value


def heading(name: str) -> str:
    """Return what the filter itself is called."""
    return headings(get_language())[name]


@lru_cache(maxsize=20)
def headings(_language: str | None) -> Mapping[str, str]:
    """Return what every filter is called in the language in use, which is given because looking it up costs more."""
    return MappingProxyType({name: str(one.label) for name, one in OrganizationFilter.base_filters.items()})


@lru_cache(maxsize=200)
def _closed(name: str, _language: str | None) -> Mapping[str, str]:
    return MappingProxyType({member.value: str(member.label) for member in CLOSED[name]})
