"""The published vetting criteria: versioned data, so that every listing can say what it was held against."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from directory.prepared import Prepared
from directory.record import NAMES
from directory.translations import foreign, written_in


class Grade(models.TextChoices):
    """What a reviewer finds. `NAMED` is the founding document's alone and offered to nobody."""

    MEETS = "meets", _("Meets")
    PARTLY = "partly", _("Partly")
    FAILS = "does-not", _("Does not meet")
    UNCLEAR = "unclear", _("Unclear")
    NAMED = "named", _("Named by the document; not yet reviewed by this site’s own reviewers")


MEANINGS = {
    Grade.MEETS: "means_meets", Grade.PARTLY: "means_partly", Grade.FAILS: "means_fails", Grade.UNCLEAR: "means_unclear",
}  # fmt: skip
OFFERED = [(grade.value, grade.label) for grade in Grade if grade != Grade.NAMED]


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def get_by_natural_key(self, version: str) -> "CriteriaSet":
        return self.get(version=version)

    def published(self) -> "CriteriaSetQuerySet":
        """Keep the versions a visitor may read: all but drafts."""
        return self.exclude(status=CriteriaSet.Status.DRAFT)

    def once_in_force(self) -> "CriteriaSetQuerySet":
        """Keep the versions that listings may have been held against: neither drafts nor what is only proposed."""
        return self.filter(status__in=[CriteriaSet.Status.EFFECTIVE, CriteriaSet.Status.RETIRED])

    def under_comment(self) -> "CriteriaSet | None":
        """Return the version that the public is asked about, if there is one."""
        return self.filter(status=CriteriaSet.Status.COMMENT).first()


_Manager = models.Manager.from_queryset(CriteriaSetQuerySet)


class CriteriaSetManager(_Manager):
    def current(self) -> "CriteriaSet":
        """Return the version in force today. Raises `CriteriaSet.DoesNotExist` before the first start."""
        in_force: CriteriaSet | None = _IN_FORCE.one(timezone.localdate().isoformat(), CriteriaSet.Status.EFFECTIVE)
        if in_force is None:
            raise CriteriaSet.DoesNotExist
        return in_force


class Told(models.Model):
    """What people read of a version, or of one of its questions: all of it in the language of the page, or all as it was written."""

    TEXTS: ClassVar[tuple[str, ...]]
    # The one it was written in.
    language: Any
    # {language: {text: translation}}: of a text that was changed, the translation is shown no more.
    translations: Any

    class Meta:
        abstract = True

    @property
    def texts(self) -> dict[str, str]:
        """Return what there is to be read, as it was written, by the name of its field."""
        return {name: getattr(self, name) for name in self.TEXTS}

    @property
    def told(self) -> dict[str, str]:
        """Return what there is to be read in the language of the page, by the name of its field."""
        here = self._here
        return {name: here.get(text, text) for name, text in self.texts.items()}

    @property
    def tongue(self) -> str:
        """Name the language of what is `told`, where it is not that of the page."""
        return "" if self._here else self.own_tongue

    @property
    def own_tongue(self) -> str:
        """Name the language it was written in, where it is not that of the page."""
        return foreign(self.language)

    @property
    def _here(self) -> dict[str, str]:
        """Return the translations for this page; none if one is missing."""
        here: dict[str, str] = self.translations.get(get_language(), {})
        return here if all(text in here for text in self.texts.values() if text.strip()) else {}


class CriteriaSet(Told):
    TEXTS = ("title", "introduction", "change_note")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        COMMENT = "comment", _("Proposed, open to comments")
        EFFECTIVE = "effective", _("In force")
        RETIRED = "retired", _("Retired")

    class ChangeKind(models.TextChoices):
        EDITORIAL = "editorial", _("Editorial: says the same more clearly")
        SUBSTANTIVE = "substantive", _("Substantive: listings must be looked at again")

    version = models.SlugField(_("version"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    change_kind = models.CharField(
        _("kind of change"), max_length=20, choices=ChangeKind, default=ChangeKind.SUBSTANTIVE
    )
    change_note = models.TextField(_("what changed and why"), blank=True)
    effective_on = models.DateField(_("in force from"))
    comment_until = models.DateField(_("open to comments until"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("proposed by"),
    )

    translations = models.JSONField(default=dict, editable=False)

    objects = CriteriaSetManager()

    class Meta:
        verbose_name = _("version of the criteria")
        verbose_name_plural = _("versions of the criteria")
        ordering = ["-effective_on", "-id"]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def language(self) -> str:
        return written_in(self.introduction)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_under_comment(self) -> bool:
        return self.status == self.Status.COMMENT

    @property
    def is_open_to_comments(self) -> bool:
        return self.is_under_comment and self.comment_until is not None and timezone.localdate() <= self.comment_until

    @property
    def standing(self) -> str:
        """Its status in words. It stays proposed after its last day for comments."""
        if self.is_under_comment and not self.is_open_to_comments:
            return gettext("Proposed; comments have ended")
        return self.get_status_display()

    @property
    def is_pending(self) -> bool:
        """Whether it was never in force."""
        return self.is_draft or self.is_under_comment

    @property
    def may_be_edited(self) -> bool:
        """A colleague puts in force what was proposed, and the public comments on what it was shown."""
        return self.is_draft and self.proposed_by_id is None


# Whatever happens to a submission asks for it.
_IN_FORCE = Prepared(
    lambda: CriteriaSet.objects.filter(
        status=CriteriaSet.Status.EFFECTIVE, effective_on__lte=timezone.localdate()
    ).order_by("-effective_on", "-id")[:1]
)


class Criterion(Told):
    """One question, and what each grade means for it in words, because some questions want a no."""

    ASKED = ("title", "question", "why", "guidance", "sub_questions", "good_signs", "warning_signs")
    TEXTS = (*ASKED, *MEANINGS.values())

    criteria = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criterion_set")
    code = models.SlugField(_("short name"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=120)
    question = models.TextField(_("question"))
    why = models.TextField(_("why we ask"))
    guidance = models.TextField(_("guidance for reviewers"), blank=True)
    sub_questions = models.TextField(_("sub-questions"), blank=True, help_text=_("One on each line."))
    good_signs = models.TextField(_("good signs"), blank=True, help_text=_("One on each line."))
    warning_signs = models.TextField(_("warning signs"), blank=True, help_text=_("One on each line."))
    is_required = models.BooleanField(_("required"), default=True)
    good_answer_is_yes = models.BooleanField(_("the good answer is yes"), default=True)
    partly_is_enough = models.BooleanField(_("partly is enough to publish"), default=True)
    means_meets = models.CharField(_("“meets” means"), max_length=200, validators=[MinLengthValidator(5)])
    means_partly = models.CharField(_("“partly” means"), max_length=200)
    means_fails = models.CharField(_("“does not meet” means"), max_length=200)
    means_unclear = models.CharField(_("“unclear” means"), max_length=200)
    concerns = models.JSONField(
        _("facts it judges"),
        default=list,
        blank=True,
        help_text=_("Names of facts; when one of them changes, earlier findings on this question are reopened."),
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["criteria", "code"], name="curation_criterion_code_once_in_a_version")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def language(self) -> str:
        return self.criteria.language

    @property
    def translations(self) -> dict[str, dict[str, str]]:
        """Return those of its version, which is translated as a whole."""
        translations: dict[str, dict[str, str]] = self.criteria.translations
        return translations

    def clean(self) -> None:
        super().clean()
        known = self.concerns if isinstance(self.concerns, list) else None
        if known is None or not all(name in NAMES for name in known):
            sentence = _("Give a list of facts by their names. These are known: %(names)s.")
            raise ValidationError({"concerns": sentence % {"names": ", ".join(NAMES)}})

    def passes(self, grade: str) -> bool:
        return grade == Grade.MEETS or (grade == Grade.PARTLY and self.partly_is_enough)

    def meaning(self, grade: str) -> str:
        """Say in words what `grade` means for this question, in the language of the page."""
        name = MEANINGS.get(Grade(grade))
        return self.told[name] if name else str(Grade(grade).label)
