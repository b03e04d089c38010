"""The year in numbers: what we did, counted from the trail, and blurred so that no number points at anybody.

A month is counted once, when it is over and before `forget` can erase the reasons. A year is published once, when all
its months are counted; then the exact counts of its months are erased. The present year is shown nowhere, so what
waits in the queue changes no page.

Every number is told as the band of five it lies in, "fewer than 5" (none among them), "5 to 9" and so on: each by itself,
totals too. So no small number can be worked out by taking the others from their total, and nothing has to be left out.
"""

from datetime import date
from functools import partial
from itertools import pairwise
from statistics import median
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from curation import rereviews, trail
from curation.models import Decision, DeclineReason, MonthInNumbers, Source, Submission, YearInNumbers
from curation.states import Move
from directory.morning import morning

BAND = 5
APPEAL = "appeal"
# What is about a suggestion of a new group, and what is about anything.
OF_SUGGESTIONS = {
    "received": trail.RECEIVE,
    "listed": Move.PUBLISH,
    "declined": Move.DECLINE,
    "taken_back": Move.TAKE_BACK,
}
OF_ALL = {"taken_down": Move.WITHDRAW, "appeals": APPEAL}


def band(count: int) -> tuple[int, int]:
    """Say a number as the least and the most it can be."""
    least = count - count % BAND
    return least, least + BAND - 1


def close() -> list[YearInNumbers]:
    """Count every month that is over, and publish every year whose months are counted. Does nothing the second time."""
    published = []
    months = _months_that_are_over()
    for month, following in pairwise(months):
        # How many are overdue is only known of today, so of an earlier month nobody can say any more.
        is_latest = following == months[-1]
        with transaction.atomic():
            # Handed over as a function, so that a month is counted only when it has no row yet.
            count = partial(_counts, month, following, is_latest=is_latest)
            MonthInNumbers.objects.get_or_create(month=month, defaults={"counts": count})
            if following.month == 1:
                published.append(_publish(month.year))
    return published


def _months_that_are_over() -> list[date]:
    """List the first day of each month not yet published, up to the present one."""
    this_month = timezone.localdate().replace(day=1)
    first = Decision.objects.order_by("seq").first()
    if first is None:
        return []
    month = timezone.localdate(first.at).replace(day=1)
    if published := YearInNumbers.objects.first():
        month = max(month, date(published.year + 1, 1, 1))
    months = []
    while month <= this_month:
        months.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return months


def _counts(month: date, following: date, *, is_latest: bool) -> dict[str, Any]:
    """Count the lines of one month: something declined, looked at again and listed is counted as both."""
    lines = Decision.objects.filter(at__gte=morning(month), at__lt=morning(following))
    received = Decision.objects.filter(kind=trail.RECEIVE, submission__in=_suggestions().values("uuid"))
    came = dict(received.values_list("submission", "at"))
    about = [line for line in lines.filter(kind__in=OF_SUGGESTIONS.values()) if line.submission in came]
    decided = [line for line in about if line.kind in {Move.PUBLISH, Move.DECLINE}]
    declined = [line.seq for line in about if line.kind == Move.DECLINE]
    return {
        **{name: sum(line.kind == kind for line in about) for name, kind in OF_SUGGESTIONS.items()},
        **{name: lines.filter(kind=kind).count() for name, kind in OF_ALL.items()},
        "recusals": lines.filter(kind=Move.DECLARE, payload__body__has_conflict=True).count(),
        "reasons": {
            reason: lines.filter(seq__in=declined, payload__body__reason=reason).count()
            for reason in DeclineReason.values
        },
        # In order, so that nobody can tell which is whose.
        "days": sorted((line.at - came[line.submission]).days for line in decided if line.submission),
        "overdue": len(rereviews.waiting()) if is_latest else None,
    }


def _suggestions() -> "QuerySet[Submission]":
    """Keep what somebody suggested: the founding list was nobody's suggestion."""
    return Submission.objects.filter(purpose=Submission.Purpose.NEW).exclude(source=Source.DOCUMENT)


def _publish(year: int) -> YearInNumbers:
    """Write the year down, and erase what it was counted from."""
    months = MonthInNumbers.objects.filter(month__year=year)
    body = blurred([month.counts for month in months])
    made, _is_new = YearInNumbers.objects.get_or_create(year=year, defaults={"made_at": timezone.now(), "body": body})
    months.delete()
    return made


def blurred(months: list[dict[str, Any]]) -> dict[str, Any]:
    """Add months up to what may be published. The last of them says how many re-reviews were overdue at the end."""
    days = [day for month in months for day in month["days"]]
    overdue = months[-1]["overdue"]
    names = (*OF_SUGGESTIONS, *OF_ALL, "recusals")
    return {
        **{name: band(sum(month[name] for month in months)) for name in names},
        "reasons": {
            reason: band(sum(month["reasons"].get(reason, 0) for month in months)) for reason in DeclineReason.values
        },
        "median_days": round(median(days)) if len(days) >= BAND else None,
        "overdue": None if overdue is None else band(overdue),
    }
