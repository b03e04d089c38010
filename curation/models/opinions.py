"""What one reviewer thinks of another's finding. It is no review and counts for nothing but talking it through."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.models.review import Finding


class Opinion(models.Model):
    """One of each reviewer on a finding as it was saved at `of`. The database lets it be erased, never changed."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="opinions")
    of = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agrees = models.BooleanField(_("agrees"))
    because = models.TextField(_("because"), max_length=600, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["finding", "of", "by"], name="curation_opinion_one_each"),
            models.CheckConstraint(
                name="curation_opinion_says_why_not", condition=models.Q(agrees=True) | ~models.Q(because="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding}: {self.agrees}"

    @property
    def is_of_what_stands(self) -> bool:
        """Whether the finding has not been written anew since."""
        return self.of == self.finding.saved_at
