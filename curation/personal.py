"""Finds details about a person in free text, so that someone is asked before they can be published."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice
from operator import or_
from pathlib import Path
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curation import personal_patterns as patterns
from curation.personal_needs import NEEDS, runs_of_digits
from curation.personal_spanish import HABITS
from curation.prose import Prose, Span, words_in
from curation.telling import Telling

SOURCE = Path(__file__).resolve().parents[1] / "fixtures" / "personal_words.json"
FIRST_AND_LAST = 2
# As `runs_of_digits` writes them.
DIGITS_OF_A_PHONE = 7 * "0"
TELLING_WORD, TELLING_INITIALS = 5, 3
WORD = re.compile(r"[a-z]+")
# In a mailbox, of what stands before the @.
BETWEEN_PARTS = re.compile(r"[._+-]")


@dataclass(frozen=True)
class PersonalDetail:
    """One detail where it stands; `start` and `end` count in the text as typed."""

    kind: str
    matched: str
    start: int
    end: int
    sentence: str
    why: str
    digest: str


@dataclass(frozen=True)
class Rule:
    kind: str
    pattern: re.Pattern[str]
    is_meant: Callable[[re.Match[str]], bool]

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        return _mailboxes(self.pattern, text) if self.kind == "personal_email" else self.pattern.finditer(text)


def findings(text: str, *, names: Sequence[str] = (), most: int | None = None) -> list[PersonalDetail]:
    """List details that point to a person, in reading order, the first `most`; `names` are organizations and never count."""
    prose = Prose(text)
    meant = list(_matches(prose))
    organizations = list(_places_of(names, prose)) if meant else []
    found = [(rule.kind, Span(*match.span())) for rule, match in meant if not _concerns(match, organizations)]
    found = [
        (kind, span) for kind, span in found if not _is_group_mailbox(kind, prose.folded[span.start : span.end], names)
    ]
    found.sort(key=lambda kind_and_span: (kind_and_span[1].start, -kind_and_span[1].end))
    return [_detail(prose, kind, span) for kind, span in islice(_apart(found), most)]


def added(words: str, text: str, *, names: Sequence[str] = ()) -> list[PersonalDetail]:
    """List details in `words` that do not stand in `text`, of which they are a translation."""
    return [detail for detail in findings(words, names=names) if detail.matched not in text]


def suspects(texts: Iterable[str]) -> bool:
    """Whether any of `texts` may point to a person: one look at all of them, for rows by the thousand.

    It says yes whenever `findings` finds something in one of them, and now and then where it does not.
    """
    return next(_matches(Prose(" . ".join(texts))), None) is not None


def in_a_name(text: str) -> str:
    """Return what gives a person away in the name of a group, or nothing: all of it is a person's, or a number is in it.

    Groups are named after people, so a name that says anything more is a group's.
    """
    if DIGITS_OF_A_PHONE in runs_of_digits(text):
        return "phone"
    words = [word for word in WORD.findall(Prose(text).folded.lower()) if len(word) > 1]
    is_short = FIRST_AND_LAST <= len(words) <= FIRST_AND_LAST + 1
    if is_short and words[0] in _words()["given_names"] and _words()["not_names"].isdisjoint(words):
        return "person"
    return ""


def _matches(prose: Prose) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule in worth_trying(prose.folded):
        yield from ((rule, match) for match in rule.matches(prose.folded) if rule.is_meant(match))


def _mailboxes(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Begin each search in the word with the next “@”: to try a mailbox at every letter before it takes seven times as long."""
    reached, at = 0, text.find("@")
    while at >= 0 and (match := pattern.search(text, max(reached, text.rfind(" ", 0, at) + 1))):
        yield match
        reached = match.end()
        at = text.find("@", reached)


def worth_trying(text: str) -> list[Rule]:
    """Return the rules that may find something in `text`, in their order; the others need not be tried."""
    bits = reduce(or_, _TELLING.called_for(words_in(text)), _BITS.without_words)
    for sign, rules in _BITS.by_sign:
        if sign in text:
            bits |= rules
    if not bits & _GIVEN_NAME:
        bits &= ~_BITS.with_given_name
    digits = runs_of_digits(text)
    for run, rules in _BITS.by_digits:
        if run not in digits:
            bits &= ~rules
    for number, rules in _BITS.by_number:
        if bits & rules and not number.search(text):
            bits &= ~rules
    return _rules(bits)


@lru_cache(maxsize=1000)
def _rules(bits: int) -> list[Rule]:
    return [rule for bit, rule in enumerate(RULES) if bits >> bit & 1]


def _called_for(word: str) -> int:
    """Return the rules that this word calls for, and whether it is in the name of somebody."""
    lower = word.lower()
    bits = _BITS.by_word.get(word, 0) | _BITS.by_word.get(lower, 0)
    for length in _BITS.lengths:
        bits |= _BITS.by_beginning.get(word[:length], 0) | _BITS.by_beginning.get(lower[:length], 0)
    if lower in _parts_of_given_names():
        bits |= _GIVEN_NAME
    return bits


def _detail(prose: Prose, kind: str, span: Span) -> PersonalDetail:
    place = prose.original_span(span.start, span.end)
    sentence = prose.sentence_at(span.start)
    return PersonalDetail(
        kind=kind,
        matched=prose.original[place.start : place.end],
        start=place.start,
        end=place.end,
        sentence=prose.as_typed(sentence),
        why=str(WHY[kind]),
        digest=prose.digest(kind, sentence),
    )


def _apart(found: list[tuple[str, Span]]) -> Iterator[tuple[str, Span]]:
    """Keep the first of overlapping details: one stretch of text needs one question."""
    reached = -1
    for kind, span in found:
        if span.start >= reached:
            reached = span.end
            yield kind, span


def _places_of(names: Sequence[str], prose: Prose) -> Iterator[Span]:
    for name in names:
        words = Prose(name).folded.split()
        if not "".join(words)[1:]:
            continue
        for match in re.finditer(
            r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", prose.folded, re.IGNORECASE
        ):
            yield Span(*match.span())


def _concerns(match: re.Match[str], organizations: list[Span]) -> bool:
    """Say whether the person's name in this match is really an organization's."""
    if "person" not in match.re.groupindex or match["person"] is None:
        return False
    start, end = match.span("person")
    return any(span.start < end and start < span.end for span in organizations)


def _is_group_mailbox(kind: str, address: str, names: Sequence[str]) -> bool:
    """Tell a small group's free mailbox by its own name or initials in front of the @."""
    if kind != "personal_email":
        return False
    local = re.sub(r"[^a-z]", "", address.split("@", maxsplit=1)[0].casefold())
    for name in names:
        words = re.findall(r"[a-z]+", Prose(name).folded.casefold())
        joined, initials = "".join(words), "".join(word[0] for word in words)
        marks = {joined, initials, *(word for word in words if len(word) >= TELLING_WORD)}
        if any(len(mark) >= TELLING_INITIALS and mark in local for mark in marks):
            return True
    return False


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    lists: dict[str, str] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return {key: frozenset(value.split()) for key, value in lists.items()}


@lru_cache(maxsize=1)
def _parts_of_given_names() -> frozenset[str]:
    return frozenset(part for name in _words()["given_names"] for part in WORD.findall(name))


def _always(_match: re.Match[str]) -> bool:
    return True


def _name_words(match: re.Match[str]) -> list[str]:
    written = match["person"] or ""
    return [word.rstrip(".,").removesuffix("'s").casefold() for word in written.split()]


def _names_someone(match: re.Match[str]) -> bool:
    """Accept any capitalised word that is not known to be something else."""
    return not any(word in _words()["not_names"] for word in _name_words(match))


def _names_someone_surely(match: re.Match[str]) -> bool:
    """Accept a known given name, or first and last name with nothing else in them."""
    words = _name_words(match)
    return _names_someone(match) and (words[0] in _words()["given_names"] or len(words) == FIRST_AND_LAST)


def _starts_with_a_given_name(match: re.Match[str]) -> bool:
    return _names_someone(match) and _name_words(match)[0] in _words()["given_names"]


def _known_or_unnamed(match: re.Match[str]) -> bool:
    """Accept “she”, “our treasurer” and a known given name."""
    return match["person"] is None or _starts_with_a_given_name(match)


def _not_a_place(check: Callable[[re.Match[str]], bool]) -> Callable[[re.Match[str]], bool]:
    """Besides `check`: no school, street or prize that is called after somebody."""

    def is_meant(match: re.Match[str]) -> bool:
        starts = (match.start(), match.start("person"))
        return check(match) and not any(
            patterns.CALLED_AFTER.search(match.string, max(0, at - 40), at) for at in starts
        )

    return is_meant


def _is_personal_mailbox(match: re.Match[str]) -> bool:
    local, roles = match["local"].casefold(), _words()["role_mailboxes"]
    # As most are: to look at its parts takes four times as long.
    if local in roles:
        return False
    parts = [part for part in BETWEEN_PARTS.split(local) if part]
    if not parts or any(part.rstrip("0123456789") in roles for part in parts):
        return False
    if match["host"].casefold().split(".")[0] in _words()["personal_mail_hosts"]:
        return True
    has_given_name = parts[0] in _words()["given_names"]
    return has_given_name or (
        len(parts) == FIRST_AND_LAST and all(part.isalpha() for part in parts) and len(parts[0]) == 1
    )


def _is_someones_phone(match: re.Match[str]) -> bool:
    before = max(0, match.start() - 60)
    return not (
        patterns.SHARED_LINE.search(match.string, before, match.start()) or patterns.OF_A_GROUP.search(match[0])
    )


CHECKS: dict[str, Callable[[re.Match[str]], bool]] = {
    "always": _always,
    "someone": _names_someone,
    "someone_surely": _names_someone_surely,
    "given_name": _starts_with_a_given_name,
    "known_or_unnamed": _known_or_unnamed,
    "someone_no_place": _not_a_place(_names_someone),
    "surely_no_place": _not_a_place(_names_someone_surely),
    "given_no_place": _not_a_place(_starts_with_a_given_name),
    "mailbox": _is_personal_mailbox,
    "own_phone": _is_someones_phone,
}
ENGLISH = ((*rule, need) for rule, need in zip(patterns.RULES, NEEDS, strict=True))
SPANISH = ((habit.kind, habit.check, habit.pattern, habit.need) for habit in HABITS)
WRITTEN = (*ENGLISH, *SPANISH)
RULES = tuple(Rule(kind, pattern, CHECKS[check]) for kind, check, pattern, _need in WRITTEN)

# A bit beside those of the rules, for a text in which there is the name of somebody.
_GIVEN_NAME = 1 << len(RULES)


class _Bits(NamedTuple):
    """Sets of rules, a bit for each, by what they need: no word, a word, a sign; a number besides; a given name."""

    without_words: int
    by_word: dict[str, int]
    by_beginning: dict[str, int]
    lengths: list[int]
    by_sign: list[tuple[str, int]]
    by_digits: list[tuple[str, int]]
    by_number: list[tuple[re.Pattern[str], int]]
    with_given_name: int


def _bits() -> _Bits:
    by_word: dict[str, int] = defaultdict(int)
    by_sign: dict[str, int] = defaultdict(int)
    by_digits: dict[str, int] = defaultdict(int)
    by_number: dict[re.Pattern[str], int] = defaultdict(int)
    without, named = 0, 0
    for bit, (_kind, check, _pattern, need) in enumerate(WRITTEN):
        without |= 0 if need.words or need.signs else 1 << bit
        named |= 1 << bit if check in {"given_name", "given_no_place"} else 0
        for word in need.words.split():
            by_word[word] |= 1 << bit
        for sign in need.signs:
            by_sign[sign] |= 1 << bit
        if need.digits:
            by_digits["0" * need.digits] |= 1 << bit
        if need.number:
            by_number[need.number] |= 1 << bit
    beginnings = {word.removesuffix("*"): rules for word, rules in by_word.items() if word.endswith("*")}
    lengths = sorted(set(map(len, beginnings)))
    digits, numbers = list(by_digits.items()), list(by_number.items())
    return _Bits(without, dict(by_word), beginnings, lengths, list(by_sign.items()), digits, numbers, named)


_BITS = _bits()
_TELLING = Telling(_called_for)

WHY: dict[str, str | Promise] = {
    "person": _("This looks like a person’s name. Leave it out, and name a role instead?"),
    "phone": _("This looks like one person’s phone number. Leave it out, or give a shared line?"),
    "personal_email": _("This looks like one person’s e-mail address. Use a shared one, such as info@, instead?"),
    "address": _("This looks like a street address. Leave it out, unless the place is open to the public?"),
    "home": _("This looks like someone’s home. Leave it out?"),
    "code": _("This looks like a way into a building. Leave it out?"),
    "confidential": _("This sounds as if it should stay private. Leave it out?"),
    "work_name": _("This connects a person with their work or work name. Leave it out?"),
    "legal_name": _("This looks like someone’s legal name. Leave it out?"),
    "age": _("This gives a person’s name and age. Leave it out?"),
    "status": _("This tells something very private about one person. Leave it out?"),
    "id_number": _("This looks like a personal number or a date of birth. Leave it out?"),
}
