"""The lists that organizations are sorted by, as taxonomies, and which question of the directory each term asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory import choices
from directory.hsds import identifiers
from directory.hsds.dictionary import Made, made
from directory.vocabulary import FocusArea, Population

VERSION = "1"


class Taxonomy(NamedTuple):
    slug: str
    name: str | Promise
    meaning: str | Promise


TAXONOMIES = (
    Taxonomy("kind", _("What it is"), _("Organization, local group, network or fund.")),
    Taxonomy(
        "leadership",
        _("Who leads it"),
        _(
            "Only where the group says so in public itself or has agreed that we show it. Nothing follows from its absence."
        ),
    ),
    Taxonomy("reach", _("How far it reaches"), _("From one town to several countries.")),
    Taxonomy(
        "focus-area", _("Focus areas"), _("What it works on, under the three levels of the social-ecological model.")
    ),
    Taxonomy("population", _("Who it is there for"), _("People a group is there for.")),
    Taxonomy("connect", _("Ways to connect"), _("How to take part or get in touch.")),
    Taxonomy("on-contact", _("What happens on contact"), _("Said where it is known; without it nothing is known.")),
)


@dataclass(frozen=True)
class Term:
    """`asks` is the filter of the list that finds it, and with which values."""

    taxonomy: str
    code: str
    record: Made
    asks: tuple[str, tuple[str, ...]]


class Vocabulary:
    """All taxonomies and terms, as they are worded now. `profile` is the address at which they are explained."""

    def __init__(self, profile: str) -> None:
        self.profile = profile
        self.taxonomies = [_taxonomy(taxonomy, profile) for taxonomy in TAXONOMIES]
        self.terms = list(_terms())
        self._records = {(term.taxonomy, term.code): term.record for term in self.terms}

    def record(self, taxonomy: str, code: str) -> Made | None:
        return self._records.get((taxonomy, code))


def _taxonomy(taxonomy: Taxonomy, profile: str) -> Made:
    return made(
        "taxonomy",
        id=identifiers.of_taxonomy(taxonomy.slug),
        name=str(taxonomy.name),
        description=str(taxonomy.meaning),
        uri=profile and f"{profile}#{taxonomy.slug}",
        version=VERSION,
    )


def _terms() -> Iterator[Term]:
    yield from _listed("kind", choices.Kind, "kind")
    yield from _listed("leadership", choices.Leadership, "led_by")
    yield from _listed("reach", choices.Reach, "reach")
    yield from _listed("focus-area", choices.Level, "level")
    for area in FocusArea.objects.all():
        yield _term(
            "focus-area", area.slug, area.said(), ("focus", (area.slug,)), area.said("meaning"), parent=area.level
        )
    for people in Population.objects.all():
        yield _term("population", people.slug, people.said(), ("population", (people.slug,)))
    yield from _listed("connect", choices.Way, "connect")
    for question in choices.Question:
        asks = (question.value, (choices.Answer.YES.value, choices.Answer.NO.value))
        yield _term("on-contact", question.value, str(question.label), asks)


def _listed(taxonomy: str, values: type[TextChoices], asked_by: str) -> Iterator[Term]:
    return (_term(taxonomy, value, str(label), (asked_by, (value,))) for value, label in values.choices)


def _term(
    taxonomy: str, code: str, name: str, asks: tuple[str, tuple[str, ...]], meaning: str = "", parent: str = ""
) -> Term:
    record = made(
        "taxonomy_term",
        id=identifiers.of_taxonomy(taxonomy, code),
        code=code,
        name=name,
        description=meaning or name,
        parent_id=identifiers.of_taxonomy(taxonomy, parent) if parent else None,
        taxonomy=str(_NAMES[taxonomy]),
        taxonomy_id=identifiers.of_taxonomy(taxonomy),
        language=get_language(),
    )
    return Term(taxonomy, code, record, asks)


_NAMES = {taxonomy.slug: taxonomy.name for taxonomy in TAXONOMIES}
