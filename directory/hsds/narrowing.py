"""Which listings answer a partner's question. It narrows what it is given, by the means that the public list has."""

from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.choices import Reach
from directory.filters import OrganizationFilter, distance_km
from directory.hsds.questions import Question, Refused
from directory.hsds.taxonomies import Term
from directory.hsds.writing import Writing
from directory.models import Moment, OrganizationQuerySet, ServiceArea
from directory.near import Here

METRES_IN_A_KM = 1000


def narrowed(listed: OrganizationQuerySet, asked: Question, writing: Writing) -> OrganizationQuerySet:
    if asked["search"]:
        listed = listed.matching(asked["search"])
    if asked["organization_id"]:
        listed = listed.filter(public_id=asked["organization_id"])
    for identifier in asked["taxonomy_term_id"]:
        terms = [term for term in writing.vocabulary.terms if term.record["id"] == str(identifier)]
        listed = listed.filter(_having_any(listed, terms, "taxonomy_term_id", identifier))
    for identifier in asked["taxonomy_id"]:
        terms = [term for term in writing.vocabulary.terms if term.record["taxonomy_id"] == str(identifier)]
        listed = listed.filter(_having_any(listed, terms, "taxonomy_id", identifier))
    if asked["modified_after"]:
        listed = _changed_since(listed, asked["modified_after"], writing)
    return _around(listed, asked["postcode"], asked["proximity"]) if asked["postcode"] else listed


def _having_any(listed: OrganizationQuerySet, terms: list[Term], field: str, identifier: UUID) -> Q:
    if not terms:
        raise Refused(field, _("“%(id)s” is none of ours.") % {"id": identifier})
    values: dict[str, list[str]] = {}
    for term in terms:
        name, asks = term.asks
        values.setdefault(name, []).extend(asks)
    each = (_asked(listed, name, asks) for name, asks in values.items())
    return reduce(or_, (Q(pk__in=found.order_by().values("pk")) for found in each))


def _asked(listed: OrganizationQuerySet, name: str, values: list[str]) -> Any:
    data = QueryDict(mutable=True)
    data.setlist(name, values)
    return OrganizationFilter(data, queryset=listed).qs


def _changed_since(listed: OrganizationQuerySet, moment: Any, writing: Writing) -> OrganizationQuerySet:
    """Keep what changed then or later. When terms are worded anew, whatever may carry one has changed."""
    if writing.words_changed_at and writing.words_changed_at >= moment:
        return listed
    first = Moment.objects.filter(begun_at__gte=moment).aggregate(first=Min("number"))["first"]
    return listed.none() if first is None else listed.filter(changed_in__gte=first)


def _around(listed: OrganizationQuerySet, here: Here, metres: int | None) -> OrganizationQuerySet:
    """Keep what is so near, or without a distance what serves the place."""
    if metres is None:
        return listed.filter(_serving(here))
    away = distance_km(here.latitude or 0.0, here.longitude or 0.0)
    return listed.alias(away=away).filter(away__lte=metres / METRES_IN_A_KM)


def _serving(here: Here) -> Q:
    """As `services` writes service areas: the group's own town, state or country if it reaches no further, and those it names."""
    town = Q(country=here.country, region=here.region, city__iexact=here.city)
    state = Q(country=here.country, region=here.region)
    own = Q(reach=Reach.LOCAL) & (town | Q(state, city="") | Q(country=here.country, region="", city=""))
    own |= Q(reach=Reach.STATE) & (state | Q(country=here.country, region=""))
    own |= Q(reach=Reach.NATIONAL, country=here.country)
    rows = town | Q(state, city="") | Q(country=here.country, region="", city="")
    return own | Q(Exists(ServiceArea.objects.filter(rows, owner=OuterRef("pk"))))
