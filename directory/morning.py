"""When a day begins here: east of Greenwich, by UTC, it would not have for hours."""

from datetime import date, datetime, time

from django.utils import timezone


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
