"""An organization's facts as the text of spreadsheet cells, one for each column."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from directory import cells, choices, places
from directory.columns import COLUMNS, Column, Shape
from directory.facts import Facts
from directory.many import FactsOfMany, column_by_column
from directory.record import PlainFacts, Value
from directory.search.folding import fold
from directory.vocabulary import TERMS, term_choices

# The parts of one row in a cell, by key; a part that looks like what it is goes without.
KEYS = ("what", "link", "phone", "when", "in", "for", "note", "answer", "source", "date", "words")
# Hours and days in figures, which are no number to call: “24/7”, “10-12”, “9:30 – 17:00”, “9am-5pm”, “12/25/2026”.
_HOUR, _HALF = r"(?:[01]?\d|2[0-4])", r"\s?[ap]\.?\s?m\.?"
_TIME = rf"(?:{_HOUR}(?:[:.h][0-5]\d)?|(?:[01]\d|2[0-4])(?:00|15|30|45)|[1-9]00)(?:{_HALF}|\s?h(?:rs)?)?"
_ONE_TIME = rf"{_HOUR}(?:(?:[:.h][0-5]\d)?{_HALF}|[:h][0-5]\d|\s?h)"
_HOURS = rf"(?:{_TIME}\s*(?:[-–—−]|to|a|à)\s*{_TIME}|{_ONE_TIME}|24\s?h?\s?[-/]\s?(?:7(?:\s?[-/]\s?365)?|24|365))"
_DAY = r"(?:[0-2]?\d|3[01])(?P<mark>[/.-])(?:[0-2]?\d|3[01])(?P=mark)(?:(?:19|20)\d\d|\d\d)"
_LOOKS = re.compile(
    rf"(?P<key>(?is:(?:{'|'.join(KEYS)})\s*:.*))"
    r"|(?P<link>(?i:(?:https?://|www\.)\S+))"
    r"|(?P<date>\d{4}-\d\d-\d\d)"
    rf"|(?P<when>(?i:{_HOURS}(?:(?:\s*[,;/&+]\s*|\s){_HOURS})*|{_DAY}))"
    r"|(?P<phone>\+?(?=(?:[^\d]*\d){3})[\d ()./\-]+)"
)
# The parts of a row in their order, and what each has to look like to go without its key.
_OF_A_WAY = {
    "what": {"what"}, "link": {"link"}, "phone": {"phone"}, "when": set(), "in": set(), "for": set(), "note": set(),
}  # fmt: skip
_OF_A_POLICY = {"answer": {"what"}, "source": {"what", "link"}, "date": {"date"}, "words": set()}
# What writes the values of one column, made once for many of them. It is asked only where something is known.
Show = Callable[[Any], str]


@dataclass(frozen=True)
class Words:
    """What codes are called, loaded once for many rows. `listings` gives the names of those listed, by public id."""

    terms: dict[str, dict[str, str]]
    listings: dict[str, str]
    choices: dict[str, dict[str, str]]
    answers: dict[str, str]
    countries: dict[str, str]

    @cached_property
    def shows(self) -> list[tuple[str, Show]]:
        return [(column.name, WRITERS[column.shape](column, self)) for column in COLUMNS]


def words(listings: dict[str, str]) -> Words:
    terms = {name: dict(term_choices(name)) for name in TERMS}
    closed = {column.name: choice_labels(column.name) for column in COLUMNS if column.shape == Shape.CHOICE}
    answers = {answer.value: str(answer.label) for answer in choices.Answer}
    return Words(terms, listings, closed, answers, dict(places.country_choices()))


def choice_labels(name: str) -> dict[str, str]:
    return {value: str(label) for value, label in Facts._meta.get_field(name).choices or []}  # type: ignore[union-attr]


def part_of(text: str) -> str:
    """Say what a part of a row looks like: “key”, “link”, “date”, “when”, “phone” or, if nothing else, “what”."""
    if text[:1].isalpha() and text[0] not in "Ww" and ":" not in text:
        return "what"  # No more is needed to tell most of them.
    found = _LOOKS.fullmatch(text)
    return str(found.lastgroup) if found else "what"


def cells_of(facts: PlainFacts, said: Words) -> dict[str, str]:
    """Return the text of every column for one organization; an empty cell where nothing is known."""
    written = texts(column_by_column([facts]), said)
    return {column.name: cell for column, [cell] in zip(COLUMNS, written, strict=True)}


def texts(facts: FactsOfMany, said: Words) -> list[list[str]]:
    """Return the same for many: of every column, the text of each."""
    values = facts | _apart(facts)
    return [_column(values[name], show) for name, show in said.shows]


def _column(values: Sequence[Value], show: Show) -> list[str]:
    """Write each value once: of a thousand groups many say the same, or nothing."""
    cell = {value: show(value) if value else "" for value in set(values)}
    return [cell[value] for value in values]


def _apart(facts: FactsOfMany) -> FactsOfMany:
    """Give each kind of way and each question a column of its own, and a region the country it is read in."""
    apart: FactsOfMany = {"region": list(zip(facts["country"], facts["region"], strict=True))}
    for fact in ("ways", "policies"):
        each = facts[fact]
        by_part: FactsOfMany = {column.part: [()] * len(each) for column in COLUMNS if column.fact == fact}
        for at, rows in enumerate(each):
            for row in rows:
                if row[0] in by_part:
                    by_part[row[0]][at] += (row,)
        apart |= {column.name: by_part[column.part] for column in COLUMNS if column.fact == fact}
    return apart


def _lines(_column: Column, _said: Words) -> Show:
    return lambda text: cells.join((line for line in text.splitlines() if line.strip()), ";")


def _choice(column: Column, said: Words) -> Show:
    labels = said.choices[column.name]
    return lambda code: labels.get(code, "")


def _tick(_column: Column, said: Words) -> Show:
    return lambda _value: said.answers[choices.Answer.YES]


def _terms(column: Column, said: Words) -> Show:
    known = {slug: cells.guarded(name, ";") for slug, name in said.terms[column.name].items()}
    return lambda slugs: "; ".join([known.get(slug, slug) for slug in slugs])


def _areas(_column: Column, said: Words) -> Show:
    countries = {code: _country_served(code, name) for code, name in said.countries.items()}
    language = get_language()

    def area(country: str, region: str, city: str) -> str:
        parts = [city, _region_served(country, region, city, language), countries.get(country, "")]
        return cells.join(filter(None, parts), ",", marks=";")

    return lambda rows: "; ".join([area(*row) for row in rows])


def _region_served(country: str, region: str, city: str, language: str | None) -> str:
    """Write a region so that it is read as one: by its code behind a town of the same name, and marked if nobody lists it."""
    known = places.REGIONS.get(country)
    if known is None:
        return f"region: {region}" if region and not city else region
    is_named_like_a_region = places.region_code(country, city) in known
    return region if is_named_like_a_region else places.region_name(country, region, language)


def _country_served(country: str, name: str) -> str:
    """Write a country by its code where a region is called the same: Georgia."""
    is_a_region = any(fold(name) in places.regions_by_name(land) for land in places.REGIONS)
    return country if is_a_region else name


def _ways(_column: Column, _said: Words) -> Show:
    return lambda rows: "\n".join([_keyed(_OF_A_WAY, row[1:]) for row in rows])


def _policies(_column: Column, said: Words) -> Show:
    def show(rows: Sequence[tuple[str, ...]]) -> str:
        _question, answer, detail, source, as_of = rows[0]
        return _keyed(_OF_A_POLICY, (said.answers[answer], source, as_of, detail))

    return show


def _keyed(keys: Mapping[str, Set[str]], told: Sequence[str]) -> str:
    """Write the parts of one row; what could be taken for another part gets its key in front."""
    parts = []
    for (key, itself), whole in zip(keys.items(), told, strict=True):
        if text := whole.strip():
            parts.append(text if itself and part_of(text) in itself else f"{key}: {text}")
    return cells.join(parts, "|", marks="\n")


def _parent(_column: Column, said: Words) -> Show:
    return lambda public_id: said.listings.get(public_id, "")


def _country(_column: Column, said: Words) -> Show:
    return lambda code: said.countries.get(code, "")


def _region(_column: Column, _said: Words) -> Show:
    language = get_language()
    return lambda place: places.region_name(place[0], place[1], language)


WRITERS: dict[Shape, Callable[[Column, Words], Show]] = dict.fromkeys(Shape, lambda _column, _said: str) | {
    Shape.LINES: _lines,
    Shape.CHOICE: _choice,
    Shape.TICK: _tick,
    Shape.TERMS: _terms,
    Shape.LISTING: _parent,
    Shape.COUNTRY: _country,
    Shape.REGION: _region,
    Shape.AREAS: _areas,
    Shape.WAY: _ways,
    Shape.POLICY: _policies,
}
