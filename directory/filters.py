"""The questions a visitor can ask of the directory. It narrows; what is public is decided by `listed()`.

Several values of one name mean any of them (for focus areas the visitor may ask for all). A value nobody knows
makes the whole question invalid: a list that only looks filtered could send somebody to the wrong place.
"""

import math
from collections.abc import Collection, Container, Iterable
from copy import deepcopy
from functools import cached_property
from typing import Any

from django.db.models import Exists, FloatField, OuterRef, Q, QuerySet
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter

from directory import choices, places
from directory.gazetteer import EARTH_RADIUS_KM
from directory.models import Organization, Policy, ServiceArea, WayToConnect
from directory.near import DISTANCES, USUAL_DISTANCE, Here, distance_choices, here
from directory.question_fields import (
    UNKNOWN_VALUE,
    FamilyFilter,
    PlaceFilter,
    RegionFilter,
    WordsFilter,
    is_too_long,
    member,
)
from directory.vocabulary import TERMS, Terms, term_choices

# The filter that asks for each vocabulary.
FILTERS = {"focus_areas": "focus", "languages": "language", "populations": "population"}
VOCABULARY = {name: fact for fact, name in FILTERS.items()}
SORTS = {
    "name": (_("By name"), ("name", "id")),
    "newest": (_("Newest first"), ("-listed_on", "name", "id")),
    "checked": (_("Checked most recently"), (Organization.objects.oldest_check().desc(nulls_last=True), "name", "id")),
}
MATCHES = [("any", _("any of them")), ("all", _("all of them"))]


def _several(label: Any, options: Any, **given: Any) -> MultipleChoiceFilter:
    return MultipleChoiceFilter(label=label, choices=options, distinct=False, error_messages=UNKNOWN_VALUE, **given)


class OrganizationFilter(FilterSet):
    base_filters: Any

    q = WordsFilter(label=_("Search"), method="matching")
    focus = _several(_("Focus area"), (), method="with_focus")
    focus_match = ChoiceFilter(
        label=_("Match"), choices=MATCHES, method="as_it_is", empty_label=None, error_messages=UNKNOWN_VALUE
    )
    level = _several(_("Level"), choices.Level, method="at_level")
    connect = _several(_("How to connect"), choices.Way, method="by_way")
    led_by = _several(_("Who leads it"), choices.Leadership, field_name="leadership")
    near = PlaceFilter(label=_("Near"), method="near_here")
    within = ChoiceFilter(label=_("How far"), choices=distance_choices, method="as_it_is", error_messages=UNKNOWN_VALUE)
    country = ChoiceFilter(
        label=_("Country"), choices=places.country_choices, method="in_country", error_messages=UNKNOWN_VALUE
    )
    region = RegionFilter(label=_("State or region"), method="in_region")
    family = FamilyFilter(label=_("Belongs together with"), method="of_family")
    language = _several(_("Language"), (), method="in_language")
    population = _several(_("Who it is there for"), (), method="there_for")
    kind = _several(_("Kind"), choices.Kind)
    reach = _several(_("How far it reaches"), choices.Reach)
    fresh = _several(_("Facts checked"), choices.Freshness, method="as_fresh_as")
    police = _several(choices.Question.POLICE.label, choices.Answer, method="as_to_policy")
    reporting = _several(choices.Question.REPORTING.label, choices.Answer, method="as_to_policy")
    id = _several(choices.Question.ID.label, choices.Answer, method="as_to_policy")
    immigration = _several(choices.Question.IMMIGRATION.label, choices.Answer, method="as_to_policy")
    faith = _several(choices.Question.FAITH.label, choices.Answer, method="as_to_policy")
    age = _several(choices.Question.AGE.label, choices.Answer, method="as_to_policy")
    cost = _several(choices.Question.COST.label, choices.Answer, method="as_to_policy")
    sort = ChoiceFilter(
        label=_("Order"),
        choices=[(name, label) for name, (label, _order) in SORTS.items()],
        method="in_order",
        error_messages=UNKNOWN_VALUE,
    )

    class Meta:
        model = Organization
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: Any = None, *, terms: Terms | None = None) -> None:
        """`terms` are those that `term_choices` gives, if they are at hand."""
        self._terms, self._queryset = terms, queryset
        # Where the index answers, no filter is needed, and to copy twenty with their fields takes longer than most answers.
        self.base_filters = {}
        super().__init__(self._asked(data), queryset)
        del self.filters

    @cached_property
    def filters(self) -> dict[str, Any]:
        """Copy those filters that the question asks by, as `FilterSet` does with all."""
        made = {name: deepcopy(type(self).base_filters[name]) for name in self.data}
        for name, one in made.items():
            one.model, one.parent = Organization, self
            if name in VOCABULARY:
                one.extra["choices"] = self.terms[VOCABULARY[name]]
            elif name == "family":
                one.extra["among"] = self._among
        return made

    @cached_property
    def _among(self) -> Any:
        """A family is looked for where its members are: who is kept out of an answer is not named in it."""
        return Organization.objects.listed() if self._queryset is None else self._queryset

    @cached_property
    def terms(self) -> Terms:
        return {fact: term_choices(fact) for fact in TERMS} if self._terms is None else self._terms

    @classmethod
    def _asked(cls, data: QueryDict) -> QueryDict:
        """Keep what the question says, once: forms send empty values, and of a name that takes one the last counts."""
        asked = QueryDict(mutable=True)
        for name in data:
            spoken = [text for value in data.getlist(name) if (text := value.replace("\0", " ").strip())]
            if name in cls.base_filters and spoken:
                several = isinstance(cls.base_filters[name], MultipleChoiceFilter)
                asked.setlist(name, list(dict.fromkeys(spoken)) if several else spoken[-1:])
        if "near" not in asked or asked.get("within") == str(USUAL_DISTANCE):
            asked.pop("within", None)
        return asked

    def is_valid(self) -> bool:
        """Whether every value is one we know; a form, and what it has to say, is only made where that is not plain to see."""
        return all(self._is_plain(name) for name in self.data) or bool(super().is_valid())

    def _is_plain(self, name: str) -> bool:
        asked = self.data.getlist(name)
        if name == "q":
            return not any(map(is_too_long, asked))
        if name in ("near", "family"):
            return bool(self.here if name == "near" else self.member)
        if name == "region":
            return all("-" in value and places.is_known(value) for value in asked)
        known: Container[str] = KNOWN.get(name, ())
        if name == "country":
            known = places.country_codes()
        elif name in VOCABULARY:
            known = dict(self.terms[VOCABULARY[name]])
        return all(value in known for value in asked)

    def matching(self, queryset: Any, _name: str, text: str) -> QuerySet[Organization]:
        return queryset.matching(text)

    def as_it_is(self, queryset: Any, _name: str, _value: Any) -> QuerySet[Organization]:
        return queryset

    def with_focus(self, queryset: Any, _name: str, slugs: list[str]) -> QuerySet[Organization]:
        if self.form.cleaned_data.get("focus_match") == "all":
            for slug in slugs:
                queryset = _tagged(queryset, Organization.focus_areas, slug__in=[slug])
            return queryset
        return _tagged(queryset, Organization.focus_areas, slug__in=slugs)

    def at_level(self, queryset: Any, _name: str, levels: list[str]) -> QuerySet[Organization]:
        return _tagged(queryset, Organization.focus_areas, level__in=levels)

    def in_language(self, queryset: Any, _name: str, slugs: list[str]) -> QuerySet[Organization]:
        return _tagged(queryset, Organization.languages, slug__in=slugs)

    def there_for(self, queryset: Any, _name: str, slugs: list[str]) -> QuerySet[Organization]:
        return _tagged(queryset, Organization.populations, slug__in=slugs)

    def by_way(self, queryset: Any, _name: str, ways: list[str]) -> QuerySet[Organization]:
        return queryset.filter(_owning(WayToConnect, kind__in=ways))

    def in_country(self, queryset: Any, _name: str, country: str) -> QuerySet[Organization]:
        return queryset.filter(Q(country=country) | _owning(ServiceArea, country=country))

    def in_region(self, queryset: Any, _name: str, place: tuple[str, str]) -> QuerySet[Organization]:
        country, region = place
        here = {"country": country, "region": region}
        return queryset.filter(Q(**here) | _owning(ServiceArea, **here))

    def near_here(self, queryset: Any, _name: str, meant: list[Here]) -> QuerySet[Organization]:
        place = meant[0]
        found: Any = Q(reach__in=[choices.Reach.ONLINE, choices.Reach.INTERNATIONAL])
        found |= _owning(ServiceArea, country=place.country, region="", city="")
        if place.region:
            in_region = {"country": place.country, "region": place.region}
            found |= Q(**in_region) | _owning(ServiceArea, **in_region)
            found |= Q(reach=choices.Reach.NATIONAL) & (
                Q(country=place.country) | _owning(ServiceArea, country=place.country)
            )
        else:
            found |= Q(country=place.country) | _owning(ServiceArea, country=place.country)
        if place.latitude is not None and place.longitude is not None:
            queryset = queryset.alias(away=distance_km(place.latitude, place.longitude))
            found |= Q(away__lte=self.kilometres)
        return queryset.filter(found)

    @cached_property
    def here(self) -> list[Here]:
        """List what the place in the question may mean, likeliest first."""
        return here(self.data["near"]) if "near" in self.data else []

    @property
    def kilometres(self) -> int:
        return int(self.data.get("within") or USUAL_DISTANCE)

    def of_family(self, queryset: Any, _name: str, _member: Organization) -> QuerySet[Organization]:
        heads = self.family_heads
        return queryset.filter(Q(pk=heads[0]) | Q(parent__in=heads))

    @cached_property
    def member(self) -> Organization | None:
        """The listing whose family is asked for: what it is part of, and the local groups of both."""
        return member(self.data["family"], self._among) if "family" in self.data else None

    @cached_property
    def family_heads(self) -> tuple[int, ...]:
        """Return the keys of the head of that family, and of the member. What is not to be found is no head: nobody sees who else was part of it."""
        if self.member is None:
            return ()
        parent = self.member.parent_id
        head = parent if parent and self._among.filter(pk=parent).exists() else self.member.pk
        return head, self.member.pk

    def as_fresh_as(self, queryset: Any, _name: str, freshness: list[str]) -> QuerySet[Organization]:
        either = Q()
        for value in freshness:
            either |= queryset.model.objects.checked_condition(choices.Freshness(value))
        return queryset.filter(either)

    def as_to_policy(self, queryset: Any, name: str, answers: list[str]) -> QuerySet[Organization]:
        said = _owning(Policy, question=name, answer__in=answers)
        if choices.Answer.UNKNOWN in answers:
            return queryset.filter(said | ~_owning(Policy, question=name))
        return queryset.filter(said)

    def in_order(self, queryset: Any, _name: str, sort: str) -> QuerySet[Organization]:
        return queryset.order_by(*SORTS[sort][1])


# The filters that choose from a closed list, and the values of those; what is written freely is for the form to judge.
CLOSED: dict[str, Any] = {
    name: options
    for name, one in OrganizationFilter.base_filters.items()
    if isinstance(options := one.extra.get("choices"), type)
}
KNOWN = {name: frozenset(options.values) for name, options in CLOSED.items()}
KNOWN |= {"sort": frozenset(SORTS), "focus_match": frozenset(dict(MATCHES)), "within": frozenset(map(str, DISTANCES))}
# What a question is made of; how the answer is ordered is no part of it.
PARTS = tuple(name for name in OrganizationFilter.base_filters if name not in {"sort", "focus_match", "within"})


def unknown(asked: Iterable[str], also: Collection[str] = ()) -> list[str]:
    """List the names in a question that no filter has. The list passes over them; a file would be taken for the answer."""
    return [name for name in asked if name not in OrganizationFilter.base_filters and name not in also]


def distance_km(latitude: float, longitude: float) -> Any:
    """Measure in SQL as `gazetteer.kilometres_from` does; nothing where a listing has no place on the globe."""
    there, east = Radians("centre_latitude"), Radians("centre_longitude")
    here = math.radians(latitude)
    half = Power(Sin((east - math.radians(longitude)) / 2.0), 2) * math.cos(here) * Cos(there)
    share = Power(Sin((there - here) / 2.0), 2) + half
    return 2 * EARTH_RADIUS_KM * ASin(Sqrt(Least(share, 1.0, output_field=FloatField())))


def _owning(model: type[WayToConnect | ServiceArea | Policy], **conditions: Any) -> Exists:
    """Say “has such a row” without multiplying results as a join would."""
    return Exists(model._default_manager.filter(owner=OuterRef("pk"), **conditions))


def _tagged(queryset: Any, field: Any, **having: Any) -> QuerySet[Organization]:
    column = field.field.m2m_reverse_field_name()
    conditions = {f"{column}__{name}": value for name, value in having.items()}
    return queryset.filter(Exists(field.through._default_manager.filter(organization=OuterRef("pk"), **conditions)))
