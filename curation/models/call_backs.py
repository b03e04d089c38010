"""That a reviewer asked a listed group, by a way we knew before, whether a new way to reach it is its own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from curation.models.submission import Submission


class CallBack(models.Model):
    class Channel(models.TextChoices):
        """A fact of the listing through which it was asked."""

        PHONE = "phone", _("phone")
        EMAIL = "email", _("e-mail")
        WEBSITE = "website", _("website")
        WAYS = "ways", _("way to connect")
        NONE = "none", _("The listing has no way to reach it")

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", _("They say that the change is theirs")
        DENIED = "denied", _("They know nothing of it")
        DEAD = "dead", _("Nobody can be reached there any more")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="call_backs")
    # What was asked about: another change of it since has to be asked about anew.
    digest = models.CharField(max_length=64)
    called_on = models.DateField(_("day"))
    channel = models.CharField(_("asked by"), max_length=10, choices=Channel)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    how = models.CharField(_("how you asked, and what they said"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Who else found that nobody can be reached there.
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.get_outcome_display()}"
