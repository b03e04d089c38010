"""A booklet of listings to print: a PDF with contents, entries by place, and lists of names and focus areas.

Lines are poured into sheets (`flow`), from which the page numbers come, and sheets are drawn (`drawing`).
"""

from collections.abc import Callable, Iterator
from datetime import date

from directory.booklet import lists, notes
from directory.booklet.drawing import Drawing
from directory.booklet.entries import entry
from directory.booklet.flow import Flow, Line, Place
from directory.booklet.lists import Index
from directory.booklet.paper import COUNTRY, PAPERS, REGION, Paper, usual_paper
from directory.booklet.places import Spot, by_place, loaded, spots
from directory.essentials import essentials
from directory.models import FocusArea, Organization, OrganizationQuerySet

__all__ = ["PAPERS", "booklet", "usual_paper"]

# Above it, names have no bookmarks and the list of names no links: a reader's program would be slow to open it.
MOST_WITH_EVERY_LINK = 2000


def booklet(
    listings: OrganizationQuerySet,
    paper: Paper,
    as_of: date,
    *,
    about: str = "",
    told: Callable[[], None] = lambda: None,
) -> bytes:
    """Write a booklet of `listings`; `about` says what they have in common, and `told` is called for each."""
    ordered = spots(listings)
    drawing = Drawing(paper, as_of)
    safety = notes.safety_notes(paper, as_of)
    places = dict.fromkeys(by_place(ordered), 0)
    endings = dict.fromkeys(_endings(), 0)
    # Contents take the same room whatever the numbers are, so they keep their pages and are filled in at the end.
    first = safety.page + 1
    room = lists.contents(paper, first, about, places, endings)
    drawing.add_sheets([notes.title_page(paper, as_of), *safety.sheets])
    for _sheet in room.sheets:
        drawing.add_page()

    entries, index = Flow(paper, first=room.page + 1), Index(has_links=len(ordered) <= MOST_WITH_EVERY_LINK)
    for _entry in _pour(entries, ordered, places, index):
        drawing.add_sheets(entries.full())
        told()
    names = lists.names(paper, entries.page + 1, index)
    areas = lists.areas(paper, names.page + 1, index, [area.said() for area in FocusArea.objects.all()])
    drawing.add_sheets([*entries.sheets, *names.sheets, *areas.sheets])
    endings = dict(zip(endings, [names.first, areas.first], strict=True))
    for page, sheet in enumerate(lists.contents(paper, first, about, places, endings).sheets, start=first):
        drawing.fill(page, sheet)
    return bytes(drawing.output())


def _endings() -> list[str]:
    return [lists.names_title(), lists.areas_title()]


def _pour(flow: Flow, ordered: list[Spot], places: dict[Place, int], index: Index) -> Iterator[None]:
    """Pour the entries one by one, and note on which page each place begins and each name stands."""
    last = Place("", "")
    for place, organization in loaded(ordered):
        headings, bookmarks = _headings(flow, last, place)
        flow.head = place
        if index.has_links:
            bookmarks.append((organization.name, 2 if place.region else 1))
        who, *others = entry(flow, essentials(organization), is_below_a_heading=bool(headings))
        page = flow.pour([*headings, *who], bookmarks=bookmarks)
        for part in others:
            flow.pour(part)
        index.add(organization.names, _areas(organization), page)
        places[place] = places[place] or page
        last = place
        yield


def _headings(flow: Flow, last: Place, place: Place) -> tuple[list[Line], list[tuple[str, int]]]:
    """Say where a new country or region begins."""
    lines: list[Line] = []
    bookmarks: list[tuple[str, int]] = []
    if place.country != last.country:
        lines += flow.lines(place.country, COUNTRY, before=20)
        bookmarks.append((place.country, 0))
    if place.region and place != last:
        lines += flow.lines(place.region, REGION, before=2 if lines else 16)
        bookmarks.append((place.region, 1))
    return lines, bookmarks


def _areas(organization: Organization) -> list[str]:
    return [area.said() for area in organization.focus_areas.all()]
