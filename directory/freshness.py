"""How long what was checked holds, by what goes wrong if it no longer does; the one place that says so.

A line where a person answers is what somebody in danger turns to, so it is looked after more often than the rest. A
listing is as fresh as the riskiest of what it says: its own facts, and each way to connect. `Standing` says it in Python,
for pages and for the index; `is_over` and `is_unchecked` say the same in SQL, and a test compares the two.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from directory.choices import Freshness, Way

LINES = frozenset({Way.PEER_LINE.value, Way.CHAT.value})


class Limits(NamedTuple):
    """After how many days it is called ageing, and after how many it is out of date and due to be checked again."""

    ages: int
    due: int


LINE_LIMITS = Limits(ages=45, due=90)


def limits(kind: str = "") -> Limits:
    """Return the limits of one kind of way to connect, or of a listing's own facts."""
    usual = Limits(settings.FRESH_DAYS, settings.OUTDATED_DAYS)
    return Limits(*map(min, usual, LINE_LIMITS)) if kind in LINES else usual


class Standing(NamedTuple):
    """The day from which something is ageing, the day from which it is due, and the day it was checked."""

    ages_on: date
    due_on: date
    checked_on: date

    @property
    def day(self) -> date | None:
        """The day it was checked, as pages show it."""
        return None if self == NEVER else self.checked_on

    @property
    def word(self) -> Freshness:
        return self.on(timezone.localdate())

    def on(self, day: date) -> Freshness:
        if self == NEVER:
            return Freshness.UNCHECKED
        if day < self.ages_on:
            return Freshness.FRESH
        return Freshness.AGEING if day < self.due_on else Freshness.OUTDATED


# Before every other day, so that one thing nobody checked makes the whole unchecked.
NEVER = Standing(date.min, date.min, date.min)


def standing(checked_on: date | None, kind: str = "") -> Standing:
    """Say how one thing stands: a way to connect of that kind, or a listing's own facts."""
    if checked_on is None:
        return NEVER
    ages, due = limits(kind)
    return Standing(checked_on + timedelta(days=ages), checked_on + timedelta(days=due), checked_on)


def together(standings: Iterable[Standing]) -> Standing:
    """Say how the whole stands: by the earliest of each day. Its `checked_on` is the oldest day it rests on."""
    return Standing(*map(min, zip(*standings, strict=True)))


def is_unchecked(column: str) -> Q:
    return Q(**{column: None})


def is_over(column: str, limit: str, *, kinds: str = "") -> Q:
    """Keep what has been ageing, or due, since today or before. `column` holds the day, `kinds` the kind of way if it is one."""

    def before(kind: str) -> Q:
        return Q(**{f"{column}__lte": timezone.localdate() - timedelta(days=getattr(limits(kind), limit))})

    if not kinds:
        return before("")
    is_line = Q(**{f"{kinds}__in": sorted(LINES)})
    return (is_line & before(Way.PEER_LINE)) | (~is_line & before(""))
