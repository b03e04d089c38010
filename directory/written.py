"""An organization's facts as the text of spreadsheet cells, one for each column."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from directory import cells, choices, places
from directory.columns import COLUMNS, Column, Shape
from directory.facts import Facts
from directory.record import PlainFacts
from directory.vocabulary import TERMS

# The parts of one row in a cell, by key; a part that looks like what it is goes without.
KEYS = ("what", "link", "phone", "when", "in", "for", "note", "answer", "source", "date", "words")
_LOOKS = {
    "key": re.compile(rf"(?:{'|'.join(KEYS)})\s*:.*", re.IGNORECASE | re.DOTALL),
    "link": re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "phone": re.compile(r"\+?(?=(?:[^\d]*\d){3})[\d ()./\-]+"),
}
_SAYS_ITSELF = {
    "what": {"what"}, "link": {"link"}, "phone": {"phone"}, "answer": {"what"}, "source": {"what", "link"}, "date": {"date"},
}  # fmt: skip


Writer = Callable[[Column, PlainFacts, "Words"], str]


@dataclass(frozen=True)
class Words:
    """What codes are called, loaded once for many rows. `listings` gives the names of those listed, by public id."""

    terms: dict[str, dict[str, str]]
    listings: dict[str, str]
    choices: dict[str, dict[str, str]]
    answers: dict[str, str]
    countries: dict[str, str]


def words(listings: dict[str, str]) -> Words:
    terms = {name: dict(model._default_manager.values_list("slug", "name")) for name, model in TERMS.items()}
    closed = {column.name: choice_labels(column.name) for column in COLUMNS if column.shape == Shape.CHOICE}
    answers = {answer.value: str(answer.label) for answer in choices.Answer}
    return Words(terms, listings, closed, answers, dict(places.country_choices()))


def choice_labels(name: str) -> dict[str, str]:
    return {value: str(label) for value, label in Facts._meta.get_field(name).choices or []}  # type: ignore[union-attr]


def part_of(text: str) -> str:
    """Say what a part of a row looks like: “key”, “link”, “date”, “phone” or, if nothing else, “what”."""
    return next((look for look, pattern in _LOOKS.items() if pattern.fullmatch(text)), "what")


def cells_of(facts: PlainFacts, said: Words) -> dict[str, str]:
    """Return the text of every column for one organization; an empty cell where nothing is known."""
    return {name: write(column, facts, said) if facts[fact] else "" for name, fact, write, column in _writers()}


def _text(column: Column, facts: PlainFacts, _said: Words) -> str:
    value = facts[column.name]
    return "" if value is None else str(value)


def _lines(column: Column, facts: PlainFacts, _said: Words) -> str:
    return cells.join((line for line in facts[column.name].splitlines() if line.strip()), ";")


def _choice(column: Column, facts: PlainFacts, said: Words) -> str:
    return said.choices[column.name].get(facts[column.name], "")


def _tick(_column: Column, _facts: PlainFacts, said: Words) -> str:
    return said.answers[choices.Answer.YES]


def _terms(column: Column, facts: PlainFacts, said: Words) -> str:
    known = said.terms[column.name]
    return cells.join((known.get(slug, slug) for slug in facts[column.name]), ";")


def _areas(_column: Column, facts: PlainFacts, said: Words) -> str:
    return ("; ").join(_area(row, said) for row in facts["service_areas"])


def _area(row: PlainFacts, said: Words) -> str:
    return cells.join(filter(None, [row["city"], _region_served(row), _country_served(row, said)]), ",", marks=";")


def _region_served(row: PlainFacts) -> str:
    """Write a region so that it is read as one: by its code behind a town of the same name, and marked if nobody lists it."""
    known = places.REGIONS.get(row["country"])
    if known is None:
        return f"region: {row['region']}" if row["region"] and not row["city"] else str(row["region"])
    is_named_like_a_region = places.region_code(row["country"], row["city"]) in known
    return str(row["region"]) if is_named_like_a_region else places.region_name(row["country"], row["region"])


def _country_served(row: PlainFacts, said: Words) -> str:
    """Write a country by its code where a region is called the same: Georgia."""
    name = said.countries.get(row["country"], "")
    return str(row["country"]) if name in _REGION_NAMES else name


def _ways(column: Column, facts: PlainFacts, _said: Words) -> str:
    return "\n".join(_way(row) for row in facts["ways"] if row["kind"] == column.part)


def _way(row: PlainFacts) -> str:
    told = [
        ("what", row["label"]), ("link", row["link"]), ("phone", row["phone"]), ("when", row["schedule"]),
        ("in", row["languages"]), ("for", row["who_for"]), ("note", row["safety_note"]),
    ]  # fmt: skip
    return _keyed(told)


def _policies(column: Column, facts: PlainFacts, said: Words) -> str:
    row = next((row for row in facts["policies"] if row["question"] == column.part), None)
    if row is None:
        return ""
    answer = said.answers[row["answer"]]
    return _keyed([("answer", answer), ("source", row["source"]), ("date", row["as_of"]), ("words", row["detail"])])


def _keyed(told: Iterable[tuple[str, str]]) -> str:
    """Write the parts of one row; what could be taken for another part gets its key in front."""
    trimmed = [(key, text.strip()) for key, text in told]
    parts = [text if part_of(text) in _SAYS_ITSELF.get(key, ()) else f"{key}: {text}" for key, text in trimmed if text]
    return cells.join(parts, "|", marks="\n")


def _parent(_column: Column, facts: PlainFacts, said: Words) -> str:
    return said.listings.get(facts["parent"] or "", "")


def _country(_column: Column, facts: PlainFacts, said: Words) -> str:
    return said.countries.get(facts["country"], "")


def _region(_column: Column, facts: PlainFacts, _said: Words) -> str:
    return places.region_name(facts["country"], facts["region"])


@cache
def _writers() -> list[tuple[str, str, Writer, Column]]:
    return [(column.name, column.fact, WRITERS[column.shape], column) for column in COLUMNS]


_REGION_NAMES = {name for known in places.REGIONS.values() for name in known.values()}
# Each is asked only where something is known of its fact.
WRITERS: dict[Shape, Writer] = dict.fromkeys(Shape, _text) | {
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
