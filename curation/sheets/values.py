"""What a word in a cell means: a term, a choice, a country, a region, a listed organization."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import override
from rapidfuzz import fuzz, process

from curation.sheets import words
from curation.sheets.targets import WAYS
from directory import choices, places
from directory.models import Organization
from directory.search.folding import fold
from directory.vocabulary import TERMS

CHOICES = {"kind": choices.Kind, "leadership": choices.Leadership, "reach": choices.Reach, WAYS: choices.Way}
ALIKE = 80
NOTE = "note"


@dataclass(frozen=True)
class Meanings:
    """Every word we know, loaded once for many rows. `asked` is what the coalition said of the others."""

    known: dict[str, dict[str, str]]
    labels: dict[str, dict[str, str]]
    listings: dict[str, str]
    asked: Mapping[str, str] = field(default_factory=dict)
    # What was made of a cell before: the same few come again and again.
    made: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False)

    def find(self, name: str, text: str) -> str | None:
        """Return the code that `text` stands for, `NOTE` if it was said to be only that, or None."""
        key = fold(text)
        return self.known[name].get(key) or self.asked.get(f"{name} {key}")

    def closest(self, name: str, text: str) -> str:
        """Return the code whose word is most like `text`, to offer it, or nothing."""
        found = process.extractOne(
            fold(text), self.known[name].keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
        return self.known[name][found[0]] if found else ""


def meanings(asked: Mapping[str, str]) -> Meanings:
    known, labels = {}, {}
    for name, model in TERMS.items():
        terms = list(model._default_manager.all())
        labels[name] = {term.slug: term.said() for term in terms}
        # A name in the first language is nobody else's in another.
        own = {fold(word): one.slug for one in terms for word in (getattr(one, "own_name", ""), *one.every_name)}
        known[name] = words.values(name) | own | _folded({term.slug: term.name for term in terms})
        known[name] = {key: slug for key, slug in known[name].items() if key and slug in labels[name]}
    for name, options in CHOICES.items():
        labels[name] = {value: str(label) for value, label in options.choices}
        known[name] = words.values(name) | dict(_in_each_language(options))
    known["country"], labels["country"] = _countries(), dict(places.country_choices())
    return Meanings(known, labels, _listings(), asked)


def _folded(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(label): code for code, label in labels.items()} | {fold(code): code for code in labels}


def _in_each_language(options: Any) -> Iterator[tuple[str, str]]:
    for language in places.LANGUAGES:
        with override(language):
            yield from _folded({value: str(label) for value, label in options.choices}).items()


def _listings() -> dict[str, str]:
    """Return the public id of every listed organization by what it may be called; nobody's where two are."""
    found: dict[str, str] = {}
    twice = set()
    for slug, name, acronym, public_id in Organization.objects.listed().values_list(
        "slug", "name", "acronym", "public_id"
    ):
        for key in {fold(slug), fold(name), fold(acronym)} - {""}:
            if found.setdefault(key, str(public_id)) != str(public_id):
                twice.add(key)
    return {key: public_id for key, public_id in found.items() if key not in twice}


def yes_or_no(text: str) -> str | None:
    """Return “yes”, “no” or “unknown”; None if it is none of them."""
    return words.values("yes_no").get(fold(text))


@cache
def _countries() -> dict[str, str]:
    codes = {fold(code): code for code in places.country_codes()}
    return places.countries_by_name() | codes


def country(text: str) -> str:
    """Return the ISO code, or nothing."""
    return _countries().get(fold(text), "")


def region(country: str, text: str) -> str:
    """Return the region's code in a country whose regions we know, or nothing."""
    word = fold(text)
    return "" if places.names_its_country(country, word) else places.regions_by_name(country).get(word, "")


def country_of_code(text: str) -> str:
    """Return the only country with a region of this code, unless the code is a country’s as well: “GA” is Georgia and Gabon."""
    return _only_by_code().get(text.upper(), "")


@cache
def _only_by_code() -> dict[str, str]:
    counted = Counter(code for regions in places.REGIONS.values() for code in regions)
    once = {code: land for land, regions in places.REGIONS.items() for code in regions if counted[code] == 1}
    return {code: land for code, land in once.items() if not country(code)}


def country_of_region(text: str) -> str:
    """Return the only country that has a region of this name, or nothing. Two letters alone say too little."""
    having = [code for code in places.REGIONS if region(code, text)] if len(text) > len("NV") else []
    return having[0] if len(having) == 1 else ""
