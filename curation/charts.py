"""Bars drawn on the server: numbers in, shapes and the same numbers in words out. A template prints them.

Every bar says its number, series differ by more than their colour, and no shape is placed by a style: the pages
allow none. All measures are whole numbers, for a fraction would be written with a comma in some languages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar, NamedTuple

WIDTH, HEIGHT = 480, 260
# Above the plot there is room for a number, below it for a label of two lines.
TOP, BOTTOM, LINE = 30, 205, 22
GAP = 10
# About so wide is a letter of a label.
LETTER = 10


class Bar(NamedTuple):
    """`series` says which it belongs to; `said` is its number as it is written above it."""

    series: int
    x: int
    y: int
    width: int
    height: int
    said: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def above(self) -> int:
        return self.y - 6


class Label(NamedTuple):
    """One line of a label."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Chart:
    """`code` makes its ids. `rows` are the same numbers to be read as a table: a label and what is said of each series."""

    code: str
    title: str
    sentence: str
    series: list[str]
    bars: list[Bar]
    labels: list[Label]
    rows: list[tuple[str, list[str]]]

    view_box: ClassVar[str] = f"0 0 {WIDTH} {HEIGHT}"
    width: ClassVar[int] = WIDTH
    bottom: ClassVar[int] = BOTTOM


def bars(
    code: str,
    title: str,
    sentence: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
) -> Chart:
    """Draw the series beside each other at each label, which may have two lines. Where there is no number there is no bar."""
    # At least one: what is said as 0 must not fill the height.
    most = max([1, *(value or 0 for _name, values in series for value in values)])
    room = WIDTH // max(len(labels), 1)
    width = (room - GAP) // len(series)
    drawn = [
        _bar(number, at * room + GAP // 2 + number * width, width - 2, value, most)
        for at in range(len(labels))
        for number, (_name, values) in enumerate(series)
        if (value := values[at]) is not None
    ]
    rows = [
        (" ".join(label.split()), [_said(values[at]) for _name, values in series]) for at, label in enumerate(labels)
    ]
    lines = [line for at, label in enumerate(labels) for line in _lines(label, at * room + room // 2, room)]
    return Chart(code, title, sentence, [name for name, _values in series], drawn, lines, rows)


def _lines(label: str, middle: int, room: int) -> list[Label]:
    found = [line for part in label.splitlines() for line in wrap(part, room // LETTER, break_long_words=False)]
    return [Label(middle, BOTTOM + LINE * number, line) for number, line in enumerate(found, start=1)]


def _bar(series: int, x: int, width: int, value: float, most: float) -> Bar:
    height = round((BOTTOM - TOP) * value / most)
    return Bar(series, x, BOTTOM - height, width, height, _said(value))


def _said(value: float | None) -> str:
    return "–" if value is None else str(round(value))
