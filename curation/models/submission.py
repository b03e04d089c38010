"""What somebody told us: a new entry, a change to one, or one to be looked at again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.states import OPEN, State
from directory.facts import AreaFacts, Facts, PolicyFacts, WayFacts
from directory.models import Organization


class Source(models.TextChoices):
    FORM = "form", _("Public form")
    SPREADSHEET = "spreadsheet", _("Spreadsheet")
    CURATOR = "curator", _("A curator")
    GROUP = "group", _("The group itself")
    DOCUMENT = "document", _("The founding document")
    SITE = "site", _("This site, for re-review")


class Relationship(models.TextChoices):
    """How the person who tells us is connected; never who they are."""

    MEMBER = "member", _("I am part of this group")
    USER = "user", _("I have been helped by it or been to it")
    ALLY = "ally", _("I work with it")
    NONE = "none", _("I only know of it")


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def open(self) -> "SubmissionQuerySet":
        """Keep what still waits for an outcome."""
        return self.filter(state__in=OPEN)

    def entries(self) -> "SubmissionQuerySet":
        """Keep those that made a listing, one for each."""
        return self.filter(purpose=Submission.Purpose.NEW)


class Submission(Facts):
    class Purpose(models.TextChoices):
        NEW = "new", _("New entry")
        CHANGE = "change", _("Change to a listing")
        REVIEW = "review", _("Re-review of a listing")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.NEW, editable=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING, editable=False)
    source = models.CharField(_("source"), max_length=20, choices=Source, editable=False)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions", editable=False
    )
    # For a change: the listing's facts as they were when it was proposed, and only those it changes are written.
    base = models.JSONField(null=True, blank=True, editable=False)
    # Goes up whenever the facts or the state change: a page that shows an older number is stale.
    version = models.PositiveIntegerField(default=1, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    moved_at = models.DateTimeField(_("last moved"), default=timezone.now, editable=False)

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    relationship = models.CharField(_("connection to the group"), max_length=20, choices=Relationship, blank=True)
    submitter_note = models.TextField(_("anything reviewers should know"), max_length=2000, blank=True)
    # SHA-256 of the private reference: whoever reads this table cannot follow anyone's suggestion with it.
    reference_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001 (unique)
    held_because = models.JSONField(_("held because"), default=list, blank=True, editable=False)

    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta(Facts.Meta):
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["received_at", "id"]
        permissions = [
            ("review_submission", _("Can review submissions")),
            ("decide_submission", _("Can publish and decline submissions")),
            ("withdraw_submission", _("Can take a listing down")),
            ("import_submission", _("Can import submissions from a spreadsheet")),
        ]
        indexes = [models.Index(fields=["state", "received_at"])]
        constraints = [
            *Facts.Meta.constraints,
            models.CheckConstraint(
                name="curation_submission_published_has_listing",
                condition=~Q(state__in=["published", "withdrawn", "restoring"]) | Q(organization__isnull=False),
            ),
            models.CheckConstraint(
                name="curation_submission_change_has_listing",
                condition=Q(purpose="new") | Q(organization__isnull=False, base__isnull=False),
            ),
            models.UniqueConstraint(
                name="curation_submission_one_entry_for_a_listing",
                fields=["organization"],
                condition=Q(purpose="new"),
            ),
        ]


class SubmittedWay(WayFacts):
    owner = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="ways")

    class Meta(WayFacts.Meta):
        verbose_name = _("way to connect")
        verbose_name_plural = _("ways to connect")


class SubmittedArea(AreaFacts):
    owner = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="service_areas")


class SubmittedPolicy(PolicyFacts):
    owner = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="policies")

    class Meta(PolicyFacts.Meta):
        constraints = [models.UniqueConstraint(fields=["owner", "question"], name="curation_policy_said_once")]


class Message(models.Model):
    """A question to whoever sent a submission, or their answer. Private; read by reference."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    is_from_submitter = models.BooleanField(default=False)
    text = models.TextField(max_length=4000)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Clearance(models.Model):
    """A reviewer's word that a note needs no action, remembered so that it is asked only once.

    `digest` names what was cleared: a sentence with its term, a personal detail, or a likely duplicate.
    """

    class Subject(models.TextChoices):
        LANGUAGE = "language", _("language note")
        PERSONAL = "personal", _("personal detail")
        DUPLICATE = "duplicate", _("likely duplicate")
        HOLD = "hold", _("hold")
        OPT_OUT = "opt-out", _("wish not to be listed")
        LOOK_ALIKE = "look-alike", _("name that looks like another")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="clearances")
    subject = models.CharField(max_length=20, choices=Subject)
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "subject", "digest"], name="curation_clearance_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.reason}"
