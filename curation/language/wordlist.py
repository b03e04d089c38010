"""The list as it is used: what came with the site, and what administrators changed and added."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from curation.language.terms import OWN, Term, terms
from curation.models import LanguageTerm
from curation.prose import Prose


class Edited(NamedTuple):
    """What a row of the list says."""

    slug: str
    is_used: bool
    words: str
    severity: int
    why: str
    suggestion: str
    acceptable_when: str
    is_practice: bool


def in_use() -> tuple[Term, ...]:
    """List the terms to look for. One query: ask once for many texts."""
    rows = tuple(map(Edited._make, LanguageTerm.objects.values_list(*Edited._fields)))
    return _listed(rows) if rows else terms()


@lru_cache(maxsize=2)
def _listed(rows: tuple[Edited, ...]) -> tuple[Term, ...]:
    """Make the terms of the list. They are the same ones until a row changes, for to get ready to look for them takes long."""
    came = {term.id: term for term in terms()}
    return tuple(_as_edited(row, came.get(row.slug)) for row in rows if row.is_used)


def add_missing() -> int:
    """Bring in the entries of the list that the site does not have; what somebody edited is left alone."""
    known = set(LanguageTerm.objects.values_list("slug", flat=True))
    missing = [_row(term) for term in terms() if term.id not in known]
    return len(LanguageTerm.objects.bulk_create(missing))


def _row(term: Term) -> LanguageTerm:
    return LanguageTerm(
        slug=term.id,
        severity=term.severity,
        why=term.why,
        suggestion=term.suggestion,
        acceptable_when=term.acceptable_when,
        is_practice=term.opposable,
        came_with_site=True,
    )


def _as_edited(row: Edited, came: Term | None) -> Term:
    pattern, letters = _looked_for(row.words)
    if came is None:
        came = Term(row.slug, OWN, 1, letters, pattern, "", "", "", opposable=False, senses=(), requires=None)
    elif row.words.strip():
        both = re.compile(f"{came.pattern.pattern}|{pattern.pattern}", re.IGNORECASE)
        came = replace(came, pattern=both, letters=(*came.letters, *letters))
    return replace(
        came,
        severity=row.severity,
        why=row.why,
        suggestion=row.suggestion,
        acceptable_when=row.acceptable_when,
        opposable=row.is_practice,
    )


def _looked_for(words: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Make a pattern of the lines somebody typed, and the letters of which every match holds some."""
    lines = [line for line in Prose(words.replace("\n", "\n\n")).folded.casefold().split("\n") if line.strip()]
    wholes = [r"[\s-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in line.split()) for line in lines]
    letters = tuple(max(re.split(r"[*\s-]", line), key=len) for line in lines)
    pattern = "|".join(rf"(?<!\w){whole}(?!\w)" for whole in wholes) or r"(?!)"
    return re.compile(pattern, re.IGNORECASE), letters
