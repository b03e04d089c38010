"""Names that look like another one and are not it: a letter of another alphabet, a digit for a letter, one letter off.

Somebody may take such a name so that people follow the wrong group. `duplicates` asks whether two are the same; this
asks whether one could be taken for the other. `TWINS` is a small part of the Unicode Consortium’s confusables.txt (UTS 39,
Unicode License V3): letters of the Latin, Greek, Cyrillic and Armenian alphabets that look like one of a to z.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from curation import changes
from curation.duplicates import others_than, site_key
from curation.models import Submission
from directory.models import Organization
from directory.search.folding import fold

TWINS = {
    **str.maketrans("ıɑɡɩɪɯʀʋʏʝᴄᴏᴜᴠᴡᴢƅ", "iagiiwruyjcouvwzb"),
    **str.maketrans("αβγεζηικμνορστυχϝϳϻ", "abyezhikmvopotuxfjm"),
    **str.maketrans("авгекмнорстухьѕіјѡѵүһҽӏԁԍԛԝꙇ", "abrekmhopctyxbsijwvyheldgqwi"),
    **str.maketrans("ագզհոռստցքօ", "wqqhnnusgfo"),
}
# Within plain letters and digits: what one of the two is taken for.
ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", " ": None})
# Shorter names are one letter apart by chance.
LONG_ENOUGH, LONG = 6, 14


@dataclass(frozen=True)
class Lookalike:
    """A name of ours beside one that it could be taken for. `differences`: sentences; `digest` names the pair."""

    record: Organization | Submission
    mine: str
    theirs: str
    differences: tuple[str, ...]
    digest: str

    @property
    def is_listing(self) -> bool:
        return isinstance(self.record, Organization)


@dataclass(frozen=True)
class Seen:
    """A name as typed, as compared, and as the eye sees it: of two that look alike, `bare` is the same."""

    name: str
    folded: str
    bare: str


def seen(name: str) -> Seen:
    folded = fold(name)
    bare = fold(folded.translate(TWINS)).translate(ALIKE).replace("rn", "m").replace("vv", "w")
    return Seen(name, folded, bare)


def found(submission: Submission) -> list[Lookalike]:
    """List what a new name could be taken for, among listings and open entries. Its own listing is never among them."""
    names, found = [seen(name) for name in _new_names(submission)], []
    for others in others_than(submission) if names else ():
        alike = [
            (pk, mine, theirs)
            for pk, name, other_names, website in others.values_list("pk", "name", "other_names", "website")
            for theirs in map(seen, _typed(name, other_names))
            for mine in names
            if _looks_like(mine, theirs) or (_is_near(mine, theirs) and _is_elsewhere(submission.website, website))
        ]
        records = others.in_bulk([pk for pk, _mine, _theirs in alike])
        # One that was decided in this moment is among them no more.
        found += [_lookalike(records[pk], mine, theirs) for pk, mine, theirs in alike if pk in records]
    return found


def _lookalike(record: Organization | Submission, mine: Seen, theirs: Seen) -> Lookalike:
    apart = tuple(differences(mine.name, theirs.name))
    return Lookalike(record, mine.name, theirs.name, apart, _digest(record, mine, theirs))


def differences(one: str, other: str) -> Iterator[str]:
    """Say by which characters two names differ, each by its name."""
    for what, start, end, begin, until in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        mine, theirs = one[start:end], other[begin:until]
        if what != "equal" and mine.casefold() != theirs.casefold():
            words = {"mine": _named(mine), "theirs": _named(theirs)}
            yield _("It has %(mine)s where the other has %(theirs)s.") % words


def _looks_like(one: Seen, other: Seen) -> bool:
    """Whether they are two names, for the same one is for `duplicates` to tell, that look like one."""
    return one.folded != other.folded and bool(one.bare) and one.bare == other.bare


def _is_near(one: Seen, other: Seen) -> bool:
    """Whether they are a letter apart, or two if they are long. By their numbers locals and branches are told apart."""
    shorter = min(len(one.folded), len(other.folded))
    most = 0 if shorter < LONG_ENOUGH else 1 if shorter < LONG else 2
    if one.folded == other.folded or _digits(one) != _digits(other):
        return False
    return OSA.distance(one.folded, other.folded, score_cutoff=most) <= most


def _digits(one: Seen) -> str:
    return "".join(filter(str.isdecimal, one.folded))


def _is_elsewhere(one: str, other: str) -> bool:
    """Whether two websites are not one: chapters that share one may well have names like each other."""
    return not one or not other or site_key(one) != site_key(other)


def _new_names(submission: Submission) -> list[str]:
    if submission.purpose != Submission.Purpose.NEW:
        changed = {proposal.name for proposal in changes.proposals(submission)}
        if not changed & {"name", "other_names"}:
            return []
    return _typed(submission.name, submission.other_names)


def _typed(name: str, other_names: str) -> list[str]:
    return [one for one in (name, *other_names.splitlines()) if one.strip()]


def _named(characters: str) -> str:
    if not characters:
        return _("nothing")
    names = ", ".join(unicodedata.name(one, f"U+{ord(one):04X}").lower() for one in characters)
    return f"“{characters}” ({names})"


def _digest(record: Organization | Submission, mine: Seen, theirs: Seen) -> str:
    key = record.public_id if isinstance(record, Organization) else record.uuid
    return hashlib.sha256(f"look-alike {key} {mine.name} {theirs.name}".encode()).hexdigest()
