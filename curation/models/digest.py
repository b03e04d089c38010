"""Where a curator wants the daily mail. It is the only address we keep of anybody, and only because they asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    curator = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    address = models.EmailField(_("e-mail address"))
    asked_at = models.DateTimeField()
    # Nothing is sent before its owner has opened the link that came there.
    is_confirmed = models.BooleanField(default=False)
    sent_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("daily mail")
        verbose_name_plural = _("daily mails")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.curator)
