"""An appeal against a decision, and the reviews that do not count any more because of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from curation.models.review import Review
from curation.models.submission import Submission


class Appeal(models.Model):
    """That whoever sent something asked others to decide anew. Their words are a message, and go when messages go."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("The decision stands")
        CHANGED = "changed", _("The decision was changed")

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="appeal")
    lodged_on = models.DateField(_("lodged on"))
    due_on = models.DateField(_("to be decided by"))
    # Empty until it is decided.
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.submission} · {self.lodged_on}"


class SetAside(models.Model):
    """A review from before an appeal: kept to be read, and counted nowhere. Migration `0020_appeals` backs that up."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="set_aside")
    appeal = models.ForeignKey(Appeal, on_delete=models.PROTECT, related_name="set_aside")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.review)
