"""What the list of groups shows for a question, ready to print."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory import booklet_download, facets, kept, markup, page_facts, question
from directory.answers import Answer, Results
from directory.cards import cards_in_bands
from directory.kept_cards import groups_keeping, without_a_box
from directory.markup import Steps
from directory.near import USUAL_DISTANCE, distance_choices
from directory.question import Link

PER_PAGE = 25


def context(answer: Answer, data: QueryDict, *, is_quiet: bool = False) -> dict[str, Any]:
    """Return the context of the list page. A question that is not valid has an answer with nothing in it, and errors."""
    steps, keeping = Steps(is_quiet=is_quiet), kept.read(data, kept.KEEP).slugs
    understood = answer.asked.is_valid()
    page: Page[Any] = Paginator(_results(answer, understood=understood), PER_PAGE).get_page(data.get("page"))
    groups = cards_in_bands(answer, list(page))
    clear = Link(_("Start again"), kept.carrying(question.list_url(), keeping))
    shown = {
        "groups": groups_keeping(groups, keeping),
        "total": page.paginator.count,
        "errors": [] if understood else page_facts.errors(answer.asked.form),
        "quiet": is_quiet,
        "q": data.get("q", ""),
        "near": data.get("near", ""),
        "within": data.get("within") or str(USUAL_DISTANCE),
        "distances": distance_choices(),
        "sort": data.get("sort", ""),
        "clear": steps.to(clear),
        "keeping": keeping,
        "keeping_elsewhere": without_a_box(groups, keeping),
        "my_list_url": kept.url(keeping),
    }
    return shown | (_understood(answer, page, steps, keeping, clear) if understood else {})


def _results(answer: Answer, *, understood: bool) -> Any:
    return Results(answer) if understood else []


def _understood(
    answer: Answer, page: "Page[Any]", steps: Steps, keeping: tuple[str, ...], clear: Link
) -> dict[str, Any]:
    def carried(links: list[Link]) -> list[Link]:
        return kept.links_carrying(links, keeping)

    data, total = answer.data, page.paginator.count
    return {
        "filters": markup.facets(facets.facets(answer), matches_all=answer.adds_focus),
        "chips": [steps.taking_off(chip) for chip in carried(question.chips(answer.asked))],
        "chips_clear": steps.to(clear, "chips-clear"),
        "sorts": [steps.order(order) for order in carried(question.sorts(answer))],
        "is_too_much_to_rank": "q" in data and not answer.can_rank,
        "pages": _pages(page, data, steps, keeping) if page.has_other_pages() else [],
        "place": answer.here[0].name if len(answer.here) > 1 else "",
        "places": [steps.to(place) for place in carried(question.other_places(answer)[1:])],
        "near_instead": [(steps.to(one), one.count) for one in carried(question.near_instead(answer))],
        "meant": [steps.to(meant) for meant in carried(question.meant(answer))],
        "suggestions": [] if total else [(steps.to(one), one.count) for one in carried(question.suggestions(answer))],
        "clear_button": steps.to(clear, "button"),
        "map_url": question.map_url(data, "us" if data.get("country") == "US" else "world"),
        "feed_url": "" if steps.is_quiet else question.feed_url(data),
        "downloads": [*booklet_download.links(data, total), *question.downloads(data)],
    }


def _pages(page: "Page[Any]", data: QueryDict, steps: Steps, keeping: tuple[str, ...]) -> list[SafeString]:
    """List the steps to other pages; the numbers of most are left out."""
    number, last = page.number, page.paginator.num_pages

    def link(words: str, to: int) -> Link:
        return Link(words, kept.carrying(question.list_url(data, page=str(to)), keeping), is_current=to == number)

    found = [
        steps.page(link(str(n), n)) if isinstance(n, int) else markup.ELLIPSIS
        for n in page.paginator.get_elided_page_range(number)
    ]
    if number > 1:
        found.insert(0, steps.to(link(_("Previous"), number - 1)))
    if number < last:
        found.append(steps.to(link(_("Next"), number + 1)))
    return found
