"""What goes along when a group takes out its website or its number, and what still names what it took out.

Hidden means that nobody reads it here. So links to the site and the same number go from wherever they stand by
themselves; the words around them stay, and what words still name, the group is told. A translation that names it goes:
somebody else wrote it, and may write it anew.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from curation import agreements, duplicates, lifetime
from curation.agreements import What
from directory.models import Organization
from directory.record import PlainFacts, facts_of, label
from directory.search.folding import fold

Reasons = list[dict[str, Any]]
_READ_IN_WORDS = frozenset({What.WEBSITE, What.EMAIL, What.PHONE, What.PLACE})
# Of a number, without those of the area, which may be written or not.
FEWEST_DIGITS = 7


@dataclass(frozen=True)
class Hidden:
    """The sites and numbers of a group that are not to be read: by `duplicates.site_key` and `duplicates.phone_key`."""

    sites: frozenset[str]
    numbers: frozenset[str]

    def has_link(self, url: str) -> bool:
        """Whether an address is one of a hidden site, or of a part of it."""
        key = duplicates.site_key(url) if url else ""
        host, _slash, _page = key.partition("/")
        return any(key == site or key.startswith(f"{site}/") or host.endswith(f".{site}") for site in self.sites)

    def has_number(self, number: str, country: str) -> bool:
        return bool(number) and duplicates.phone_key(number, country) in self.numbers


def of(whats: Iterable[str], told: Sequence[PlainFacts]) -> Hidden:
    """Return what is hidden with `whats`, of all that was `told`."""
    sites = {duplicates.site_key(facts["website"]) for facts in told if What.WEBSITE in whats and facts["website"]}
    numbers = {
        duplicates.phone_key(facts["phone"], facts["country"])
        for facts in told
        if What.PHONE in whats and facts["phone"]
    }
    return Hidden(frozenset(sites - {""}), frozenset(numbers - {""}))


def still(listing: Organization, whats: Iterable[str]) -> Hidden:
    """Return what is hidden with `whats`, which a group has taken out, as far as the record still has it."""
    if not {What.WEBSITE, What.PHONE}.intersection(whats):
        return Hidden(frozenset(), frozenset())
    hidden, now = of(whats, lifetime.published(listing)), of(agreements.FACTS, [facts_of(listing)])
    return Hidden(hidden.sites - now.sites, hidden.numbers - now.numbers)


def leads_there(ways: Iterable[dict[str, Any]], country: str, hidden: Hidden) -> bool:
    return any(hidden.has_link(way["link"]) or hidden.has_number(way["phone"], country) for way in ways)


def along(facts: PlainFacts, hidden: Hidden) -> PlainFacts:
    """Return what of `facts` changes with what is `hidden`: the ways that led there, and where an answer was read."""
    ways = [_without(way, facts["country"], hidden) for way in facts["ways"]]
    policies = [
        row | {"source": _their_website()} if hidden.has_link(row["source"]) else row for row in facts["policies"]
    ]
    return {"ways": [way for way in ways if way is not None], "policies": policies}


def reasons(told: Reasons, hidden: Hidden) -> Reasons:
    """Return why it is listed without links to what is `hidden`. What was found there and quoted stays."""
    return [reason | {"evidence": _evidence(reason.get("evidence", []), hidden)} for reason in told]


def named_still(before: PlainFacts, whats: Iterable[str], listing: Organization) -> list[str]:
    """Name the places in which words of `listing` still tell what its group took out of what it said `before`."""
    tells = _in_words(whats, [before])
    told = {label(name): value for name, value in facts_of(listing).items() if name != "parent"}
    told[_("Why this group is listed")] = [listing.reasons, listing.facts_checked_how]
    return [where for where, value in told.items() if any(map(tells, _texts(value)))]


def told_still(listing: Organization) -> Callable[[str], bool]:
    """Return whether a text tells what the group has taken out of `listing`, as far as the record still has it."""
    whats = _READ_IN_WORDS & agreements.taken_back(listing)
    return _in_words(whats, lifetime.published(listing) if whats else [])


def _without(way: dict[str, Any], country: str, hidden: Hidden) -> dict[str, Any] | None:
    """Return a way without what is hidden; None for one that leads nowhere any more and says no time."""
    is_link, is_number = hidden.has_link(way["link"]), hidden.has_number(way["phone"], country)
    if not is_link and not is_number:
        return way
    left = way | ({"link": ""} if is_link else {}) | ({"phone": ""} if is_number else {})
    return left if left["link"] or left["phone"] or left["schedule"] else None


def _evidence(items: list[dict[str, Any]], hidden: Hidden) -> list[dict[str, Any]]:
    kept = [item | {name: "" for name in ("url", "label") if hidden.has_link(item.get(name) or "")} for item in items]
    return [item for item in kept if item.get("url") or item.get("label")]


def _their_website() -> str:
    # It is kept, so it is in the language of the site, as the rest is.
    with override(settings.LANGUAGE_CODE):
        return _("their website")


def _in_words(whats: Iterable[str], told: Sequence[PlainFacts]) -> Callable[[str], bool]:
    """Return whether a text tells any of `whats`, as one of those facts that were `told`."""
    tells = [_tells(what, facts) for what in whats if what in _READ_IN_WORDS for facts in told]
    return lambda text: any(tell(text) for tell in tells)


def _tells(what: str, facts: PlainFacts) -> Callable[[str], bool]:
    """Return whether a text tells the `what` of `facts`."""
    if what == What.PHONE:
        whole = duplicates.phone_key(facts["phone"], facts["country"]) or facts["phone"]
        digits = _digits(whole)[-FEWEST_DIGITS:]
        return lambda text: bool(digits) and digits in _digits(text)
    if what == What.PLACE:
        words = [fold(facts[name]) for name in ("city", "public_address")]
        return lambda text: any(word and f" {word} " in f" {fold(text)} " for word in words)
    mark = duplicates.site_key(facts["website"]) if what == What.WEBSITE else facts["email"].casefold()
    return lambda text: bool(mark) and mark in text.casefold()


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _texts(value: Any) -> Iterator[str]:
    """Go through every text in plain facts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
