"""Who this might already be: likely duplicates among listings and open submissions, each with its reasons.

Chapters of one organization share a domain, so a shared website alone, under other names, is no match; the very
same page is a likely one, and a certain one only if the names are alike too.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import phonenumbers
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from curation.models import Submission
from directory.models import Organization
from directory.right import is_plain_web
from directory.search.folding import fold

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALIKE = 88  # of 100, on names of which case, accents and punctuation are folded away
CERTAIN = 95
THE_SAME = 100
# Only names that share the beginning of one of their rarest words are compared; with a hundred thousand it matters.
BEGINNING = 4
RECOGNIZED_BY = ("name", "acronym", "other_names", "website", "email", "phone", "country", "city")
RAREST = 3
MOST_ALIKE = 200
LAST_DIGITS = 9
# On these hosts the path, not the host, says whose page it is.
SHARED_HOSTS = frozenset(
    [
        "facebook.com",
        "instagram.com",
        "twitter.com",
        "x.com",
        "linktr.ee",
        "linktree.com",
        "t.me",
        "tiktok.com",
        "youtube.com",
        "wixsite.com",
        "wordpress.com",
        "blogspot.com",
        "tumblr.com",
        "medium.com",
        "sites.google.com",
        "github.io",
        "bsky.app",
    ]
)
_BELOW_SHARED_HOSTS = tuple(f".{name}" for name in SHARED_HOSTS)


@dataclass(frozen=True)
class Match:
    """One record that looks like the same organization. `score` is 0–100; `digest` names the pair."""

    record: Organization | Submission
    score: int
    reasons: tuple[str, ...]
    digest: str

    @property
    def is_certain(self) -> bool:
        return self.score >= CERTAIN

    @property
    def is_listing(self) -> bool:
        return isinstance(self.record, Organization)


@dataclass(eq=False)
class Party:
    """What an organization is recognized by. Names are folded, the main one first; the short form is apart."""

    names: tuple[str, ...]
    acronym: str
    website: str
    email: str
    phone: str
    country: str
    city: str

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        return (*self.names, self.acronym) if self.acronym else self.names

    @cached_property
    def names_sorted(self) -> tuple[str, ...]:
        """Return all names with their words in order, as they are compared."""
        return tuple(" ".join(sorted(name.split())) for name in self.all_names)

    @cached_property
    def site(self) -> str:
        return site_key(self.website) if self.website else ""

    @cached_property
    def last_digits(self) -> str:
        """Return what two ways of writing one number share, without asking how its country writes numbers."""
        return "".join(filter(str.isdecimal, self.phone))[-LAST_DIGITS:]


def party(record: Any) -> Party:
    """Take from an organization or a submission what it is recognized by."""
    return party_of({name: getattr(record, name) for name in RECOGNIZED_BY})


def party_of(facts: Mapping[str, Any]) -> Party:
    named = (fold(name) for name in (facts["name"], *facts["other_names"].splitlines()))
    return Party(
        tuple(filter(None, named)),
        fold(facts["acronym"]),
        facts["website"],
        facts["email"].casefold(),
        facts["phone"],
        facts["country"],
        fold(facts["city"]),
    )


@dataclass(frozen=True)
class Likeness:
    """How like the party at `index` is: `score` is 0–100."""

    index: int
    score: int
    reasons: tuple[str, ...]


class Known:
    """Many parties, to be asked which of them is like another one."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.parties = parties
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(parties):
            for key in {*_exact_keys(one), *_beginnings(one)}:
                self._by_key[key].append(index)

    def like(self, one: Party) -> list[Likeness]:
        """List those that look like `one`, most alike first."""
        if not self.parties:
            return []
        found = (_likeness(one, self.parties[index], index) for index in sorted(self._candidates(one)))
        return sorted((likeness for likeness in found if likeness), key=lambda likeness: -likeness.score)

    def _candidates(self, one: Party) -> set[int]:
        counted = sorted((len(self._by_key[key]), key) for key in _beginnings(one) if key in self._by_key)
        # A word that half of all names have tells nothing, unless a name has no other.
        telling = [key for count, key in counted if count <= MOST_ALIKE] or [key for _count, key in counted[:1]]
        return {index for key in (*telling[:RAREST], *_exact_keys(one)) for index in self._by_key.get(key, ())}


def likely_same(submission: Submission) -> list[Match]:
    """List the records that look like `submission`, most alike first. Its own listing is never among them."""
    mine, matches = party(submission), []
    for others in others_than(submission):
        # Rows of everybody, records of those few that are alike.
        rows = list(others.values("pk", *RECOGNIZED_BY))
        alike = {rows[one.index]["pk"]: one for one in Known([party_of(row) for row in rows]).like(mine)}
        records = others.in_bulk(list(alike))
        # One that was decided in this moment is among them no more.
        found = [(records[pk], one) for pk, one in alike.items() if pk in records]
        matches += [Match(record, one.score, one.reasons, _digest(record)) for record, one in found]
    return sorted(matches, key=lambda match: (-match.score, match.record.name))


def others_than(submission: Submission) -> tuple["QuerySet[Any]", "QuerySet[Any]"]:
    """Return whom a submission might be, or be taken for: what is or was listed, and what waits; not itself."""
    listed = Organization.objects.exclude(pk=submission.organization_id or 0)
    return listed, Submission.objects.open().entries().exclude(pk=submission.pk)


def site_key(url: str) -> str:
    """Reduce a web address to what says whose site it is, so that two ways of writing it compare equal."""
    whole, page = _apart(url)
    host = whole.removeprefix("www.").removeprefix("m.")
    shared = host in SHARED_HOSTS or host.endswith(_BELOW_SHARED_HOSTS)
    return f"{host}{page}" if shared else host


def same_page(one: str, other: str) -> bool:
    """Whether two web addresses lead to one page, however they are written."""
    return site_key(one) == site_key(other) and _page(one) == _page(other)


@lru_cache(maxsize=1000)
def phone_key(number: str, country: str) -> str:
    """Return the number in E.164, or "" if it cannot be a phone number."""
    try:
        parsed = phonenumbers.parse(number, country or "US")
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else ""


def _beginnings(one: Party) -> set[str]:
    return {f"name {word[:BEGINNING]}" for name in one.all_names for word in name.split()}


def _exact_keys(one: Party) -> Iterator[str]:
    yield from (f"all {name.replace(' ', '')}" for name in one.all_names)
    if one.site:
        yield f"site {one.site}"
    if one.email:
        yield f"mail {one.email}"
    if one.last_digits:
        yield f"call {one.last_digits}"


def _likeness(one: Party, other: Party, index: int) -> Likeness | None:
    name_score = _name_score(one, other)
    found = [*_same_name(name_score), *_same_site(one, other, name_score), *_same_contact(one, other)]
    if not found:
        return None
    reasons = [sentence for _score, sentence in found]
    if one.city and one.city == other.city and one.country == other.country:
        reasons.append(_("They are in the same town."))
    return Likeness(index, max(score for score, _sentence in found), tuple(reasons))


def _same_name(score: int) -> Iterator[tuple[int, str]]:
    if score:
        yield score, _("The names are the same.") if score == THE_SAME else _("The names are alike.")


def _name_score(one: Party, other: Party) -> int:
    """Return how alike the most alike pair of names is, if alike at all. Chapters share a short form: that is no pair."""
    shared = one.acronym if one.acronym == other.acronym and not (one.city and one.city == other.city) else ""
    best = 0.0
    for name, mine in zip(one.all_names, one.names_sorted, strict=True):
        for theirs, their_name in zip(other.names_sorted, other.all_names, strict=True):
            if not (shared and name == their_name == shared):
                best = max(best, fuzz.ratio(mine, theirs, score_cutoff=ALIKE))
    # One letter in a long name is little, and may be the whole difference.
    return THE_SAME if best == THE_SAME else min(round(best), THE_SAME - 1)


def _same_site(one: Party, other: Party, name_score: int) -> Iterator[tuple[int, str]]:
    if not one.site or one.site != other.site:
        return
    if _page(one.website) == _page(other.website):
        yield (CERTAIN if name_score else ALIKE), _("They have the same web page.")
    elif name_score:
        yield CERTAIN, _("They share a website.")


def _same_contact(one: Party, other: Party) -> Iterator[tuple[int, str]]:
    if one.last_digits and one.last_digits == other.last_digits:
        phone = phone_key(one.phone, one.country)
        if phone and phone == phone_key(other.phone, other.country):
            yield ALIKE, _("They have the same phone number.")
    if one.email and one.email == other.email:
        yield ALIKE, _("They have the same e-mail address.")


def _page(url: str) -> str:
    """Return what of an address says which page of a site it is."""
    return _apart(url)[1]


def _apart(url: str) -> tuple[str, str]:
    """Take an address apart into host and page; what cannot be one, such as “http://[”, is a page of no site."""
    text = url.strip().casefold()
    if is_plain_web(text):
        # As most are; to look for anything else in them takes four times as long.
        host, _slash, page = text.partition("://")[2].partition("/")
        return host, f"/{page}".rstrip("/")
    try:
        parts = urlsplit(text)
    except ValueError:
        return "", text.rstrip("/")
    return parts.hostname or "", parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


def _digest(other: Any) -> str:
    key = other.public_id if isinstance(other, Organization) else other.uuid
    return hashlib.sha256(f"duplicate {key}".encode()).hexdigest()
