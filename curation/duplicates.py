"""Who this might already be: likely duplicates among listings and open submissions, each with its reasons.

Chapters of one organization share a domain, so a shared website alone, under other names, is no match; the very
same page is a likely one, and a certain one only if the names are alike too.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from curation.models import Submission
from directory.models import Organization
from directory.search import fold

ALIKE = 88  # of 100, on names of which case, accents and punctuation are folded away
CERTAIN = 95
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


def likely_same(submission: Submission) -> list[Match]:
    """List the records that look like `submission`, most alike first. Its own listing is never among them."""
    others: list[Organization | Submission] = [
        *Organization.objects.exclude(pk=submission.organization_id or 0),
        *Submission.objects.open().entries().exclude(pk=submission.pk),
    ]
    alike = _name_scores(submission, others)
    matches = (_match(submission, other, alike.get(index, 0)) for index, other in enumerate(others))
    return sorted((match for match in matches if match), key=lambda match: (-match.score, match.record.name))


def site_key(url: str) -> str:
    """Reduce a web address to what says whose site it is, so that two ways of writing it compare equal."""
    parts = urlsplit(url.strip().casefold())
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    shared = host in SHARED_HOSTS or any(host.endswith(f".{name}") for name in SHARED_HOSTS)
    return f"{host}{_page(url)}" if shared else host


def phone_key(number: str, country: str) -> str:
    """Return the number in E.164, or "" if it cannot be a phone number."""
    try:
        parsed = phonenumbers.parse(number, country or "US")
    except phonenumbers.NumberParseException:
        return ""
    possible = phonenumbers.is_possible_number(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if possible else ""


def _name_scores(submission: Submission, others: list[Any]) -> dict[int, int]:
    """Return, by index in `others`, how alike the most alike pair of names is, where it is alike at all."""
    names = [(index, fold(name)) for index, other in enumerate(others) for name in other.names if fold(name)]
    best: dict[int, int] = {}
    for name in filter(fold, submission.names):
        found = process.extract(
            fold(name), [text for _index, text in names], scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=50,

        )  # fmt: skip
        for _text, score, position in found:
            index = names[position][0]
            best[index] = max(best.get(index, 0), round(score))
    return best


def _match(submission: Submission, other: Any, name_score: int) -> Match | None:
    found = [(name_score, _("The names are the same.") if name_score >= CERTAIN else _("The names are alike."))]
    found += _same_site(submission, other, name_score)
    found += _same_contact(submission, other)
    reasons = [sentence for score, sentence in found if score]
    if not reasons:
        return None
    if submission.city and fold(submission.city) == fold(other.city) and submission.country == other.country:
        reasons.append(_("They are in the same town."))
    return Match(other, max(score for score, _sentence in found), tuple(reasons), _digest(other))


def _same_site(submission: Submission, other: Any, name_score: int) -> Iterator[tuple[int, str]]:
    if not submission.website or site_key(submission.website) != site_key(other.website):
        return
    if _page(submission.website) == _page(other.website):
        yield (CERTAIN if name_score else ALIKE), _("They have the same web page.")
    elif name_score:
        yield CERTAIN, _("They share a website.")


def _same_contact(submission: Submission, other: Any) -> Iterator[tuple[int, str]]:
    phone = phone_key(submission.phone, submission.country) if submission.phone else ""
    if phone and phone == phone_key(other.phone, other.country):
        yield ALIKE, _("They have the same phone number.")
    if submission.email and submission.email.casefold() == other.email.casefold():
        yield ALIKE, _("They have the same e-mail address.")


def _page(url: str) -> str:
    """Return what of an address says which page of a site it is."""
    parts = urlsplit(url.strip().casefold())
    return parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


def _digest(other: Any) -> str:
    key = other.public_id if isinstance(other, Organization) else other.uuid
    return hashlib.sha256(f"duplicate {key}".encode()).hexdigest()
