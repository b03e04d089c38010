"""What the list of groups says to a question, written so that it only has to be put into the page."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from directory import booklet_download, facets, kept, markup, page_facts, question
from directory.answers import Answer, Results
from directory.cards import cards_in_bands, written
from directory.filters import OrganizationFilter
from directory.index import Filters
from directory.kept_cards import groups_keeping, without_a_box
from directory.markup import Steps, lines
from directory.near import USUAL_DISTANCE
from directory.question import Link

PER_PAGE = 25
Words = dict[str, str]
# What the form has fields for even where the question is not understood.
TYPED = ("q", "near", "within", "sort")


def words(answer: Answer, data: QueryDict, keeping: tuple[str, ...], *, is_quiet: bool = False) -> Words:
    """Return what fills the list page. A question that is not valid has an answer with nothing in it, and errors."""
    steps, understood = Steps(is_quiet=is_quiet), answer.asked.is_valid()
    results: Any = Results(answer) if understood else []
    page: Page[Any] = Paginator(results, PER_PAGE).get_page(data.get("page"))
    groups = cards_in_bands(answer, list(page))
    clear = Link(_("Start again"), kept.carrying(question.list_url(), keeping))
    sort, meant = data.get("sort", ""), question.places_meant(answer)
    shown = {
        "groups": written(groups_keeping(groups, keeping)),
        "errors": "" if understood else lines(page_facts.errors(answer.asked.form)),
        "places_meant": _together(" · ", (steps.to(one) for one in kept.links_carrying(meant, keeping))),
        "quiet": "quiet" if is_quiet else "",
        "q": data.get("q", ""),
        "near": data.get("near", ""),
        "distances": markup.distances(data.get("within") or str(USUAL_DISTANCE)),
        "sort": markup.hidden("sort", [sort] if sort else []),
        "carried": _carried(answer.asked, understood=understood),
        "clear": steps.to(clear),
        "today": _written(timezone.localdate(), get_language()),
        "kept": markup.hidden(kept.KEEP, keeping),
        "keeping": _held(len(keeping)),
        "keeping_elsewhere": markup.hidden(kept.GROUP, without_a_box(groups, keeping)),
        "my_list_url": kept.url(keeping),
    }
    if not understood:
        elsewhere = kept.links_carrying(question.from_anywhere(answer), keeping)
        return shown | {"suggestions": lines(map(steps.counted, elsewhere))}
    return shown | _understood(answer, page, steps, keeping, clear)


def _carried(asked: OrganizationFilter, *, understood: bool) -> SafeString:
    """Take along what no field of the form asks: the family, and of a question that is not understood what is right in it."""
    if understood:
        names = ["family"] if "family" in asked.data else []
    else:
        names = [name for name in asked.data if name not in asked.form.errors and name not in TYPED]
    return _together("", (markup.hidden(name, asked.data.getlist(name)) for name in names))


@lru_cache(maxsize=20)
def _written(day: date, _language: str | None) -> str:
    return date_format(day, "DATE_FORMAT")


def _understood(answer: Answer, page: "Page[Any]", steps: Steps, keeping: tuple[str, ...], clear: Link) -> Words:
    def carried(links: list[Link]) -> list[Link]:
        return kept.links_carrying(links, keeping)

    data, asked, total = answer.data, question.query(answer.data), page.paginator.count
    sorts = question.sorts(answer) if total > 1 else []
    suggested = [] if total else question.suggestions(answer)
    places = question.other_places(answer)[1:]
    return {
        "total": markup.total(total),
        "filters": _filters(answer),
        "chips": lines(steps.taking_off(chip) for chip in carried(question.chips(answer.asked))),
        "chips_clear": steps.to(clear, "chips-clear"),
        "sorts": steps.orders(carried(sorts)),
        "is_too_much_to_rank": "too much" if "q" in data and not answer.can_rank else "",
        "pages": lines(_pages(page, asked, steps, keeping)) if page.has_other_pages() else "",
        "place": answer.here[0].name if places else "",
        "places": _together(" · ", map(steps.to, carried(places))),
        "near_instead": _together("", (steps.counted(one) for one in carried(question.near_instead(answer)))),
        "meant": _together("", (steps.to(meant) for meant in carried(question.meant(answer)))),
        "apart": lines(steps.counted(one) for one in carried(question.apart(answer))),
        "suggestions": lines(steps.counted(one) for one in carried(suggested)),
        "clear_button": steps.to(clear, "button"),
        "map_url": question.map_url(asked, "us" if data.get("country") == "US" else "world"),
        "feed_url": "" if steps.is_quiet else question.feed_url(asked),
        "downloads": markup.downloads([*booklet_download.links(asked, total), *question.downloads(asked)]),
    }


def _held(number: int) -> str:
    if not number:
        return ""
    return ngettext("You keep %(number)s group:", "You keep %(number)s groups:", number) % {"number": number}


def _filters(answer: Answer) -> str:
    """Write the filters with their counts; those that everybody sees who has asked nothing yet only when a count is another."""
    if not answer.is_of_all:
        return _drawn(answer)
    language, state = get_language(), (answer.index.edition, timezone.localdate())
    before = answer.index.filters.get(language)
    if before and before.state == state:
        return before.drawn
    counts = {name: answer.counts(name) for name in facets.ORDER}
    drawn = before.drawn if before and before.counts == counts else _drawn(answer)
    answer.index.filters[language] = Filters(state, counts, drawn)
    return drawn


def _drawn(answer: Answer) -> str:
    return markup.facets(facets.facets(answer), matches_all=answer.adds_focus)


def _together(between: str, steps: Iterable[SafeString]) -> SafeString:
    return mark_safe(between.join(steps))  # noqa: S308 (each is safe)


def _pages(page: "Page[Any]", asked: str, steps: Steps, keeping: tuple[str, ...]) -> list[SafeString]:
    """List the steps to other pages; the numbers of most are left out."""
    number, last = page.number, page.paginator.num_pages
    before = question.asking(question.path("organization_list"), f"{asked}&page=" if asked else "page=")

    def link(words: str, to: int) -> Link:
        return Link(words, kept.carrying(f"{before}{to}", keeping), is_current=to == number)

    found = [
        steps.page(link(str(n), n)) if isinstance(n, int) else markup.ELLIPSIS
        for n in page.paginator.get_elided_page_range(number)
    ]
    if number > 1:
        found.insert(0, steps.to(link(_("Previous"), number - 1)))
    if number < last:
        found.append(steps.to(link(_("Next"), number + 1)))
    return found
