"""Pours lines into the columns of sheets, and remembers where everything came to lie. Nothing is drawn here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from directory.booklet import lettering
from directory.booklet.paper import Paper, Style


class Place(NamedTuple):
    """A part of a booklet, as its running head names it."""

    country: str
    region: str = ""

    @property
    def full(self) -> str:
        return f"{self.country}: {self.region}" if self.region else self.country


class Line(NamedTuple):
    """A line as it will be seen. `link` is an address, or the number of a page of the booklet."""

    text: str
    style: Style
    indent: float = 0
    before: float = 0
    link: str | int = ""
    right: str = ""

    @property
    def height(self) -> float:
        return self.before + self.style.height


class Mark(NamedTuple):
    """A line in its place: `y` is the line letters stand on."""

    x: float
    y: float
    text: str
    style: Style
    link: str | int = ""


class Bookmark(NamedTuple):
    title: str
    level: int
    y: float


@dataclass(slots=True)
class Sheet:
    """One page. `heads` are the running heads of what begins or goes on there."""

    marks: list[Mark] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    heads: list[Place] = field(default_factory=list)


class Flow:
    """Sheets that are being filled, numbered from `first`."""

    def __init__(self, paper: Paper, *, first: int, columns: int = 2) -> None:
        self.paper, self.first, self.columns = paper, first, columns
        self.room = paper.column_width(columns)
        self.sheets: list[Sheet] = []
        self._taken = 0
        self.head: Place | None = None
        self._column, self._y = columns, paper.top

    @property
    def page(self) -> int:
        """The number of the page that is being filled."""
        return self.first + self._taken + len(self.sheets) - 1

    def full(self) -> list[Sheet]:
        """Hand over the sheets to which nothing will be added, so that a thick booklet need not be held whole."""
        full, self.sheets = self.sheets[:-1], self.sheets[-1:]
        self._taken += len(full)
        return full

    def lines(
        self,
        text: str,
        style: Style,
        *,
        indent: float = 0,
        before: float = 0,
        link: str = "",
        set_in: Any = lettering.set_in,
    ) -> list[Line]:
        """Set `text` in a column. Only the first line keeps its distance from what stands above; the others stand in by `hang`."""
        room = self.room - indent - style.hang
        first, *others = set_in(text, style.size, room, is_bold=style.is_bold) or ("",)
        further = [Line(line, style, indent + style.hang, link=link) for line in others]
        return [Line(first, style, indent, before, link), *further] if first else []

    def pour(self, lines: list[Line], *, bookmarks: Iterable[tuple[str, int]] = ()) -> int:
        """Put lines down, together if a column can hold them, and return the number of the page they begin on."""
        height = sum(line.height for line in lines)
        if height > self._left and (height <= self._whole or self._left < self._whole / 4):
            self._next_column()
        started = self._started(lines[0]) if lines else self.page
        self.sheets[-1].bookmarks.extend(Bookmark(title, level, self._y) for title, level in bookmarks)
        for line in lines:
            self._put(line)
        return started

    def _started(self, line: Line) -> int:
        if line.height > self._left:
            self._next_column()
        return self.page

    def _put(self, line: Line) -> None:
        if line.height > self._left:
            self._next_column()
        at_top = self._y == self.paper.top
        sheet, style = self.sheets[-1], line.style
        if self.head and (not sheet.heads or sheet.heads[-1] != self.head):
            sheet.heads.append(self.head)
        x = self.paper.margin + self._column * (self.room + self.paper.gutter)
        self._y += style.height + (0 if at_top else line.before)
        baseline = self._y - (style.height - style.size) / 2 - style.size * 0.2
        sheet.marks.append(Mark(x + line.indent, baseline, line.text, style, line.link))
        if line.right:
            taken = lettering.width(line.right, style.size, is_bold=style.is_bold)
            sheet.marks.append(Mark(x + self.room - taken, baseline, line.right, style, line.link))

    @property
    def _left(self) -> float:
        return self.paper.bottom - self._y if self._column < self.columns else 0

    @property
    def _whole(self) -> float:
        return self.paper.bottom - self.paper.top

    def _next_column(self) -> None:
        self._column += 1
        self._y = self.paper.top
        if self._column >= self.columns:
            self.sheets.append(Sheet())
            self._column = 0
