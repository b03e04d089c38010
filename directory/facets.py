"""How many listings each choice would leave: the counts beside the filters.

For every facet all other parts of the question hold and its own does not, so a count says what choosing that
value instead would give; with “all of them”, what adding it would give.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory import choices
from directory.answers import Answer
from directory.index import Index, Named
from directory.labels import headings, label, labels
from directory.vocabulary import Terms


@dataclass(slots=True)
class Choice:
    """One value of a filter, and how many listings choosing it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(slots=True)
class Facet:
    """One filter: every (value, label) there is in order, which of them are chosen, and how many listings each would leave.

    An open list offers of them only what is there or chosen.
    """

    name: str
    label: str
    hint: str
    named: Named
    chosen: Set[str]
    counts: dict[str, int]
    takes_one: bool
    is_open_list: bool

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(value, words, self.counts.get(value, 0), value in self.chosen)
            for value, words in self.named
            if self.offers(value)
        ]

    def offers(self, value: str) -> bool:
        return not self.is_open_list or value in self.counts or value in self.chosen

    @property
    def is_active(self) -> bool:
        return bool(self.chosen)

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded from the start."""
        return self.is_active or self.name == "focus"


SINGLE = frozenset({"country", "region"})
# Open lists show only what is there; closed ones show every choice, so that their order stays the same.
OPEN = frozenset({"country", "region", "language", "population"})
ORDER = (
    "focus", "level", "connect", "country", "region", "language", "population", "led_by", "kind", "reach",
    *choices.Question.values, "fresh",
)  # fmt: skip


def facets(answer: Answer, names: Iterable[str] = ORDER) -> list[Facet]:
    """List the filters called `names` with their choices, counted under a valid question."""
    language = get_language()
    each = (_facet(answer, name, language) for name in names)
    return [facet for facet in each if any(facet.offers(value) for value, _label in facet.named)]


def _facet(answer: Answer, name: str, language: str | None) -> Facet:
    counts, chosen = answer.counts(name), set(answer.data.getlist(name))
    named = _values(answer.index, name, chosen, language)
    hint = _("Only what groups say about themselves in public, or have agreed to show.") if name == "led_by" else ""
    return Facet(
        name, headings(language)[name], hint, named, chosen, counts, takes_one=name in SINGLE, is_open_list=name in OPEN
    )


def _values(index: Index, name: str, chosen: Set[str], language: str | None) -> Named:
    """List the values of a filter in order, as (value, label): of places, those that are there or asked for."""
    if (name, language) not in index.named:
        there = index.by_value(name)
        named = _by_label(there, name, index.terms) if name in SINGLE else (*labels(name, index.terms).items(),)
        index.named[name, language] = named
    if name in SINGLE and not chosen <= index.by_value(name).keys():
        return _by_label({*index.by_value(name), *chosen}, name, index.terms)
    return index.named[name, language]


def _by_label(values: Iterable[str], name: str, terms: Terms) -> Named:
    return tuple(sorted(((value, label(name, value, terms)) for value in values), key=itemgetter(1, 0)))
