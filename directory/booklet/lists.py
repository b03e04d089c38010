"""What helps to find things in a booklet: the contents before the entries, and the lists of names and areas behind."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from directory.booklet import lettering
from directory.booklet.flow import Flow, Line, Place
from directory.booklet.paper import HEADING, INDEX, REGION, SOFT, STRONG, TEXT, Paper
from directory.search.folding import fold

Pages = dict[str, list[int]]


class Index:
    """On which pages names and focus areas stand, gathered while the entries are poured."""

    def __init__(self, *, has_links: bool) -> None:
        self.has_links = has_links
        self.names: list[tuple[str, int]] = []
        self.areas: Pages = defaultdict(list)

    def add(self, names: Iterable[str], areas: Iterable[str], page: int) -> None:
        self.names += [(name.strip(), page) for name in names]
        for area in areas:
            self.areas[area].append(page)


def names_title() -> str:
    return _("Names")


def areas_title() -> str:
    return _("Focus areas")


def contents(paper: Paper, first: int, about: str, places: dict[Place, int], ends: dict[str, int]) -> Flow:
    """Set the contents. They take as much room whatever the numbers are, so they can be set before these are known."""
    flow = Flow(paper, first=first)
    flow.pour(flow.lines(_("Contents"), HEADING))
    if about:
        words = _("Only groups that fit: %(question)s") % {"question": about}
        flow.pour(flow.lines(words, SOFT, before=3, set_in=lettering.set_and_forget))
    country = ""
    for place, page in places.items():
        if place.country != country:
            country = place.country
            flow.pour(_numbered(flow, country, page, is_heading=True))
        if place.region:
            flow.pour(_numbered(flow, place.region, page))
    for title, page in ends.items():
        flow.pour(_numbered(flow, title, page, is_heading=True))
    return flow


def _numbered(flow: Flow, text: str, page: int, *, is_heading: bool = False) -> list[Line]:
    style = STRONG if is_heading else TEXT
    indent = 0 if is_heading else 8
    lines = lettering.set_in(text, style.size, flow.room - indent - 30, is_bold=style.is_bold)
    above = 6 if is_heading else 0
    return [
        Line(line, style, indent, 0 if number else above, page, str(page) if number == len(lines) - 1 else "")
        for number, line in enumerate(lines)
    ]


def names(paper: Paper, first: int, index: Index) -> Flow:
    flow = Flow(paper, first=first, columns=3)
    flow.head = Place(names_title())
    flow.pour(flow.lines(names_title(), HEADING), bookmarks=[(names_title(), 0)])
    for name, page in sorted(set(index.names), key=lambda told: (fold(told[0]), told)):
        lines = lettering.set_in(name, INDEX.size, flow.room - 26, is_bold=False)
        last = len(lines) - 1
        flow.pour([
            Line(line, INDEX, 6 if number else 0, 0, page if index.has_links else 0, str(page) if number == last else "")
            for number, line in enumerate(lines)
        ])  # fmt: skip
    return flow


def areas(paper: Paper, first: int, index: Index, order: Iterable[str]) -> Flow:
    flow = Flow(paper, first=first)
    flow.head = Place(areas_title())
    flow.pour(flow.lines(areas_title(), HEADING), bookmarks=[(areas_title(), 0)])
    for area in order:
        if pages := index.areas.get(area):
            flow.pour([*flow.lines(area, REGION, before=10), *flow.lines(ranges(pages), TEXT)])
    return flow


def ranges(pages: list[int]) -> str:
    """Write pages as people do: 3, 5–7."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
