"""A coalition's spreadsheet on its way to the queue: nothing here is a submission until it is sent."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.models.submission import Submission
from directory.models import Organization


class Coalition(models.Model):
    """Whose spreadsheets these are: what was decided for one is remembered for its next."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("members"),
        blank=True,
        related_name="coalitions",
        help_text=_("They also need the role Coalition."),
    )

    class Meta:
        verbose_name = _("coalition")
        verbose_name_plural = _("coalitions")
        ordering = ["name"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.name


class Remembered(models.Model):
    """One decision that a coalition need not take again: `key` is what was asked about, folded."""

    class About(models.TextChoices):
        HEADING = "heading", _("what a column means")
        VALUE = "value", _("what a word means")
        MATCH = "match", _("whether two are the same")
        WORDS = "words", _("words that were looked at")
        ROW = "row", _("whether a row is left out")

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="remembered")
    about = models.CharField(max_length=10, choices=About)
    key = models.CharField(max_length=300)
    answer = models.CharField(max_length=100)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["coalition", "about", "key"], name="curation_remembered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.answer}"


class Batch(models.Model):
    """One uploaded sheet. Only whoever uploaded it opens it, and only they can send its rows."""

    class Stage(models.TextChoices):
        SHEET = "sheet", _("Choose a sheet")
        COLUMNS = "columns", _("Say what the columns mean")
        CHECKING = "checking", _("Rows are being checked")
        ROWS = "rows", _("Look at the rows")
        SENDING = "sending", _("Rows are being sent")
        UNDOING = "undoing", _("Rows are being taken back")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="batches")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    file_name = models.CharField(_("file"), max_length=200)
    file_digest = models.CharField(max_length=64, db_index=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    kind = models.CharField(max_length=4)
    delimiter = models.CharField(max_length=1, blank=True)
    sheets = models.JSONField(default=list)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    notices = models.JSONField(default=list)
    # Where the heading stands, what the columns are called, and [column name, …] by position once that is said.
    header_row = models.PositiveIntegerField(default=0)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    default_country = models.CharField(max_length=2, blank=True)
    total = models.PositiveIntegerField(_("rows"), default=0)
    pieces_done = models.PositiveIntegerField(default=0)
    # Raised when the sheet is read another way, so that nothing goes on with what was said of it before.
    edition = models.PositiveIntegerField(default=0)
    attested_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("spreadsheet")
        verbose_name_plural = _("spreadsheets")
        ordering = ["-uploaded_at", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name


class BatchFile(models.Model):
    """The upload as it came, for as long as the batch is open."""

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.batch)


class BatchPiece(models.Model):
    """Some hundred rows as they stand in the sheet: the measure in which they are checked and kept."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    # Compressed JSON of [[row number, [cell, …]], …].
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="curation_piece_once")]

    def __str__(self) -> str:
        return f"{self.batch} {self.number}"


class Row(models.Model):
    """A row of the sheet beside what we made of it. `number` is the one its owner sees in their own program."""

    class Status(models.TextChoices):
        NEW = "new", _("New")
        CHANGE = "change", _("Change to a listing")
        CORRECTION = "correction", _("Corrects what you sent")
        DUPLICATE = "duplicate", _("Perhaps a duplicate")
        UNCHANGED = "unchanged", _("Unchanged")
        FIX = "fix", _("Needs fixing")
        EXCLUDED = "excluded", _("Left out")
        SENT = "sent", _("Sent")
        UNDONE = "undone", _("Taken back")

    # No index of its own: each of those below begins with it.
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(_("row"))
    piece = models.PositiveIntegerField()
    status = models.CharField(_("status"), max_length=10, choices=Status)
    name = models.CharField(_("name"), max_length=200, blank=True)
    raw = models.JSONField(default=list)
    # What its owner typed over cells, by column position.
    edits = models.JSONField(default=dict, blank=True)
    # True or False once its owner has said whether to send it; a word for each thing they were asked.
    is_included = models.BooleanField(null=True, default=None)
    answers = models.JSONField(default=dict, blank=True)
    facts = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    # [{"column": position or null, "level": "fix" | "ask" | "told", "code", "text", "remedy", "key"}]
    messages = models.JSONField(default=list)
    has_unknown_words = models.BooleanField(default=False)
    key = models.CharField(max_length=64, db_index=True)
    listing = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    listing_version = models.PositiveIntegerField(null=True)
    earlier = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    reasons = models.JSONField(default=list)
    submission = models.OneToOneField(
        Submission, null=True, blank=True, on_delete=models.SET_NULL, related_name="sheet_row"
    )
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        indexes = [
            models.Index(fields=["batch", "status"]),
            # Of most rows both are empty, and those are in no index.
            models.Index(fields=["listing"], condition=models.Q(listing__isnull=False), name="curation_row_of_listing"),
            models.Index(fields=["earlier"], condition=models.Q(earlier__isnull=False), name="curation_row_of_earlier"),
        ]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="curation_row_once")]

    def __str__(self) -> str:
        return self.name or str(self.number)
