"""How many listings each choice would leave: the counts beside the filters.

For every facet all other parts of the question hold and its own does not, so a count says what choosing that
value instead would give; with “all of them”, what adding it would give.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory import choices, places
from directory.answers import Answer
from directory.filters import OrganizationFilter


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    selected: bool

    @property
    def disabled(self) -> bool:
        return not self.count and not self.selected


@dataclass(frozen=True)
class Facet:
    """One filter with its choices. A facet that is not `is_multiple` takes one value."""

    name: str
    label: str
    hint: str
    choices: list[Choice]
    is_multiple: bool = True

    @property
    def is_active(self) -> bool:
        return any(choice.selected for choice in self.choices)


SINGLE = frozenset({"country", "region"})
# Open lists show only what is there; closed ones show every choice, so that their order stays the same.
OPEN = frozenset({"country", "region", "language", "population"})
ORDER = (
    "focus", "level", "connect", "country", "region", "language", "population", "led_by", "kind", "reach",
    *choices.Question.values, "fresh",
)  # fmt: skip


def facets(answer: Answer, names: Iterable[str] = ORDER) -> list[Facet]:
    """List the filters called `names` with their choices, counted under a valid question."""
    return [facet for facet in (_facet(answer, name) for name in names) if facet.choices]


def _facet(answer: Answer, name: str) -> Facet:
    counts, chosen = answer.counts(name), set(answer.data.getlist(name))
    options = [
        Choice(value, label, counts.get(value, 0), value in chosen)
        for value, label in _options(answer.asked, name, counts, chosen)
    ]
    hint = _("Only what groups say about themselves in public, or have agreed to show.") if name == "led_by" else ""
    return Facet(name, str(answer.asked.filters[name].label), hint, options, is_multiple=name not in SINGLE)


def _options(
    question: OrganizationFilter, name: str, counts: dict[str, int], chosen: set[str]
) -> Iterable[tuple[str, str]]:
    shown = set(counts) | chosen
    if name == "region":
        regions = sorted((places.region_name(*value.split("-", 1)), value) for value in shown if "-" in value)
        return [(value, label) for label, value in regions]
    if name == "country":
        return sorted(((value, places.country_name(value)) for value in shown), key=lambda option: option[1])
    labels = question.labels(name)
    return [(value, label) for value, label in labels.items() if name not in OPEN or value in shown]
