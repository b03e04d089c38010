"""What a person needs of a listing on paper, in order and in words: never more than its own page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory import choices, page_facts
from directory.choices import Answer, Ground, Kind
from directory.freshness import Standing
from directory.models import Organization, WayToConnect
from directory.outbound import followable
from directory.translations import said

FACTS = (
    "leadership", "public_address", "reach", "service_areas", "languages", "populations", "focus_areas", "other_names",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One fact: what it is, what is known, and where that leads if it is an address."""

    label: str
    text: str
    link: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Way:
    """One way to connect. `warning` is what is good to know first."""

    title: str
    lines: tuple[Told, ...]
    warning: str = ""


@dataclass(frozen=True)
class Essentials:
    name: str
    meta: str
    description: str
    ground: str
    unreached: str
    first: tuple[Told, ...]
    ways: tuple[Way, ...]
    facts: tuple[Told, ...]
    contact: tuple[Told, ...]
    unknown: tuple[str, ...]
    checked: str


def essentials(organization: Organization) -> Essentials:
    """Read a listing that was loaded with `for_page`."""
    policies = page_facts.policies(organization)
    return Essentials(
        name=f"{organization.name} ({organization.acronym})" if organization.acronym else organization.name,
        meta=" · ".join(filter(None, [str(Kind(organization.kind).label), organization.place])),
        description=said(organization, organization.description),
        ground=str(Ground.FOUNDING.label) if organization.ground == Ground.FOUNDING else "",
        unreached=page_facts.unreached(organization),
        first=tuple(_first(organization)),
        ways=tuple(_way(organization, way) for way in page_facts.ways(organization)),
        facts=tuple(Told(label, text) for label, text in page_facts.told(organization, *FACTS) if text),
        contact=tuple(_contact(organization, policy) for policy in policies if policy["answer"] != Answer.UNKNOWN),
        unknown=tuple(str(policy["question"]) for policy in policies if policy["answer"] == Answer.UNKNOWN),
        checked=_checked(organization.checked),
    )


def _first(organization: Organization) -> Iterable[Told]:
    if organization.phone:
        yield Told(_("Phone"), organization.phone, is_number=True)
    if organization.email:
        yield Told(_("E-mail"), organization.email, f"mailto:{organization.email}")
    if organization.website:
        yield Told(_("Website"), organization.website, followable(organization.website))


def _way(group: Organization, way: WayToConnect) -> Way:
    told = (
        Told("", said(group, way.label)),
        Told("", way.phone, is_number=True),
        Told("", way.link, followable(way.link)),
        Told(_("When"), said(group, way.schedule)),
        Told(_("Languages"), said(group, way.languages)),
        Told(_("For"), said(group, way.who_for)),
        Told("", _checked(way.checked)),
    )
    return Way(
        str(choices.Way(way.kind).label), tuple(line for line in told if line.text), said(group, way.safety_note)
    )


def _contact(group: Organization, policy: dict[str, Any]) -> Told:
    answer = ": ".join(filter(None, [str(policy["answer_label"]), said(group, policy["detail"])]))
    return Told(str(policy["question"]), f"{answer} ({policy['source']}, {_month(policy['as_of'])})")


def _checked(standing: Standing) -> str:
    words = str(standing.word.label)
    return f"{words}, {_month(standing.day)}" if standing.day else words


def _month(day: date) -> str:
    return _month_in(day.year, day.month, get_language())


@lru_cache(maxsize=1000)
def _month_in(year: int, month: int, _language: str | None) -> str:
    return date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")
