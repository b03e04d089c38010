"""What stays of a submission whose words were erased: enough to know it again, and nothing anybody could read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from curation.models.review import DeclineReason


class EarlierDecision(models.Model):
    """That something was declined once, why, and in which month. The digests are keyed, as those of opt-outs are."""

    # Not a key of the other table: this is what says that there is nothing left to read there.
    submission = models.UUIDField(unique=True)
    # Both are empty for what its sender took back: nobody declined it, so there is nothing to remember.
    name_digest = models.CharField(max_length=64, blank=True, db_index=True)
    site_digest = models.CharField(max_length=64, blank=True, db_index=True)
    reason = models.CharField(_("reason"), max_length=20, choices=DeclineReason, blank=True)
    # The first day of the month.
    month = models.DateField(_("month"))

    class Meta:
        ordering = ["-month", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.reason}"
