"""Lists of groups in a copy: by letter, and for every question that a page links to. Long ones are cut into pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory import question
from directory.answers import Answer
from directory.cards import cards
from directory.filters import OrganizationFilter
from directory.index import Index
from directory.kept_cards import without_keep
from directory.mirror.addresses import folder_of_question, here, speaking
from directory.mirror.pages import Copy, drawn
from directory.models import Organization

CARDS, NAMES = 50, 250
MOST_CARDS = 500
DIGITS = "0-9"


@dataclass(frozen=True)
class Sheet:
    """A list with its heading and the folder it is in."""

    heading: str
    folder: str
    pks: list[int]
    is_letter: bool = False
    # What the list answers, where it answers a question.
    query: str = ""

    def file(self, number: int) -> str:
        return f"{self.folder}/{'index' if number == 1 else number}.html"

    @property
    def is_of_names(self) -> bool:
        """Whether names and places are enough: by letter, and where so many cards would take hours and help nobody."""
        return self.is_letter or len(self.pks) > MOST_CARDS

    @property
    def pages(self) -> Paginator:
        return Paginator(self.pks, NAMES if self.is_of_names else CARDS)

    @property
    def link(self) -> question.Link:
        return question.Link(self.heading, f"/{self.file(1)}", len(self.pks))


def letters(known: Index) -> list[Sheet]:
    """Sort what is listed by the letter its name begins with, as it is compared; digits count as one."""
    by_letter: dict[str, list[int]] = {}
    for slot in known.in_order_of_name(known.listed):
        folded, _mark, _name = known.key(slot).partition("\0")
        by_letter.setdefault(DIGITS if folded[:1].isdigit() else folded[:1].upper(), []).append(known.pks[slot])
    return [
        Sheet(letter or _("Other"), here(f"a-z/{_file_of(letter)}"), pks, is_letter=True)
        for letter, pks in by_letter.items()
    ]


def answer(known: Index, query: str) -> Sheet:
    """Return the list that answers a question, in the language that is spoken."""
    asked = OrganizationFilter(QueryDict(query), terms=known.terms)
    slots = Answer(asked, known).slots() if asked.is_valid() else iter(())
    pks = [known.pks[slot] for slot in slots]
    return Sheet(question.in_words(asked), folder_of_question(query), pks, query=query if asked.is_valid() else "")


def files(copy: Copy, known: Index, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the file and the content of every page of a list, in the language its folder is in."""
    for page in sheet.pages:
        file = sheet.file(page.number)
        with speaking(f"/{file}"):
            path = reverse("organization_list") if sheet.query else f"/{sheet.file(1)}"
            context = _context(known, sheet, page)
            html = drawn(copy, "directory/mirror/list.html", context, path, sheet.query)
        yield file, html


def _context(known: Index, sheet: Sheet, page: Page) -> dict[str, object]:
    listed = Organization.objects.listed()
    found = listed.in_bulk(list(page)) if sheet.is_of_names else {}
    numbers = page.paginator.get_elided_page_range(page.number)
    return {
        "heading": sheet.heading,
        "query": sheet.query,
        "is_of_names": sheet.is_of_names,
        "total": len(sheet.pks),
        "page": page,
        "organizations": [found[pk] for pk in page if pk in found],
        "cards": [] if sheet.is_of_names else _cards(known, page),
        "numbers": [
            question.Link(str(n), f"/{sheet.file(n)}" if isinstance(n, int) else "", is_current=n == page.number)
            for n in numbers
        ],
    }


def _cards(known: Index, pks: Iterable[int]) -> list[SafeString]:
    return [without_keep(card) for card in cards(known, [known.slots[pk] for pk in pks]).values()]


def _file_of(letter: str) -> str:
    """Name a folder for a letter, in letters that every file system has."""
    return letter.lower() or "other" if letter.isascii() else "-".join(f"{ord(sign):x}" for sign in letter)
