"""What a booklet is printed on and set in. Every length is in points, from the top left corner."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    width: float
    height: float
    margin: float = 45
    gutter: float = 18
    # Room for the running head above the text and the page number below it.
    head: float = 24
    foot: float = 24

    @property
    def top(self) -> float:
        return self.margin + self.head

    @property
    def bottom(self) -> float:
        return self.height - self.margin - self.foot

    def column_width(self, columns: int) -> float:
        return (self.width - 2 * self.margin - (columns - 1) * self.gutter) / columns


PAPERS = {"letter": Paper(612, 792), "a4": Paper(595.28, 841.89)}
# Where people print on Letter, after Unicode’s CLDR; everywhere else it is A4.
_ON_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])


def usual_paper(countries: Iterable[str]) -> str:
    """Return the paper of the country that most are in; Letter where none is known."""
    counted = Counter(filter(None, countries)).most_common(1)
    return "letter" if not counted or counted[0][0] in _ON_LETTER else "a4"


@dataclass(frozen=True)
class Style:
    """How a line looks; `height` is what it takes, `grey` is 0 for black, and further lines stand in by `hang`."""

    size: float
    height: float
    is_bold: bool = False
    grey: int = 0
    hang: float = 0


TITLE = Style(34, 48, is_bold=True)
LEAD = Style(13, 19)
HEADING = Style(17, 23, is_bold=True)
COUNTRY = Style(15, 20, is_bold=True)
REGION = Style(11.5, 16, is_bold=True)
NAME = Style(10.5, 13.5, is_bold=True)
STRONG = Style(9, 12, is_bold=True)
TEXT = Style(9, 12)
FACT = Style(9, 12, hang=8)
NOTE = Style(10.5, 15)
SOFT = Style(8.5, 11, grey=70)
INDEX = Style(8.5, 11)
