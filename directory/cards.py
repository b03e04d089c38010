"""Result cards, rendered once for each state of a listing: most pages show cards that some page showed before."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from directory.answers import Answer
from directory.index import Index
from directory.models import Organization
from directory.near import spoken

TEMPLATE = "directory/_card.html"
AWAY = "<!--away-->"
MOST_KEPT = 5_000
Key = tuple[object, ...]
_kept: OrderedDict[Key, SafeString] = OrderedDict()
_lock = Lock()


class Group(NamedTuple):
    """Cards under one heading; the whole list may be one group without any."""

    heading: str
    cards: list[SafeString]


def cards_in_bands(answer: Answer, slots: Sequence[int]) -> list[Group]:
    """Put the cards of a page under the headings of their bands, each with how far it is away."""
    if not slots:
        return []
    if not answer.is_banded:
        return [Group("", list(cards(answer.index, slots).values()))]
    found, groups = cards(answer.index, slots), []
    for band in answer.bands():
        told = [
            _with_distance(found[slot], band.away.get(slot)) for slot in slots if slot in found and slot in band.slots
        ]
        groups.append(Group(band.name, told))
    return [group for group in groups if group.cards]


def _with_distance(card: SafeString, km: float | None) -> SafeString:
    if km is None:
        return card
    words = format_html('<p class="card-away">{}</p>', spoken(km))
    # The card has a mark where it goes, because it is kept for every place that somebody may ask from.
    return mark_safe(card.replace(AWAY, words, 1))  # noqa: S308 (both parts are)


def cards(index: Index, slots: Iterable[int]) -> dict[int, SafeString]:
    """Return the card of each listing, by slot in the order given; what is not listed any more has none."""
    slots = list(slots)
    written_on = (*index.edition[:2], timezone.localdate(), get_language())
    keys = {index.pks[slot]: (index.pks[slot], index.changed_in[slot], *written_on) for slot in slots}
    found = _recalled(keys)
    for pk, card in _rendered(pk for pk in keys if pk not in found):
        found[pk] = card
        _keep(keys[pk], card)
    return {slot: found[pk] for slot in slots if (pk := index.pks[slot]) in found}


def _recalled(keys: Mapping[int, Key]) -> dict[int, SafeString]:
    if connection.in_atomic_block:
        return {}
    with _lock:
        return {pk: card for pk, key in keys.items() if (card := _kept.get(key)) is not None}


def _keep(key: Key, card: SafeString) -> None:
    """Keep a card for whoever asks next; but not what is seen inside a transaction, which may never come to be."""
    if connection.in_atomic_block:
        return
    with _lock:
        _kept[key] = card
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def _rendered(pks: Iterable[int]) -> Iterator[tuple[int, SafeString]]:
    if wanted := list(pks):
        for organization in Organization.objects.listed().for_cards().filter(pk__in=wanted):
            yield organization.pk, render_to_string(TEMPLATE, {"organization": organization})
