"""What partners call the groups that coalitions bring from them."""

from django.db import models

from curation.models.sheets import Coalition
from curation.models.submission import Submission
from directory.models import Organization


class PartnerId(models.Model):
    """That a group came to a coalition under an id of a partner's: a keyed digest, so that nobody can ask us about an id.

    It leads to what was sent, to the listing that is about, or to both, and goes with them.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    submission = models.ForeignKey(Submission, null=True, on_delete=models.CASCADE, related_name="+")
    listing = models.ForeignKey(Organization, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["coalition", "digest"], name="curation_partner_id_once"),
            models.CheckConstraint(
                name="curation_partner_id_leads_somewhere",
                condition=~models.Q(submission=None, listing=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:8]} → {self.submission or self.listing}"
