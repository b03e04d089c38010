"""Result cards, rendered once for each state of a listing: most pages show cards that some page showed before."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from threading import Lock

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from directory.index import Index
from directory.models import Organization

TEMPLATE = "directory/_card.html"
MOST_KEPT = 5_000
_kept: OrderedDict[tuple[object, ...], SafeString] = OrderedDict()
_lock = Lock()


def cards(index: Index, slots: Iterable[int]) -> list[SafeString]:
    """Return the card of each listing, in the order given; what is not listed any more has none."""
    written_on = (index.words, timezone.localdate(), get_language())
    keys = {index.pks[slot]: (index.pks[slot], index.changed_in[slot], *written_on) for slot in slots}
    with _lock:
        found = {pk: card for pk, key in keys.items() if (card := _kept.get(key)) is not None}
    for pk, card in _rendered(pk for pk in keys if pk not in found):
        found[pk] = card
        with _lock:
            _kept[keys[pk]] = card
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return [found[pk] for pk in keys if pk in found]


def _rendered(pks: Iterable[int]) -> Iterator[tuple[int, SafeString]]:
    if wanted := list(pks):
        for organization in Organization.objects.listed().for_cards().filter(pk__in=wanted):
            yield organization.pk, render_to_string(TEMPLATE, {"organization": organization})
