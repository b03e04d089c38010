"""What came of checking a listing's facts again: a line for each attempt, answered or not, for ever.

No words about anybody: which facts, by name; which ways, by digest. The database refuses to change or delete a line.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Organization


class Verification(models.Model):
    class How(models.TextChoices):
        """The label is what the public reads of it."""

        CALLED = "called", _("a call to the group")
        WROTE = "wrote", _("a message to the group")
        WEBSITE = "website", _("their website")
        LINK = "link", _("the group itself")

    class Result(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        CHANGED = "changed", _("Something has changed")
        NO_ANSWER = "no-answer", _("No answer")

    listing = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="verifications")
    on = models.DateField(_("on"))
    recorded_at = models.DateTimeField(default=timezone.now)
    how = models.CharField(_("how"), max_length=10, choices=How)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    # Names of `curation.verifying.OWN_FACTS`, and keys of ways as `key_of` gives them.
    facts = models.JSONField(default=list)
    ways = models.JSONField(default=list)
    # Empty where the group did it by its link, of which then the number is kept: the link itself need not be.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["on", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="curation_verified_by_one",
                condition=Q(by__isnull=False, link=None) & ~Q(how="link") | Q(by=None, link__isnull=False, how="link"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.get_result_display()}"
