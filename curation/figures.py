"""How we are doing, in numbers: what waits and how long, what came in and was decided, who has how much in hand.

Nothing that a conflict of interest has closed to whoever looks is counted, and nothing is counted by what somebody
found or recommended. How much one reviewer does is told to themselves and to those who administer.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curation import conflicts
from curation.models import Decision, Review, Source, Submission
from curation.review.taking import REVIEW
from curation.states import OPEN, Move, State
from directory.morning import morning

WEEKS = 8
LATELY = timedelta(days=30)
DECIDING = [Move.PUBLISH, Move.DECLINE]
ADMINISTER = "auth.change_user"
# Days from which, label: what is open, by how long it has waited.
AGES: list[tuple[int, str | Promise]] = [
    (0, _("under 1 week")), (7, _("1–4 weeks")), (28, _("1–3 months")), (90, _("longer")),
]  # fmt: skip


class Week(NamedTuple):
    """`days`: within how many days half of what was decided in this week had been decided; none without decisions."""

    begins: date
    received: int
    decided: int
    days: float | None


@dataclass(frozen=True)
class Load:
    """How much somebody has begun and not finished, and how much they finished lately, whatever they recommended.

    `signed_in`: when they last did, for each by themselves; none if they never have.
    """

    who: str
    in_hand: int
    finished: int
    signed_in: datetime | None = None


def may_see(user: User) -> bool:
    return user.has_perm(REVIEW) or user.has_perm(ADMINISTER)


def weeks(user: User) -> list[Week]:
    """List the last weeks, the present one last."""
    today = timezone.localdate()
    first = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    received = _received(user, first)
    waited = _waited(user, first)
    begins = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [
        Week(day, received.get(day, 0), len(waited[day]), median(waited[day]) if waited[day] else None)
        for day in begins
    ]


def ages(user: User) -> list[tuple[str | Promise, int]]:
    """Count what is open by how long ago it came in."""
    until = [timezone.now() - timedelta(days=days) for days, _label in AGES]
    after = [*until[1:], None]
    counts = {
        f"band_{number}": Count("pk", filter=_came(*between))
        for number, between in enumerate(zip(after, until, strict=True))
    }
    counted = _counted_for(user).filter(state__in=OPEN).aggregate(**counts)
    return [(label, counted[f"band_{number}"]) for number, (_days, label) in enumerate(AGES)]


def loads(user: User) -> list[Load]:
    """List who has how much in hand: everybody by name for those who administer, else oneself and all others together.

    Whoever has nothing and has not come is listed by name too: it is they who are missed.
    """
    in_hand, finished = _in_hand(user), _finished(user)
    if user.has_perm(ADMINISTER):
        came = _signed_in()
        names = sorted({*in_hand, *finished, *came})
        return [Load(name, in_hand[name], finished[name], came.get(name)) for name in names]
    own = user.get_username()
    you = Load(str(_("You")), in_hand[own], finished[own])
    others = Load(str(_("Your colleagues together")), in_hand.total() - you.in_hand, finished.total() - you.finished)
    return [you, others]


def _counted_for(user: User) -> QuerySet[Submission]:
    return Submission.objects.exclude(conflicts.closed_to(user))


def _received(user: User, first: date) -> dict[date, int]:
    """Count what came in by the Monday of its week. The founding list came with the site, and what was taken back is no work."""
    came = _counted_for(user).filter(received_at__gte=morning(first)).exclude(source=Source.DOCUMENT)
    by_week = came.exclude(state=State.TAKEN_BACK).order_by().annotate(week=TruncWeek("received_at"))
    return {timezone.localdate(week): count for week, count in by_week.values_list("week").annotate(Count("pk"))}


def _waited(user: User, first: date) -> defaultdict[date, list[float]]:
    """Collect, by the Monday of the week of a decision, how many days what was decided had waited."""
    lines = Decision.objects.filter(kind__in=DECIDING, at__gte=morning(first))
    received = dict(_counted_for(user).filter(uuid__in=lines.values("submission")).values_list("uuid", "received_at"))
    waited: defaultdict[date, list[float]] = defaultdict(list)
    for submission, at in lines.values_list("submission", "at"):
        if submission in received:
            day = timezone.localdate(at)
            waited[day - timedelta(days=day.weekday())].append((at - received[submission]) / timedelta(days=1))
    return waited


def _in_hand(user: User) -> Counter[str]:
    """Count, by handle, what each has begun or claimed and not finished."""
    in_review = _counted_for(user).filter(state=State.IN_REVIEW)
    begun = Review.objects.filter(
        submission__in=in_review, is_recused=False, recommendation="", reviewer__is_active=True, set_aside=None
    ).values_list("reviewer__username", "submission")
    claimed = in_review.filter(claimed_until__gt=timezone.now(), claimed_by__isnull=False)
    pairs = {*begun, *claimed.values_list("claimed_by__username", "pk")}
    return Counter(name for name, _submission in pairs)


def _signed_in() -> dict[str, datetime | None]:
    """Say, by handle, when each who reviews last signed in."""
    reviewers = User.objects.with_perm(REVIEW, include_superusers=False)
    return dict(reviewers.values_list("username", "last_login"))


def _finished(user: User) -> Counter[str]:
    since = timezone.now() - LATELY
    done = Review.objects.filter(submission__in=_counted_for(user), recommended_at__gt=since, reviewer__isnull=False)
    return Counter(done.exclude(recommendation="").values_list("reviewer__username", flat=True))


def _came(after: datetime | None, until: datetime) -> Q:
    return Q(received_at__lte=until) & (Q(received_at__gt=after) if after else Q())
