"""What a visitor keeps, put into cards that were rendered for everybody."""

import re
from collections.abc import Iterable, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from directory import kept
from directory.cards import Group

_KEEP = re.compile(r'<label class="choice keep">.*?</label>\n', re.DOTALL)
_LINK = re.compile(r'(<h3><a href="[^"?]+)')


def groups_keeping(groups: Iterable[Group], slugs: Sequence[str]) -> list[Group]:
    """Tick the boxes of what is kept, and let the links take the list along."""
    if not slugs:
        return list(groups)
    query = escape(kept.carrying("", slugs))
    return [Group(group.heading, [_keeping(card, slugs, query) for card in group.cards]) for group in groups]


def without_keep(card: SafeString) -> SafeString:
    """Leave out the box, where there is no list to keep it in."""
    return mark_safe(_KEEP.sub("", str(card)))  # noqa: S308 (as safe as it was)


def without_a_box(groups: Iterable[Group], slugs: Sequence[str]) -> list[str]:
    shown = [card for group in groups for card in group.cards]
    return [slug for slug in slugs if not any(_box(slug) in card for card in shown)]


def _keeping(card: SafeString, slugs: Sequence[str], query: str) -> SafeString:
    text = _LINK.sub(lambda link: f"{link[1]}{query}", str(card), count=1)
    for slug in slugs:
        text = text.replace(_box(slug), f"{_box(slug)} checked")
    return mark_safe(text)  # noqa: S308 (slugs are those of listings, and the query is escaped)


def _box(slug: str) -> str:
    return f'value="{slug}" form="keep"'
