"""The words the scan looks for: data in fixtures/language_terms.json, made ready to match."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

# The category of words that administrators added.
OWN = "own"
SOURCE = Path(__file__).resolve().parents[2] / "fixtures" / "language_terms.json"


@dataclass(frozen=True)
class Sense:
    """Another meaning of the same word; `phrase` must touch it, `topic` may be anywhere in the sentence."""

    reason: str
    phrase: re.Pattern[str] | None
    topic: re.Pattern[str] | None


@dataclass(frozen=True, eq=False)
class Term:
    """One entry of the list; `opposable` terms name a practice; `requires` must be in the same sentence.

    `letters` are looked for before `pattern` is tried: every match holds one of them. fixtures/build/letters.py finds them.
    """

    id: str
    category: str
    severity: int
    letters: tuple[str, ...]
    pattern: re.Pattern[str]
    why: str
    acceptable_when: str
    suggestion: str
    opposable: bool
    senses: tuple[Sense, ...]
    requires: re.Pattern[str] | None


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    entries = json.loads(SOURCE.read_text(encoding="utf-8"))
    words: dict[str, str] = entries["words"]
    return tuple(_term(entry, words) for entry in entries["terms"])


@lru_cache(maxsize=1)
def people() -> re.Pattern[str]:
    """Match words for the people the warning is about; a topic elsewhere in the sentence yields to them."""
    words: dict[str, str] = json.loads(SOURCE.read_text(encoding="utf-8"))["words"]
    return _compiled(r"\b(?:<people>|<trade>|traffick\w*)\b", words)


def _term(entry: dict[str, Any], words: dict[str, str]) -> Term:
    requires = entry.get("requires")
    return Term(
        id=entry["id"],
        category=entry["category"],
        severity=entry["severity"],
        letters=tuple(entry["letters"]),
        pattern=_compiled(BETWEEN_WORDS.sub("[ -]", entry["pattern"]), words),
        why=entry["why"],
        acceptable_when=entry["acceptable_when"],
        suggestion=entry["suggestion"],
        opposable=entry.get("opposable", False),
        senses=tuple(_sense(sense, words) for sense in entry["senses"]),
        requires=_compiled(requires, words) if requires else None,
    )


def _sense(sense: dict[str, str], words: dict[str, str]) -> Sense:
    phrase, topic = sense.get("phrase"), sense.get("topic")
    return Sense(
        reason=sense["reason"],
        phrase=_compiled(phrase, words) if phrase else None,
        topic=_compiled(topic, words) if topic else None,
    )


# “commercial-sex workers”: a hyphen may stand where the list has a space between two words that it spells out.
BETWEEN_WORDS = re.compile(r"(?<=[a-z]) (?=[a-z])")


def _compiled(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, alternatives in words.items():
        pattern = pattern.replace(f"<{name}>", f"(?:{alternatives})")
    return re.compile(pattern, re.IGNORECASE)
