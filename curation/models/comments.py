"""What the public says of criteria that are proposed. Curators read it beside the version; nobody else does."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.models.criteria import CriteriaSet


class CriteriaComment(models.Model):
    criteria = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="comments")
    words = models.TextField(_("in their words"), max_length=4000)
    received_on = models.DateField(_("received"), default=timezone.localdate)
    held_because = models.JSONField(_("signs of spam"), default=list, blank=True)
    # Of the page it was sent from, so that one sent twice is one.
    page_digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("comment on the criteria")
        verbose_name_plural = _("comments on the criteria")
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.criteria.version} · {self.received_on}"
