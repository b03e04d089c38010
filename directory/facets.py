"""How many listings each choice would leave: the counts beside the filters.

For every facet all other parts of the question hold and its own does not, so a count says what choosing that
value instead would give; with “all of them”, what adding it would give. Counting is behind `_counts`.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from directory import choices, places
from directory.filters import OrganizationFilter
from directory.models import Organization, Policy, ServiceArea, WayToConnect


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
POLICIES = frozenset(choices.Question.values)
COLUMNS = {"kind": "kind", "reach": "reach", "led_by": "leadership"}
ORDER = (
    "focus", "level", "connect", "country", "region", "language", "population", "led_by", "kind", "reach",
    *choices.Question.values, "fresh",
)  # fmt: skip


def facets(question: OrganizationFilter, names: Iterable[str] = ORDER) -> list[Facet]:
    """List the filters called `names` with their choices, counted under the valid `question`."""
    return [facet for facet in (_facet(question, name) for name in names) if facet.choices]


def _facet(question: OrganizationFilter, name: str) -> Facet:
    counts, chosen = _counts(_others(question, name), name), set(question.data.getlist(name))
    options = [
        Choice(value, label, counts.get(value, 0), value in chosen)
        for value, label in _options(question, name, counts, chosen)
    ]
    hint = _("Only what groups say about themselves in public, or have agreed to show.") if name == "led_by" else ""
    return Facet(name, str(question.filters[name].label), hint, options, is_multiple=name not in SINGLE)


def _others(question: OrganizationFilter, name: str) -> QuerySet[Organization]:
    """Ask the question without the part called `name`."""
    adds = name == "focus" and question.data.get("focus_match") == "all"
    if adds or name not in question.data:
        return question.qs
    data = question.data.copy()
    data.pop(name, None)
    return OrganizationFilter(data, queryset=question.queryset).qs


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


def _counts(found: QuerySet[Organization], name: str) -> dict[str, int]:
    """Count, by value, the organizations in `found` that the filter called `name` would keep for that value."""
    found = found.order_by()
    if name in COLUMNS:
        return _tally(found.exclude(**{COLUMNS[name]: ""}).values_list(COLUMNS[name]).annotate(Count("pk")))
    if name in POLICIES:
        said = _tally(_rows(Policy, found).filter(question=name).values_list("answer").annotate(Count("owner")))
        return said | {choices.Answer.UNKNOWN.value: found.count() - sum(said.values())}
    if name == "fresh":
        each = {f.value: Count("pk", filter=Organization.objects.checked_condition(f)) for f in choices.Freshness}
        return {
            value.removeprefix("f_"): n
            for value, n in found.aggregate(**{f"f_{k}": c for k, c in each.items()}).items()
        }
    if name == "connect":
        return _tally(_rows(WayToConnect, found).values_list("kind").annotate(Count("owner", distinct=True)))
    if name in {"country", "region"}:
        return _place_counts(found, name)
    fields: dict[str, tuple[Any, str]] = {
        "focus": (Organization.focus_areas, "focusarea__slug"),
        "level": (Organization.focus_areas, "focusarea__level"),
        "language": (Organization.languages, "language__slug"),
        "population": (Organization.populations, "population__slug"),
    }
    field, column = fields[name]
    tagged = field.through._default_manager.filter(organization__in=found.values("pk"))
    return _tally(tagged.values_list(column).annotate(Count("organization", distinct=True)))


def _place_counts(found: QuerySet[Organization], name: str) -> dict[str, int]:
    """A group counts once for a place, whether it is there, serves it, or both."""
    own = found.values_list("pk", "country", "region")
    served = _rows(ServiceArea, found).values_list("owner_id", "country", "region")
    if name == "country":
        return Counter(country for _pk, country in {(pk, country) for pk, country, _r in [*own, *served] if country})
    return Counter(f"{c}-{r}" for _pk, c, r in {*own, *served} if c and r)


def _rows(model: type[WayToConnect | ServiceArea | Policy], found: QuerySet[Organization]) -> QuerySet[Any]:
    return model._default_manager.filter(owner__in=found.values("pk")).order_by()


def _tally(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    return dict(pairs)
