"""Reads back what this directory writes of ways to connect and of what happens on contact. Runs in the child.

An HSDS has no place for these as they are, so one way stands in several tables there. Their ids are arithmetic
(`directory/hsds/identifiers`), so the pieces are found again, and nobody else's are taken for them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple
from uuid import UUID, uuid5

from directory.cells import join

Line = dict[str, str]
ById = Callable[[str, str], Line]
WAY, POLICY = "connect", "on-contact"
TAXONOMIES = (WAY, POLICY)
# “Do they contact the police? No. Never. (their website, 2026-03-01)”
_ANSWER = re.compile(r"[^?]*\?\s+[^.]*\.\s*(.*?)\s*\((.*), (\d{4}-\d\d-\d\d)\)", re.DOTALL)


class Said(NamedTuple):
    """An attribute: the taxonomy, the term's word and code, and the line it is from."""

    taxonomy: str
    word: str
    code: str
    line: Line


class Ways:
    """`used` are the ids of what was read as part of a way; `links` what they lead to."""

    def __init__(self, listing: str, attributes: Iterable[Said], by_id: ById) -> None:
        self.used: set[str] = set()
        self.links: set[str] = set()
        self.cells: dict[str, str] = {}
        self._listing, self._by_id = _uuid(listing), by_id
        lines: dict[str, list[str]] = defaultdict(list)
        seen: Counter[str] = Counter()
        for said in attributes:
            if said.taxonomy == WAY:
                lines[f"way-{said.code}"].append(self._way(said, f"{said.code}/{seen[said.code]}"))
                seen[said.code] += 1
            elif said.taxonomy == POLICY:
                lines[f"policy-{said.code}"] = [_policy(said)]
        self.cells = {name: "\n".join(told) for name, told in lines.items()}

    def _way(self, said: Said, role: str) -> str:
        words, link = said.line.get("label") or said.word, said.line.get("value", "")
        phone, schedule = self._part("phone", role), self._part("schedule", role)
        self._part("contact", role)
        self._use_hours(role)
        url = self._part("link", role)
        self.links |= {link, url.get("url", "")} - {""}
        when, note = "", schedule.get("notes", "")
        if schedule:
            words, _mark, when = words.partition("; ")
        elif phone:
            note = phone.get("description", "").removeprefix(words).removeprefix("; ")
        told = [("what", words), ("link", link), ("phone", phone.get("number", "")), ("when", when), ("note", note)]
        return _keyed(told)

    def _part(self, thing: str, role: str) -> Line:
        """Find what is written of this way in another table."""
        return self._named({"link": "url"}.get(thing, thing), f"service/{thing}/{role}")

    def _named(self, thing: str, role: str) -> Line:
        line = {} if self._listing is None else self._by_id(thing, str(uuid5(self._listing, role)))
        self.used |= {line["id"]} if line else set()
        return line

    def _use_hours(self, role: str) -> None:
        """Know what its words say once more as days and hours, for the service and for its place."""
        for of in ("service", "service-at-location"):
            number = 0
            while self._named("schedule", f"{of}/schedule/{role}{f'/{number}' if number else ''}"):
                number += 1


def _policy(said: Said) -> str:
    answer, words = said.line.get("value", ""), said.line.get("label", "")
    found = _ANSWER.fullmatch(words)
    if not found:
        return _keyed([("answer", answer), ("source", words)])
    detail, source, day = found.groups()
    return _keyed([("answer", answer), ("source", source), ("date", day), ("words", detail)])


def _keyed(told: Iterable[tuple[str, str]]) -> str:
    return join([f"{key}: {' '.join(text.split())}" for key, text in told if text.strip()], "|", marks="\n")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
