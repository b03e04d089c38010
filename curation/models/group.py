"""What passes between us and a listed group: private links, what it has agreed to, and who asked not to be listed.

None of it names a person, and none of it is public but for the day of the consent.
"""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Organization
from directory.morning import morning


class GroupLink(models.Model):
    """A private link to one listing, for one purpose. Whoever holds it acts for the group; only its digest is kept."""

    class Purpose(models.TextChoices):
        ENTRY = "entry", _("Look after the entry")
        CONFIRM = "confirm", _("Confirm the entry once a year")
        LEADERSHIP = "leadership", _("Say whether we may show who leads it")

    DAYS = {Purpose.ENTRY: 30, Purpose.CONFIRM: 60, Purpose.LEADERSHIP: 14}

    listing = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    token_digest = models.CharField(max_length=64, unique=True)
    # Empty for those of the yearly round.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    # When it was revoked, or had done what it was for.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("private link")
        verbose_name_plural = _("private links")
        ordering = ["-made_at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.listing}: {self.get_purpose_display()}"

    @property
    def last_day(self) -> date:
        """The day that its mail and its page name: it works until that is over."""
        return timezone.localdate(self.made_at) + timedelta(days=self.DAYS[self.Purpose(self.purpose)])

    @property
    def expires_at(self) -> datetime:
        return morning(self.last_day + timedelta(days=1))

    @property
    def is_living(self) -> bool:
        return self.ended_at is None and self.expires_at > timezone.now()

    @property
    def author(self) -> str:
        return self.made_by.get_username() if self.made_by else str(_("the yearly round"))


class Agreement(models.Model):
    """The ledger of consent: what a group agreed to or took back, when, how, and through whom it reached us.

    A line is never changed: the last one about something counts. The database refuses anything else.
    """

    class What(models.TextChoices):
        LISTING = "listing", _("being listed")
        LEADERSHIP = "leadership", _("who leads it")
        WEBSITE = "website", _("its website")
        EMAIL = "email", _("its e-mail")
        PHONE = "phone", _("its phone")
        PLACE = "place", _("its state, town and address")
        WAYS = "ways", _("its ways to connect")

    class Channel(models.TextChoices):
        LINK = "link", _("its private link")
        CURATOR = "curator", _("word to a curator")

    listing = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="agreements")
    what = models.CharField(max_length=12, choices=What)
    is_given = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    channel = models.CharField(max_length=10, choices=Channel)
    how = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        answer = _("agreed") if self.is_given else _("taken back")
        return f"{self.get_what_display()}: {answer}"


class OptOut(models.Model):
    """A group that asked not to be listed, remembered by what it would be recognized by, and by nothing readable.

    The digests are keyed, so that nobody who reads this table can try names against it.
    """

    class By(models.TextChoices):
        NAME = "name", _("name")
        SITE = "site", _("website")
        PHONE = "phone", _("phone number")

    by = models.CharField(max_length=5, choices=By)
    digest = models.CharField(max_length=64, unique=True)
    on = models.DateField(default=timezone.localdate)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest
