"""The pieces that fill a list, written without the template engine: choices, cards, and ways on.

A list has some 250 choices, 25 cards and 30 ways on, and the engine takes ten times as long for them as for the rest of the page.
Whatever comes from outside goes through `escape`.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facets import Facet
from directory.index import Named
from directory.maps import Region
from directory.near import distance_choices
from directory.question import Link

MOST_WORDS = 32
# Where a card says how far away its group is: it is kept for every place that somebody may ask from.
AWAY = "<!--away-->"
# A value, and what is written before and after whether it is chosen.
Pieces = list[tuple[str, str, str]]
# Where numbers of pages are left out.
ELLIPSIS = mark_safe("<span>…</span>")


class Card(NamedTuple):
    """What a card shows of a listing, in the words of the page’s language; `focus`, `ways` and `fresh` as (value, label)."""

    address: str
    slug: str
    name: str
    line: tuple[str, ...]
    description: str
    tongue: str
    website: str
    focus: tuple[tuple[str, str], ...]
    ways: tuple[tuple[str, str], ...]
    fresh: tuple[str, str]
    checked: str
    founding: str
    keep: str


def facets(shown: Iterable[Facet], *, matches_all: bool) -> SafeString:
    """Write the filters, each folded up unless something of it is chosen."""
    words = escape(_("chosen"))
    chosen = f' <span class="facet-on">{words}</span>'
    return mark_safe("".join(_facet(facet, chosen, matches_all=matches_all) for facet in shown))  # noqa: S308 (see `_facet`)


def _facet(facet: Facet, chosen: str, *, matches_all: bool) -> str:
    name, words = escape(facet.name), escape(facet.label)
    part = _part(_("What happens if I contact them?")) if name == "police" else ""
    hint = f'<p class="help">{escape(facet.hint)}</p>\n' if facet.hint else ""
    inside = _options(facet, words, hint) if facet.takes_one else _ticks(facet, words, hint, matches_all=matches_all)
    return (
        f'{part}<details class="fold facet"{" open" if facet.is_open else ""}>\n'
        f"<summary>{words}{chosen if facet.is_active else ''}</summary>\n{inside}</details>\n"
    )


def _part(words: str) -> str:
    return f'<h3 class="filters-part">{escape(words)}</h3>'


def _ticks(facet: Facet, words: str, hint: str, *, matches_all: bool) -> str:
    lines = _lines(facet, _ticks_of(facet.name, facet.named), " checked", "</span></label>\n")
    if facet.name == "focus":
        state, all_of_them = " checked" if matches_all else "", escape(_("Must work on all I ticked"))
        box = f'<input type="checkbox" name="focus_match" value="all"{state}>'
        lines += f'<label class="choice choice-all">{box}{all_of_them}</label>\n'
    return f'<fieldset><legend class="unseen">{words}</legend>\n{hint}{lines}</fieldset>\n'


def _options(facet: Facet, words: str, hint: str) -> str:
    name, nothing = escape(facet.name), escape(_("Any"))

    # What no group has is here because it was asked for, so somebody may have typed it.
    remembers = facet.chosen <= facet.counts.keys()
    options = (_options_of if remembers else _options_of.__wrapped__)(facet.named)
    lines = _lines(facet, options, " selected", ")</option>")
    return (
        f'<label class="unseen" for="facet-{name}">{words}</label>\n{hint}<select id="facet-{name}" name="{name}">'
        f'<option value="">{nothing}</option>{lines}</select>\n'
    )


def _lines(facet: Facet, pieces: Pieces, taken: str, end: str) -> str:
    written = []
    for value, before, after in pieces:
        if facet.offers(value):
            count = facet.counts.get(value, 0)
            state = taken if value in facet.chosen else "" if count else " disabled"
            written.append(f"{before}{state}{after}{count}{end}")
    return "".join(written)


# Of every filter in every language.
@lru_cache(maxsize=200)
def _ticks_of(name: str, named: Named) -> Pieces:
    start = f'<label class="choice"><input type="checkbox" name="{escape(name)}" value="'
    return [
        (value, f'{start}{escape(value)}"', f'><span>{escape(label)}</span> <span class="count">')
        for value, label in named
    ]


# Of both lists of places in every language; as they were in an edition before they are not asked for again, and long.
@lru_cache(maxsize=20)
def _options_of(named: Named) -> Pieces:
    return [(value, f'<option value="{escape(value)}"', f">{escape(label)} (") for value, label in named]


def card(told: Card) -> SafeString:
    """Write a card: one line for each fact, so that 25 of them stay light."""
    name = escape(told.name)
    return mark_safe(  # noqa: S308 (a slug and an address need no escaping)
        f'<li class="card">\n<div class="card-main">\n<h3><a href="{told.address}">{name}</a></h3>\n'
        f'<p class="card-meta">{escape(" · ".join(filter(None, told.line)))}</p>\n{_words(told)}{_site(told.website)}'
        f'{_tags(told.focus)}</div>\n<div class="card-side">\n{AWAY}\n{_ways(told.ways)}{_state(told.fresh, told.checked)}'
        f'{_mark(told.founding)}<label class="choice keep"><input type="checkbox" name="group" value="{told.slug}" form="keep">\n'
        f'<span>{escape(told.keep)} <span class="unseen">{name}</span></span></label>\n</div>\n</li>'
    )


def _words(told: Card) -> str:
    of_language = f' lang="{told.tongue}"' if told.tongue else ""
    return f"<p{of_language}>{escape(_beginning(told.description))}</p>\n" if told.description else ""


def _site(website: str) -> str:
    return f'<p class="print-only">{escape(website)}</p>\n' if website else ""


def _mark(words: str) -> str:
    return f'<p class="card-state"><span class="mark">{escape(words)}</span></p>\n' if words else ""


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS]) + "…"


# What few groups of values make is written once for each.
@lru_cache(maxsize=5_000)
def _tags(focus: tuple[tuple[str, str], ...]) -> str:
    return _list("tags", (f'<li class="tag">{escape(area)}' for _value, area in focus))


@lru_cache(maxsize=5_000)
def _ways(ways: tuple[tuple[str, str], ...]) -> str:
    return _list("ways-short", (f"<li>{_icon(kind)}{escape(way)}" for kind, way in ways))


@lru_cache(maxsize=5_000)
def _state(fresh: tuple[str, str], checked: str) -> str:
    value, label = fresh
    return f'<p class="card-state card-{value}">{escape(f"{label}, {checked}" if checked else label)}</p>\n'


def _list(css: str, items: Iterable[str]) -> str:
    inside = "</li>".join(items)
    return f'<ul class="{css}">{inside}</li></ul>\n' if inside else ""


def month(day: date | None, language: str | None) -> str:
    """Say a day’s month in the language in use, which is given because looking it up costs more."""
    return _month(day.year, day.month, language) if day else ""


@lru_cache(maxsize=1_000)
def _month(year: int, number: int, _language: str | None) -> str:
    return date_format(date(year, number, 1), "YEAR_MONTH_FORMAT")


@lru_cache(maxsize=100)
def _icon(kind: str) -> str:
    return render_to_string("directory/_icon.html", {"kind": kind}).strip()


def total(groups: int) -> str:
    return ngettext("%(total)s group", "%(total)s groups", groups) % {"total": groups}


def on_map(shown: int, found: int) -> str:
    """Say how many groups a map shows, and how many are found that it does not."""
    told = ngettext("%(total)s group on this map", "%(total)s groups on this map", shown) % {"total": shown}
    beyond = found - shown
    return ", ".join([told, *([_("%(total)s more elsewhere") % {"total": beyond}] if beyond else [])])


def lines(each: Iterable[str]) -> SafeString:
    """Write the lines of a list."""
    return mark_safe("".join([f"<li>{conditional_escape(one)}</li>" for one in each]))  # noqa: S308 (each is escaped)


def hidden(name: str, values: Iterable[str]) -> SafeString:
    """Write fields of a form that nobody sees."""
    fields = [f'<input type="hidden" name="{name}" value="{escape(value)}">' for value in values]
    return mark_safe("".join(fields))  # noqa: S308 (a value is escaped, and a name is ours)


def distances(chosen: str) -> SafeString:
    """Write the distances to choose from."""
    options = [
        f'<option value="{km}"{" selected" if km == chosen else ""}>{escape(words)}</option>'
        for km, words in distance_choices()
    ]
    return mark_safe("".join(options))  # noqa: S308 (`words` are escaped, and a distance is a number)


def downloads(links: Iterable[Link]) -> SafeString:
    """Write ways to take something away as a file."""
    each = [f'<a href="{escape(link.url)}" rel="nofollow">{escape(link.label)}</a>' for link in links]
    return mark_safe(" · ".join(each))  # noqa: S308 (both are escaped)


def shapes(regions: Iterable[Region]) -> SafeString:
    """Draw the regions of a map, those with groups as links."""
    return mark_safe("".join(_shape(region) for region in regions if region.path))  # noqa: S308 (see `_shape`)


def _shape(region: Region) -> str:
    if not region.groups:
        return f'<path class="map-0" d="{region.path}"/>\n    '
    name = escape(region.name)
    told = ngettext("%(name)s: %(count)s group", "%(name)s: %(count)s groups", region.groups)
    told = escape(told % {"name": region.name, "count": region.groups})
    drawn = f'<path class="map-{region.step}" d="{region.path}"><title>{name}: {region.groups}</title></path>'
    return f'<a href="{escape(region.url)}" aria-label="{told}">{drawn}</a>\n    '


def in_words(regions: Iterable[Region]) -> SafeString:
    """List the regions of a map that have groups."""
    each = [
        f'<li><a href="{escape(region.url)}"><span>{escape(region.name)}</span> <span class="count">{region.groups}</span></a></li>'
        for region in regions
        if region.groups
    ]
    return mark_safe("".join(each))  # noqa: S308 (address and name are escaped)


class Steps:
    """How a list leads on: by links, or where no address may tell what is looked for, by buttons of its form."""

    def __init__(self, *, is_quiet: bool = False) -> None:
        self.is_quiet = is_quiet
        self._remove, self._page = escape(_("Remove")), escape(_("Page"))

    def to(self, link: Link, css: str = "") -> SafeString:
        return self._step(link, escape(link.label), css)

    def taking_off(self, link: Link) -> SafeString:
        """Lead to the question without the part that `link` names."""
        words = f'<span class="unseen">{self._remove} </span>{escape(link.label)} <span aria-hidden="true">✕</span>'
        return self._step(link, words, "chip")

    def counted(self, link: Link) -> SafeString:
        """Lead on, and say how many that finds."""
        return mark_safe(f"{self.to(link)} ({link.count})")  # noqa: S308 (a number)

    def orders(self, links: Iterable[Link]) -> SafeString:
        """Lead to the other orders or kinds of what is here."""
        return mark_safe(" ".join(self._order(link) for link in links))  # noqa: S308 (each is safe)

    def _order(self, link: Link) -> SafeString:
        return self._here(escape(link.label), "true") if link.is_current else self.to(link)

    def page(self, link: Link) -> SafeString:
        """Lead to the page whose number `link` names."""
        words = f'<span class="unseen">{self._page} </span>{escape(link.label)}'
        return self._here(words, "page") if link.is_current else self._step(link, words)

    def _step(self, link: Link, words: str, css: str = "") -> SafeString:
        if self.is_quiet:
            start = f'<button class="step {css}" name="ask" value="{escape(link.query)}">'
            return mark_safe(f"{start}{words}</button>")  # noqa: S308 (`words` is escaped)
        of_class = f' class="{css}"' if css else ""
        return mark_safe(f'<a{of_class} href="{escape(link.url)}">{words}</a>')  # noqa: S308 (`words` is escaped)

    def _here(self, words: str, kind: str) -> SafeString:
        return mark_safe(f'<span aria-current="{kind}">{words}</span>')  # noqa: S308 (`words` is escaped)
