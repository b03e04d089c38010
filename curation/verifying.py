"""Verification: what is due to be checked again, what can be confirmed of a listing, and which groups do not answer."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation import keyed
from curation.models import Decision, Verification
from curation.states import Move
from directory.choices import Freshness
from directory.facts import WayFacts
from directory.freshness import LINES, is_over, is_unchecked
from directory.models import Organization, WayToConnect
from directory.record import NAMES, PlainFacts, blank, facts_of

# What is confirmed of a listing beside its ways: in parts, because a call may settle one of them and not the others.
PARTS = {
    "website": (_("Its website"), ("website",)),
    "email": (_("Its e-mail"), ("email",)),
    "phone": (_("Its phone"), ("phone",)),
    "place": (_("Where it is and whom it serves"), ("country", "region", "city", "public_address", "service_areas")),
    "policies": (_("What happens on contact"), ("policies",)),
}
REST = "rest"
LABELS = {**{part: label for part, (label, _names) in PARTS.items()}, REST: _("Everything else it says")}
_IN_PARTS = {"ways", *(name for _label, names in PARTS.values() for name in names)}
# Of what is no part, and says nothing that could be out of date.
_SETTINGS = {"latitude", "longitude", "address_is_open", "address_is_agreed", "publish_leadership"}
_SETTINGS |= {"keep_from_search_engines", "keep_from_open_data"}

# A group that did not answer so many attempts, each so long after the one before, is said to be out of reach.
ATTEMPTS, APART = 2, timedelta(days=14)
REACHES_OUT = frozenset({Verification.How.CALLED, Verification.How.WROTE})


def key_of(way: WayFacts) -> str:
    """Return what a way to connect is known by again, wherever its row is: how, and the address or number it leads to.

    Without those, the words that say when and where. A digest, so that what a group takes out stays in no ledger.
    """
    leads_to = (way.link, way.phone) if way.link or way.phone else (way.label, way.schedule)
    return keyed.digest("\n".join([way.kind, *leads_to]), of="way")[:32]


def names_in(part: str) -> tuple[str, ...]:
    """Name the facts of one part."""
    return PARTS[part][1] if part in PARTS else tuple(name for name in NAMES if name not in _IN_PARTS | _SETTINGS)


def parts_of(facts: PlainFacts) -> list[str]:
    """List the parts of which a listing says anything. With all of them confirmed, its own facts are."""
    nothing = blank()
    return [part for part in LABELS if any(facts[name] != nothing[name] for name in names_in(part))]


def is_whole(listing: Organization, parts: Iterable[str]) -> bool:
    return set(parts_of(facts_of(listing))) <= set(parts)


def due() -> QuerySet[Organization]:
    """List what is due to be checked again, the riskiest and longest overdue first; not who was tried in vain just now."""
    tried = Verification.objects.filter(
        listing=OuterRef("pk"), result=Verification.Result.NO_ANSWER, on__gt=timezone.localdate() - APART
    )
    overdue = Organization.objects.checked_condition(Freshness.OUTDATED)
    overdue |= Organization.objects.checked_condition(Freshness.UNCHECKED)
    lines = WayToConnect.objects.filter(owner=OuterRef("pk"), kind__in=LINES).order_by(
        F("last_confirmed").asc(nulls_first=True)
    )
    has_line = Exists(lines.filter(is_unchecked("last_confirmed") | is_over("last_confirmed", "due", kinds="kind")))
    # All lines have one limit, and so has all the rest: the oldest day is the longest overdue.
    oldest = Case(
        When(has_line, then=Subquery(lines.values("last_confirmed")[:1])), default=Organization.objects.oldest_check()
    )
    listed = Organization.objects.listed().filter(overdue, ~Exists(tried)).alias(oldest=oldest)
    return listed.annotate(is_line=has_line).order_by("-is_line", F("oldest").asc(nulls_first=True), "name", "id")


def unanswered_since(listing: Organization) -> date | None:
    """Return the day of the first of so many attempts in vain that the public should know, if there are so many."""
    counted: list[date] = []
    for event in Verification.objects.filter(listing=listing):
        if event.result != Verification.Result.NO_ANSWER:
            counted = []
        elif not counted or event.on - counted[-1] >= APART:
            counted.append(event.on)
    return counted[0] if len(counted) >= ATTEMPTS else None


def to_decide() -> QuerySet[Organization]:
    """List whom nobody could reach, until somebody has decided to keep the listing all the same."""
    kept = Decision.objects.filter(
        listing=OuterRef("public_id"), kind=Move.KEEP_UNREACHED, at__date__gte=OuterRef("unreached__since")
    )
    return (
        Organization.objects.listed()
        .filter(Q(unreached__isnull=False), ~Exists(kept))
        .order_by("unreached__since", "name")
    )
