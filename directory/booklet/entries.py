"""One entry of a booklet: a listing as lines of a column, in parts that stay together."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.booklet.flow import Flow, Line
from directory.booklet.paper import FACT, NAME, SOFT, STRONG, TEXT
from directory.essentials import Essentials, Told, Way

ABOVE, BELOW_A_HEADING, PART, INSIDE = 14.0, 4.0, 4.0, 8.0


def entry(flow: Flow, group: Essentials, *, is_below_a_heading: bool) -> list[list[Line]]:
    """Set a listing. Its name and how to reach it first come in one part, as does every other way to connect."""
    who = [
        *flow.lines(group.name, NAME, before=BELOW_A_HEADING if is_below_a_heading else ABOVE),
        *flow.lines(group.meta, SOFT),
        *flow.lines(f"{group.ground}." if group.ground else "", SOFT),
        *flow.lines(group.unreached, STRONG),
        *flow.lines(group.description, TEXT, before=2),
    ]
    about = [line for told in group.facts for line in flow.lines(f"{told.label}: {told.text}", FACT)]
    checked = flow.lines(_("Facts: %(checked)s") % {"checked": group.checked}, SOFT, before=PART)
    ways = [list(_way(flow, way)) for way in group.ways]
    contact = [*_apart(list(_contact(flow, group))), *checked]
    return [part for part in ([*who, *_first(flow, group)], *ways, _apart(about), contact) if part]


def _apart(lines: list[Line]) -> list[Line]:
    return [lines[0]._replace(before=PART), *lines[1:]] if lines else []


def _first(flow: Flow, group: Essentials) -> Iterator[Line]:
    if not group.first and not group.ways:
        yield from flow.lines(_("We do not know yet how to reach this group."), TEXT, before=PART)
    for number, told in enumerate(group.first):
        yield from flow.lines(told.text, STRONG, before=0 if number else PART, link=told.link)


def _way(flow: Flow, way: Way) -> Iterator[Line]:
    yield from flow.lines(way.title, STRONG, before=2)
    if way.warning:
        yield from flow.lines(_("Good to know first: %(note)s") % {"note": way.warning}, FACT, indent=INSIDE)
    for told in way.lines:
        yield from _in_a_way(flow, told)


def _in_a_way(flow: Flow, told: Told) -> list[Line]:
    """Numbers are what a person looks for on paper, so they stand out."""
    style = STRONG if told.is_number else FACT
    return flow.lines(f"{told.label}: {told.text}" if told.label else told.text, style, indent=INSIDE, link=told.link)


def _contact(flow: Flow, group: Essentials) -> Iterator[Line]:
    for told in group.contact:
        yield from flow.lines(f"{told.label} {told.text}", FACT)
    if group.unknown:
        unknown = _("Not known, which does not mean no. You can ask first:")
        yield from flow.lines(f"{unknown} {' '.join(group.unknown)}", SOFT, before=2)
