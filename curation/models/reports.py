"""What visitors tell us is wrong with a listing. Private: neither the public nor the group learns that there was a report."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Organization


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> "ReportQuerySet":
        """Keep what nobody has dealt with yet."""
        return self.filter(outcome="")

    def most_urgent_first(self) -> "ReportQuerySet":
        """Order by what could hurt somebody, then what looks genuine, then by age."""
        urgency = [When(kind=kind, then=Value(place)) for place, kind in enumerate(Report.Kind.values)]
        is_held = Case(When(held_because=[], then=Value(0)), default=Value(1))
        return self.annotate(urgency=Case(*urgency), is_held=is_held).order_by(
            "urgency", "is_held", "received_at", "id"
        )


class Report(models.Model):
    class Kind(models.TextChoices):
        """What may be wrong, the most urgent first."""

        UNSAFE = "unsafe", _("It is not safe")
        POSITION = "position", _("It has changed what it stands for")
        CLOSED = "closed", _("It has closed")
        WRONG = "wrong", _("Something here is wrong")

    class Outcome(models.TextChoices):
        DISMISSED = "dismissed", _("Nothing had to change")
        CORRECTED = "corrected", _("It led to a correction")
        TAKEN_DOWN = "taken-down", _("The listing was taken down")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    listing = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("what is wrong"), max_length=10, choices=Kind)
    words = models.TextField(_("in their words"), max_length=2000, blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    # SHA-256 of the private reference, as for submissions.
    reference_digest = models.CharField(max_length=64, unique=True)
    held_because = models.JSONField(_("signs of spam"), default=list, blank=True)

    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    because = models.TextField(_("why"), max_length=2000, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["received_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["outcome", "received_at"])]
        constraints = [
            models.CheckConstraint(
                name="curation_report_settled_by_somebody",
                condition=Q(outcome="", settled_at=None, settled_by=None)
                | (~Q(outcome="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def needs_content_note(self) -> bool:
        """Whether its words may tell of harm, so that nobody should meet them unprepared."""
        return self.kind in {self.Kind.UNSAFE, self.Kind.POSITION}
