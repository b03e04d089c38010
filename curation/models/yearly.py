"""How much work there was, counted while it can be counted: by month for ourselves, by year for everybody."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MonthInNumbers(models.Model):
    """Exact counts of a month that is over: the words they are counted from are erased later. Never shown."""

    # The first day of the month.
    month = models.DateField(_("month"), unique=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering = ["month"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class YearInNumbers(models.Model):
    """What everybody may read of a year that is over. Written once, already blurred, and never written again."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    made_at = models.DateTimeField(_("made"))
    body = models.JSONField(default=dict)

    class Meta:
        ordering = ["-year"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.year)
