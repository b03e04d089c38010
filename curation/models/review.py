"""What reviewers find. A review belongs to one person; a finding answers one question, with evidence."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curation.models.criteria import CriteriaSet, Criterion, Grade
from curation.models.submission import Submission


class Recommendation(models.TextChoices):
    PUBLISH = "publish", _("Publish")
    DECLINE = "decline", _("Decline")


class DeclineReason(models.TextChoices):
    """Why something is not listed. Given to whoever sent it, with words; never to the public."""

    REPRESENTATION = "representation", _("We could not see that people with lived experience have a say")
    POLICY = "policy", _("It works for laws that harm the people it should serve")
    LANGUAGE = "language", _("Its language adds to stigma or fear")
    NOT_A_GROUP = "not-a-group", _("It is not an organization or group")
    DUPLICATE = "duplicate", _("It is listed already")
    CLOSED = "closed", _("It no longer exists")
    NOT_ENOUGH = "not-enough", _("Not enough information; it may come back")
    SPAM = "spam", _("Spam")


class WithdrawReason(models.TextChoices):
    """Why a listing was taken down."""

    SAFETY = "safety", _("Someone could be hurt: take it down first, ask later")
    CLOSED = "closed", _("It has closed")
    PAUSED = "paused", _("The group paused it")
    GROUP_ASKED = "group-asked", _("The group asked not to be listed")
    FAILED_REVIEW = "failed-review", _("It no longer meets the criteria")
    WRONG = "wrong", _("What we say is wrong")

    @classmethod
    def of_curators(cls) -> list[tuple[str, Any]]:
        """Return what a curator may say, as choices: only the group pauses its entry."""
        return [one for one in cls.choices if one[0] != cls.PAUSED]


class Review(models.Model):
    """One reviewer's reading of one submission. `reviewer` is empty only for the founding document."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reviews")
    criteria = models.ForeignKey(CriteriaSet, on_delete=models.PROTECT, related_name="reviews")
    declared_at = models.DateTimeField(default=timezone.now)
    is_recused = models.BooleanField(_("has a conflict of interest"), default=False)
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    recommended_at = models.DateTimeField(null=True, blank=True)
    facts_checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    facts_checked_how = models.CharField(_("how"), max_length=200, blank=True)

    class Meta:
        ordering = ["declared_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="curation_review_one_each"),
            models.CheckConstraint(
                name="curation_review_recused_says_nothing", condition=Q(is_recused=False) | Q(recommendation="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} · {self.author}"

    @property
    def author(self) -> str:
        return self.reviewer.get_username() if self.reviewer else str(_("the document"))


class Finding(models.Model):
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="findings")
    grade = models.CharField(_("finding"), max_length=10, choices=Grade)
    sentence = models.TextField(_("in a sentence, why"), max_length=600)
    public_summary = models.TextField(_("what the public may read"), max_length=600, blank=True)
    private_note = models.TextField(_("note for reviewers only"), max_length=2000, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    # Set when a fact this question judges has changed since: the finding no longer counts until saved again.
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["criterion__position", "id"]
        constraints = [models.UniqueConstraint(fields=["review", "criterion"], name="curation_finding_one_each")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_grade_display()}"


class Evidence(models.Model):
    class Kind(models.TextChoices):
        """The ladder of evidence, strongest first. What others say never decides alone."""

        OWN = "own", _("A · Their own policy, statutes or pages")
        MEMBERSHIP = "membership", _("B · Member of a network that checks who joins")
        RECORD = "record", _("C · What they did: testimony, sign-ons, programs")
        TOLD = "told", _("D · What they told us")
        OTHERS = "others", _("E · What others say of them")

    DECISIVE = frozenset({Kind.OWN, Kind.MEMBERSHIP, Kind.RECORD})

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    url = models.URLField(_("link"), max_length=400, blank=True)
    quote = models.CharField(_("short quote"), max_length=300, blank=True)
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    is_public = models.BooleanField(_("may be shown to the public"), default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.url or self.quote
