"""Listings as plain text for any printer, screen reader or message: lines of at most 72 columns."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.essentials import Essentials, Told, essentials
from directory.models import OrganizationQuerySet
from directory.wrapping import wrapped

WIDTH = 72
TYPE = "text/plain; charset=utf-8"
RULE = "-" * WIDTH


def download(listings: OrganizationQuerySet, name: str) -> HttpResponse:
    response = HttpResponse(text_of(listings), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return response


def text_of(listings: OrganizationQuerySet) -> str:
    """Write listings out, with a head that says as of when. Lines end as every system can read them."""
    lines = [*_head(), *chain.from_iterable(_entry(essentials(listing)) for listing in listings.for_page())]
    return "".join(f"{line}\r\n" for line in lines)


def _head() -> Iterator[str]:
    today = date_format(timezone.localdate(), "DATE_FORMAT")
    yield settings.SITE_NAME
    yield from _wrap(_("As of %(today)s. Things change: check before you go.") % {"today": today})
    yield from _wrap(_("A long address goes on in the next line: write it without the gap."))


def _entry(group: Essentials) -> Iterator[str]:
    yield from ["", RULE, ""]
    for text in (group.name, group.meta, group.ground, group.unreached):
        yield from _wrap(text)
    yield from _part(group.description)
    yield from _part(_("How to connect").upper(), _connect(group))
    yield from _part(_("At a glance").upper(), chain.from_iterable(map(_told, group.facts)))
    yield from _part(_("What happens if I contact them?").upper(), _contact(group))
    yield from _part("", _wrap(_("Facts: %(checked)s") % {"checked": group.checked}))


def _connect(group: Essentials) -> Iterator[str]:
    if not group.first and not group.ways:
        yield from _wrap(_("We do not know yet how to reach this group."), 2)
    yield from chain.from_iterable(map(_told, group.first))
    for way in group.ways:
        yield from _wrap(way.title, 2)
        if way.warning:
            yield from _wrap(_("Good to know first: %(note)s") % {"note": way.warning}, 4)
        for line in way.lines:
            yield from _told(line, 4)


def _contact(group: Essentials) -> Iterator[str]:
    yield from chain.from_iterable(map(_told, group.contact))
    if group.unknown:
        yield from _wrap(_("Not known, which does not mean no. You can ask first:"), 2)
        for question in group.unknown:
            yield from _wrap(question, 4)


def _part(heading: str, lines: Iterable[str] = ()) -> Iterator[str]:
    """Set a part apart by an empty line; without anything in it there is no part."""
    said = [*_wrap(heading), *lines]
    return iter(["", *said] if said else [])


def _told(told: Told, indent: int = 2) -> Iterator[str]:
    mark = "" if told.label.endswith("?") else ":"
    return _wrap(f"{told.label}{mark} {told.text}" if told.label else told.text, indent)


def _wrap(text: str, indent: int = 0) -> Iterator[str]:
    """Go on two columns further in, so that the beginnings of facts can be found at a glance."""
    margin = " " * indent
    further = "  " if indent else ""
    for number, line in enumerate(wrapped(text, WIDTH - len(margin + further))):
        yield margin + (further if number else "") + line
