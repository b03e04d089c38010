"""Every decision, in order, for ever: an append-only table that signs each line together with the one before.

The database refuses updates and deletions (migration 0002). Words that may have to be erased live in
`DecisionPayload`; the chain keeps only their salted digest, so forgetting them does not break it.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Decision(models.Model):
    seq = models.PositiveBigIntegerField(_("number"), primary_key=True)
    kind = models.CharField(_("what happened"), max_length=20)
    at = models.DateTimeField(_("when"))
    actor = models.CharField(_("who"), max_length=150)
    # Empty where a line is about a curator's account.
    submission = models.UUIDField(_("submission"), null=True, db_index=True)
    listing = models.UUIDField(_("listing"), null=True, db_index=True)
    version = models.PositiveIntegerField(_("version of the submission"), default=0)
    criteria_version = models.CharField(_("criteria version"), max_length=20, blank=True)
    # How many distinct reviewers the rules asked for: the database checks it against their recommendations.
    reviewers_required = models.PositiveSmallIntegerField(default=0)
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    signature = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("line of the trail")
        verbose_name_plural = _("lines of the trail")
        ordering = ["seq"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.seq} · {self.kind}"

    @property
    def body(self) -> dict[str, Any]:
        """What the line says in words; nothing where that was erased."""
        payload = getattr(self, "payload", None)
        return payload.body if payload else {}


class DecisionPayload(models.Model):
    """The words of a decision, which may be erased; `salt` keeps its digest from being guessed."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=32)
    body = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.decision)


class TrailHead(models.Model):
    """The last line of the trail: locked while one is added, and what shows that the end was cut off."""

    seq = models.PositiveBigIntegerField()
    signature = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.seq} {self.signature}"
