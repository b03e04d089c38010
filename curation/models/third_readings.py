"""That two reviewers could not agree and asked for a third."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.models.submission import Submission


class ThirdReading(models.Model):
    """Asked for once. `readers` is how many are to have read it then, the third included."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="third_reading")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(_("because"), max_length=600)
    asked_at = models.DateTimeField(default=timezone.now)
    readers = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.submission)
