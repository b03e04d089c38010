"""A listing's texts in another language, on their way to the public: who wrote them, and what a colleague said."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Organization


class Translation(models.Model):
    """What one person, or the group itself, proposes. Its texts are never edited: who wants others proposes them."""

    class Outcome(models.TextChoices):
        PUBLISHED = "published", _("Published")
        DECLINED = "declined", _("Declined")
        REPLACED = "replaced", _("Replaced by another one")

    listing = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="proposed_translations")
    language = models.CharField(_("language"), max_length=10)
    # {text: translation}
    texts = models.JSONField(default=dict)
    # Empty where the group itself wrote it, by a private link that `link_by` made (empty for the yearly round's).
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    link_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("written"), default=timezone.now)

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    because = models.TextField(_("why"), max_length=2000, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["made_at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "language"], condition=Q(outcome=""), name="curation_one_translation_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.language}"

    @property
    def is_by_group(self) -> bool:
        return self.by_id is None

    @property
    def author(self) -> str:
        return self.by.get_username() if self.by else str(_("the group itself"))
