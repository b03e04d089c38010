"""Draws sheets into a PDF. The same sheets and day give the same bytes, and nobody is named as author."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils.translation import get_language
from fpdf import FPDF
from fpdf.enums import PageMode
from fpdf.fonts import CoreFont, TTFFont
from fpdf.prefs import ViewerPreferences

from directory.booklet import lettering
from directory.booklet.flow import Mark, Sheet
from directory.booklet.paper import SOFT, Paper, Style


class Drawing(FPDF):
    """A PDF that takes a line of text in a tenth of the time `text` does, as ten thousand listings are half a million.

    The first line of a style on a page goes the library's own way, which tells the page about the font.
    """

    def __init__(self, paper: Paper, as_of: date) -> None:
        super().__init__(unit="pt", format=(paper.width, paper.height))
        self.paper = paper
        self.set_auto_page_break(False)
        self.set_margin(0)
        for is_bold, file in lettering.FILES.items():
            self.add_font(lettering.FAMILY, style="B" if is_bold else "", fname=file)
        self.set_title(settings.SITE_NAME)
        self.set_lang(get_language() or settings.LANGUAGE_CODE)
        self.set_creation_date(datetime.combine(as_of, time(), UTC))
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.page_mode = PageMode.USE_OUTLINES
        self._begun: dict[Style, str] = {}
        self._codes: dict[bool, dict[str, str]] = {True: {}, False: {}}

    def add_sheets(self, sheets: Iterable[Sheet]) -> None:
        for sheet in sheets:
            self.add_page()
            self.fill(self.page, sheet)

    def fill(self, page: int, sheet: Sheet) -> None:
        """Draw a sheet on a page that is there."""
        self.page = page
        self._begun.clear()
        if page > 1:
            self._frame(page, sheet)
        for bookmark in sheet.bookmarks:
            self.set_y(bookmark.y)
            self.start_section(bookmark.title, level=bookmark.level)
        for mark in sheet.marks:
            self._put(mark)

    def _frame(self, page: int, sheet: Sheet) -> None:
        """Draw the running head, from the first part on the page to the last, and the page's number."""
        paper = self.paper
        words = lettering.set_in(_head(sheet), SOFT.size, paper.column_width(1), is_bold=False)
        if words:
            self._put(Mark(paper.margin, paper.margin + 6, words[0], SOFT))
            self.set_draw_color(150)
            self.set_line_width(0.5)
            self.line(paper.margin, paper.margin + 12, paper.width - paper.margin, paper.margin + 12)
        shown = str(page)
        x = paper.width - paper.margin - lettering.width(shown, SOFT.size, is_bold=False)
        self._put(Mark(x, paper.height - paper.margin, shown, SOFT))

    def _put(self, mark: Mark) -> None:
        style = mark.style
        if style in self._begun:
            codes = self._codes[style.is_bold]
            text = "".join([codes.get(letter) or self._code(letter, style) for letter in mark.text])
            self._out(f"{self._begun[style]}{mark.x:.2f} {self.paper.height - mark.y:.2f} Td ({text}) Tj ET Q")
        else:
            self._begin(style)
            self.text(mark.x, mark.y, mark.text)
        if mark.link:
            width = lettering.width(mark.text, style.size, is_bold=style.is_bold)
            target = self.add_link(page=mark.link) if isinstance(mark.link, int) else mark.link
            self.link(mark.x, mark.y - style.size, width, style.height, target)

    def _begin(self, style: Style) -> None:
        self.set_font(lettering.FAMILY, "B" if style.is_bold else "", style.size)
        self.set_text_color(style.grey)
        self._begun[style] = f"q {style.grey / 255:.3f} g BT /F{self._font(style).i} {style.size:.2f} Tf "

    def _font(self, style: Style) -> CoreFont | TTFFont:
        return self.fonts[lettering.FAMILY.casefold() + ("B" if style.is_bold else "")]

    def _code(self, letter: str, style: Style) -> str:
        """Return what stands for a letter inside the parentheses of a PDF string."""
        code = self._font(style).encode_text(letter).removeprefix("(").removesuffix(") Tj")
        self._codes[style.is_bold][letter] = code
        return code


def _head(sheet: Sheet) -> str:
    if not sheet.heads:
        return ""
    first, last = sheet.heads[0], sheet.heads[-1]
    if first == last:
        return first.full
    return f"{first.full} – {last.region if last.region and last.country == first.country else last.full}"
