"""Result cards, drawn once for each state of a listing: most pages show cards that some page showed before."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from django.db import connection
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.answers import Answer
from directory.choices import Ground, Reach
from directory.index import NONE, Index
from directory.labels import labels
from directory.markup import AWAY, Card, card, month
from directory.models import Organization
from directory.near import spoken
from directory.pieces import among
from directory.places import place_name
from directory.prepared import Prepared
from directory.question import path
from directory.translations import descriptions, foreign, written_in

COLUMNS = (
    "pk", "slug", "name", "description", "website", "kind", "reach", "country", "region", "city", "ground",
)  # fmt: skip
MOST_KEPT = 10_000
_SHOWN = Prepared(lambda: Organization.objects.listed().filter(pk__in=among([])).order_by().values_list(*COLUMNS))
Key = tuple[object, ...]
_kept: OrderedDict[Key, SafeString] = OrderedDict()
_lock = Lock()


class Group(NamedTuple):
    """Cards under one heading; the whole list may be one group without any."""

    heading: str
    cards: list[SafeString]

    def written(self) -> str:
        heading = f'<h2 class="band">{escape(self.heading)}</h2>' if self.heading else ""
        return f'{heading}\n        <ul class="cards">{"".join(self.cards)}</ul>'


def written(groups: Iterable[Group]) -> SafeString:
    """Write cards as lists, each under its heading if it has one."""
    return mark_safe("".join(group.written() for group in groups))  # noqa: S308 (each is safe)


def cards_in_bands(answer: Answer, slots: Sequence[int]) -> list[Group]:
    """Put the cards of a page under the headings of their bands, each with how far it is away."""
    if not slots:
        return []
    if not answer.is_banded:
        return [Group("", list(cards(answer.index, slots).values()))]
    found, groups, language = cards(answer.index, slots), [], get_language()
    for band in answer.bands():
        told = [
            _with_distance(found[slot], band.away.get(slot), language)
            for slot in slots
            if slot in found and slot in band.slots
        ]
        groups.append(Group(band.name, told))
    return [group for group in groups if group.cards]


def _with_distance(drawn: SafeString, km: float | None, language: str | None) -> SafeString:
    if km is None:
        return drawn
    words = f'<p class="card-away">{escape(spoken(km, language))}</p>'
    return mark_safe(drawn.replace(AWAY, words, 1))  # noqa: S308 (both parts are)


def cards(index: Index, slots: Iterable[int]) -> dict[int, SafeString]:
    """Return the card of each listing, by slot in the order given; what is not listed any more has none."""
    slots = list(slots)
    written_on = (*index.edition[:2], timezone.localdate(), get_language())
    keys = {index.pks[slot]: (index.pks[slot], index.changed_in[slot], *written_on) for slot in slots}
    found = _recalled(keys)
    drawn = _drawn(index, [pk for pk in keys if pk not in found])
    _keep({keys[pk]: card for pk, card in drawn.items()})
    found |= drawn
    return {slot: found[pk] for slot in slots if (pk := index.pks[slot]) in found}


def _recalled(keys: Mapping[int, Key]) -> dict[int, SafeString]:
    if connection.in_atomic_block:
        return {}
    with _lock:
        return {pk: drawn for pk, key in keys.items() if (drawn := _kept.get(key)) is not None}


def _keep(drawn: Mapping[Key, SafeString]) -> None:
    """Keep cards for whoever asks next; but not what is seen inside a transaction, which may never come to be."""
    if connection.in_atomic_block:
        return
    with _lock:
        _kept.update(drawn)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def _drawn(index: Index, wanted: list[int]) -> dict[int, SafeString]:
    """Write cards: the words of all in one query, and what may be counted from the index."""
    if not wanted:
        return {}
    slots, terms = [index.slots[pk] for pk in wanted], index.terms
    focus, ways, fresh = (
        _by_slot(index.by_value(name), labels(name, terms), slots) for name in ("focus", "connect", "fresh")
    )
    kinds, reaches = labels("kind", terms), {**labels("reach", terms), Reach.LOCAL.value: ""}
    before, after = path("organization_detail", "x").rsplit("x", 1)
    translated = descriptions(wanted)
    language, keep, founding = get_language(), _("Keep"), _("Founding list, not yet reviewed here")
    found = {}
    (keys,) = among(wanted).params
    for pk, slug, name, description, website, kind, reach, country, region, city, ground in _SHOWN.rows(keys):
        slot, said = index.slots[pk], translated.get(pk, {}).get(description)
        told = Card(
            address=f"{before}{slug}{after}",
            slug=slug,
            name=name,
            line=(kinds[kind], place_name(country, region, city, language), reaches.get(reach, "")),
            description=description if said is None else said,
            tongue=foreign(written_in(description)) if said is None else "",
            website=website,
            focus=tuple(focus[slot]),
            ways=tuple(ways[slot]),
            fresh=fresh[slot][0],
            checked=month(index.checked_day(slot), language),
            founding=founding if ground == Ground.FOUNDING else "",
            keep=keep,
        )
        found[pk] = card(told)
    return found


def _by_slot(
    there: Mapping[str, BitMap], named: Mapping[str, str], slots: list[int]
) -> dict[int, list[tuple[str, str]]]:
    """Say of each slot which values of a filter it has, as (value, label) in the order of the list."""
    found: dict[int, list[tuple[str, str]]] = {slot: [] for slot in slots}
    for one in named.items():
        having = there.get(one[0], NONE)
        for slot in slots:
            if slot in having:
                found[slot].append(one)
    return found
