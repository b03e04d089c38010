"""A visitor's question as they see it: chips to take a part away, orders, and where else to look."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_filters import MultipleChoiceFilter

from directory import choices, places
from directory.answers import Answer
from directory.exports import KINDS
from directory.filters import PARTS, SORTS, OrganizationFilter
from directory.index import Index
from directory.labels import heading, label
from directory.near import Here, besides, here, in_mexico, perhaps

ELSEWHERE = (choices.Reach.NATIONAL, choices.Reach.INTERNATIONAL, choices.Reach.ONLINE)
PEERS = choices.Way.PEER_LINE
MOST_SUGGESTIONS = 4
# Fewer than this many, and words that name a place were perhaps meant as one.
LITTLE = 5
# Each part costs a search to leave out, and an address can name a hundred parts.
MOST_PARTS_LEFT_OUT = 12
# What is chosen and not written. How far from a place is looked at only beside a place, which is written.
CHOSEN = OrganizationFilter.base_filters.keys() - {"q", "near", "within"}
SEVERAL = {name for name, one in OrganizationFilter.base_filters.items() if isinstance(one, MultipleChoiceFilter)}
LONGEST_PAGE_NUMBER = 4
# Their values say who, without saying whether they lead or are helped.
SAID_WITH_LABEL = frozenset({"led_by", "population"})


@dataclass(frozen=True)
class Link:
    """A way on: words, where it leads, and where counting helps how many it finds."""

    label: str
    url: str
    count: int = 0
    is_current: bool = False

    @property
    def query(self) -> str:
        """Return the question alone, for a page that asks it without an address."""
        return self.url.partition("?")[2]


def list_url(data: QueryDict | None = None, /, **parts: str) -> str:
    """Return the address of the list that answers a question, with `parts` instead of its own."""
    asked = ({} if data is None else dict(data.lists())) | {name: [value] for name, value in parts.items()}
    return address(path("organization_list"), _pairs(asked.items()))


def query(data: QueryDict) -> str:
    """Return a question as addresses ask it."""
    return urlencode(said(data))


def map_url(asked: str, name: str) -> str:
    """Return the address of a map of the same question."""
    return asking(path("region_map", name), asked)


def downloads(asked: str) -> list[Link]:
    """List the files in which one may take the answer away."""
    return [Link(str(label), asking(path("organization_download", kind), asked)) for kind, label in KINDS.items()]


def said(data: QueryDict) -> list[tuple[str, str]]:
    """List all that a question holds, as (name, value)."""
    return _pairs(data.lists())


def _pairs(asked: Iterable[tuple[str, list[Any]]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in asked for value in values]


def path(name: str, *given: str) -> str:
    """Return the path of a page in the language of this one. Only for `given` that are few: paths are remembered."""
    return _path(get_script_prefix(), get_language(), name, *given)


@lru_cache(maxsize=200)
def _path(_prefix: str, _language: str | None, name: str, *given: str) -> str:
    return reverse(name, args=given)


def address(page: str, asked: Iterable[tuple[str, str]]) -> str:
    """Return the address of a page that is asked these (name, value)."""
    return asking(page, urlencode(list(asked)))


def asking(page: str, asked: str) -> str:
    """Return the address of a page that is asked this `query`."""
    return f"{page}?{asked}" if asked else page


def feed_url(asked: str) -> str:
    return asking(path("organization_feed"), asked)


def chips(question: OrganizationFilter, page: str = "") -> list[Link]:
    """List the parts of the question, each with the address without it: of the list, or of another page."""
    page, asked = page or list_url(), said(question.data)
    return [
        Link(_chip_label(question, name, value), address(page, (one for one in asked if one != (name, value))))
        for name, value in parts(question)
    ]


def in_words(question: OrganizationFilter) -> str:
    return "; ".join(_chip_label(question, name, value) for name, value in parts(question))


def parts(question: OrganizationFilter) -> list[tuple[str, str]]:
    """List what the question is made of, as (name, value); order and paging are no part of it."""
    return [(name, value) for name in PARTS if name in question.data for value in question.data.getlist(name)]


def is_chosen(asked: QueryDict) -> bool:
    """Whether a question that was understood holds nothing but what our own pages offer to choose."""
    return all(_is_offered(name, values) for name, values in asked.lists())


def _is_offered(name: str, values: list[Any]) -> bool:
    if name == "page":
        return all(len(value) <= LONGEST_PAGE_NUMBER and value.isdecimal() for value in values)
    # Every part of the world may be asked for, but for those we list. Of a name that takes one value, the others are not looked at.
    is_listed = name != "region" or all(not value or places.is_known(value) for value in values)
    return name in CHOSEN and is_listed and (len(values) == 1 or name in SEVERAL)


def without(data: QueryDict, name: str, value: str) -> QueryDict:
    fewer = data.copy()
    fewer.setlist(name, [kept for kept in data.getlist(name) if kept != value])
    return fewer


def sorts(answer: Answer) -> list[Link]:
    """List the orders one may choose; the usual one of a question for a place or words needs no choosing."""
    data = answer.data
    usual = _("Nearest first") if "near" in data else _("Best match first") if answer.can_rank else ""
    current = answer.sort or ("" if usual else "name")
    links = [
        Link(label, list_url(data, sort=name), is_current=name == current) for name, label in _orders(get_language())
    ]
    if usual:
        links.insert(0, Link(usual, list_url(without(data, "sort", current)), is_current=not current))
    return links


@lru_cache(maxsize=20)
def _orders(_language: str | None) -> list[tuple[str, str]]:
    return [(name, str(label)) for name, (label, _order) in SORTS.items()]


def suggestions(answer: Answer) -> list[Link]:
    """Say where else to look when nothing was found: one part less, or groups that are there from anywhere."""
    fewer = (_left_out(answer, name, value) for name, value in parts(answer.asked)[:MOST_PARTS_LEFT_OUT])
    return [*islice((link for link in fewer if link.count), MOST_SUGGESTIONS), *from_anywhere(answer)]


def from_anywhere(answer: Answer) -> list[Link]:
    """List who is there wherever somebody is, whatever they asked: lines of peers, and groups that reach far."""
    anywhere = (
        _counted(answer, _("Groups that reach: %(reach)s") % {"reach": reach.label}, QueryDict(f"reach={reach.value}"))
        for reach in ELSEWHERE
    )
    peers = _counted(answer, str(PEERS.label), QueryDict(f"connect={PEERS.value}"))
    return [link for link in (peers, *anywhere) if link.count]


def near_instead(answer: Answer) -> list[Link]:
    """Offer groups near a place where the words name one and little has them: many write their town into the first field."""
    words = answer.data.get("q", "")
    if not words or "near" in answer.data or len(answer.found) >= LITTLE or not (named := here(words, is_a_guess=True)):
        return []
    data = answer.data.copy()
    data["near"] = data.pop("q")[-1]
    link = _counted(answer, _("Groups near %(place)s") % {"place": named[0].name}, data)
    return [link] if link.count > len(answer.found) else []


def meant(answer: Answer) -> list[Link]:
    """Offer the words that were perhaps meant, if they find something."""
    return [Link(answer.meant, list_url(answer.data, q=answer.meant))] if answer.meant else []


def apart(answer: Answer) -> list[Link]:
    """Offer each of the words that find nothing together, if it finds something without the others."""
    return [Link(f"“{words}”", list_url(answer.data, q=words), count) for words, count in answer.apart.items()]


def places_meant(answer: Answer) -> list[Link]:
    """Offer the places that were perhaps meant by one that nobody knows."""
    typed = str(answer.data["near"]) if "near" in answer.data and not answer.here else ""
    found = [*_by_post(typed, answer.index), *perhaps(typed)] if typed else []
    return [Link(place.name, list_url(answer.data, near=place.address)) for place in found]


def other_places(answer: Answer) -> list[Link]:
    """List what else the place in the question may mean; the first is what was taken."""
    # Two of one name in one region cannot be told apart here: the larger one stands for both.
    each: dict[str, Here] = {}
    # Whoever asks for Nevada means none of the towns that begin so.
    more = besides(str(answer.data["near"])) if answer.here and answer.here[0].city else []
    for place in (*answer.here, *_by_post(str(answer.data.get("near", "")), answer.index), *more):
        each.setdefault(place.name, place)
    return [Link(place.name, list_url(answer.data, near=place.address)) for place in each.values()]


def _by_post(typed: str, known: Index) -> list[Here]:
    """List where else a postal code may be, if any group is in that country: nobody in Reno wants to be asked about Mexico."""
    return [place for place in in_mexico(typed) if known.having("country", place.country)]


def _left_out(answer: Answer, name: str, value: str) -> Link:
    words = _("Without %(part)s") % {"part": _chip_label(answer.asked, name, value)}
    return _counted(answer, words, without(answer.data, name, value))


def _counted(answer: Answer, label: str, data: QueryDict) -> Link:
    asked = OrganizationFilter(data, terms=answer.index.terms)
    # Its place is read when it is judged.
    return Link(label, list_url(data), len(Answer(asked, answer.index).found) if asked.is_valid() else 0)


def _chip_label(question: OrganizationFilter, name: str, value: str) -> str:
    if name == "q":
        return f"“{value}”"
    if name == "near":
        # Of a postal code nobody sees what it was taken for, and others may have the same.
        is_a_code = any(map(str.isdecimal, value)) and question.here
        return _("Near %(place)s") % {"place": f"{value} ({question.here[0].name})" if is_a_code else value}
    if name == "family":
        return _("Belongs together with %(group)s") % {"group": question.member.name if question.member else value}
    words = label(name, value, question.terms)
    if name in SAID_WITH_LABEL:
        return f"{heading(name)}: {words}"
    return f"{heading(name)} {words}" if name in choices.Question.values else words
