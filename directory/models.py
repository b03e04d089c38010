"""The public record. Nothing here is private, and every listing has a decision in the trail.

Only `curation.publishing` writes listings, and the database refuses a listing without a recorded decision.
"""

import uuid
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.choices import Consent, Freshness, Ground
from directory.facts import AreaFacts, Facts, PolicyFacts, WayFacts
from directory.freshness import Standing, is_over, is_unchecked, standing, together
from directory.search import documents
from directory.search.questions import question_of
from directory.translations import OrganizationTranslation, is_foreign
from directory.vocabulary import Edition, FocusArea, Language, Moment, Population, Synonym, synonyms

__all__ = [
    "Edition", "FocusArea", "FormerSlug", "Language", "Moment", "Organization", "OrganizationTranslation", "Policy", "Population",
    "ServiceArea", "Synonym", "Unreached", "WayToConnect",
]  # fmt: skip


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def listed(self) -> Self:
        """Return what a visitor may see: the only definition of public."""
        return self.filter(withdrawn_at=None)

    def unseen_since_before(self, moment: datetime) -> Self:
        """Keep what was taken down before then and has not been back."""
        return self.filter(withdrawn_at__lt=moment)

    def for_open_data(self) -> Self:
        """Return what other sites and programs may take over: feeds, pages to embed, files of everything."""
        return self.listed().filter(keep_from_open_data=False)

    def for_search_engines(self) -> Self:
        return self.listed().filter(keep_from_search_engines=False)

    def at_address(self, slug: str) -> "Organization | None":
        """Return what its address ends with, or formerly ended with, if any of these does: links are shared and printed."""
        return self.filter(slug=slug).first() or self.filter(former_slugs__slug=slug).first()

    def dated(self) -> Self:
        """Add the moment in which each last changed, as `changed_at`; none where that was before moments were noted."""
        begun_at = Moment.objects.filter(number=OuterRef("changed_in")).values("begun_at")
        return self.annotate(changed_at=Subquery(begun_at))

    def matching(self, text: str) -> Self:
        """Keep what has every word of `text` in one of its forms."""
        question = question_of(text, synonyms())
        return self.filter(pk__in=documents.matching(question)) if question else self

    @staticmethod
    def checked_condition(freshness: Freshness) -> Q:
        """Say in SQL what `Organization.freshness` says of one record."""
        unchecked = is_unchecked("facts_checked_on") | _has_way(is_unchecked("last_confirmed"))
        ages, due = (
            is_over("facts_checked_on", limit) | _has_way(is_over("last_confirmed", limit, kinds="kind"))
            for limit in ("ages", "due")
        )
        return {
            Freshness.FRESH: ~unchecked & ~ages,
            Freshness.AGEING: ~unchecked & ages & ~due,
            Freshness.OUTDATED: ~unchecked & due,
            Freshness.UNCHECKED: unchecked,
        }[freshness]

    @staticmethod
    def oldest_check() -> Case:
        """Say in SQL what `Organization.checked.checked_on` says: nothing where something was never checked."""
        own = F("facts_checked_on")
        days = WayToConnect.objects.filter(owner=OuterRef("pk")).order_by("last_confirmed").values("last_confirmed")
        unchecked = OrganizationQuerySet.checked_condition(Freshness.UNCHECKED)
        return Case(When(unchecked, then=None), default=Least(own, Coalesce(Subquery(days[:1]), own)))

    def with_facts(self) -> Self:
        """Load all facts, in a fixed number of queries."""
        return self.select_related("parent").prefetch_related(
            "focus_areas", "languages", "populations", "ways", "service_areas", "policies"
        )

    def for_page(self) -> Self:
        """Load everything a listing's own page shows. A parent or chapter that is not listed stays out."""
        chapters = models.Prefetch("organization_chapters", Organization.objects.listed(), to_attr="listed_chapters")
        whole = self.with_facts().select_related("unreached")
        return whole.prefetch_related(chapters, *(["translations"] if is_foreign() else []))


class Organization(Facts):
    """A published entry. `withdrawn_at` empty means a visitor can see it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=220, unique=True)
    version = models.PositiveIntegerField(default=1)
    # A point that its place allows, two decimals at the finest, for distances only: its own, or the centre of its town.
    centre_latitude = models.FloatField(null=True, editable=False)
    centre_longitude = models.FloatField(null=True, editable=False)
    # The edition in which it was last changed, so that a process that knows an earlier one reads only what is new.
    changed_in = models.PositiveBigIntegerField(default=0, editable=False, db_index=True)
    listed_on = models.DateField(_("listed on"), default=timezone.localdate)
    changed_on = models.DateField(_("changed on"), default=timezone.localdate, editable=False)
    withdrawn_at = models.DateTimeField(_("taken down"), null=True, blank=True)

    ground = models.CharField(_("listed because"), max_length=20, choices=Ground, default=Ground.REVIEWED)
    # What the public is told of the review: [{code, question, grade, answer, summary, evidence: [{label, url, seen_on}]}].
    reasons = models.JSONField(default=list, blank=True)
    criteria_version = models.CharField(_("criteria version"), max_length=20, blank=True)
    vetted_on = models.DateField(_("values reviewed on"), null=True, blank=True)
    facts_checked_on = models.DateField(_("facts checked on"), null=True, blank=True)
    facts_checked_how = models.CharField(_("how the facts were checked"), max_length=200, blank=True)
    consent = models.CharField(_("consent"), max_length=20, choices=Consent, default=Consent.PUBLIC_INFORMATION)
    consented_on = models.DateField(_("consent given on"), null=True, blank=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta(Facts.Meta):
        ordering = ["name", "id"]
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        indexes = [
            # Partial, so that SQLite does not walk all that is listed to find a few by their keys.
            models.Index(fields=["name", "id"], condition=Q(withdrawn_at=None), name="directory_listed_by_name"),
            models.Index(fields=["country", "region", "city"]),
        ]
        constraints = [
            *Facts.Meta.constraints,
            # What may not be shown is not here, so that no filter, count or order can betray it.
            models.CheckConstraint(
                name="directory_organization_leadership_is_agreed",
                condition=Q(leadership="") | Q(publish_leadership=True),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("organization_detail", args=[self.slug])

    @property
    def is_listed(self) -> bool:
        return self.withdrawn_at is None

    @property
    def listed_parent(self) -> "Organization | None":
        return self.parent if self.parent and self.parent.is_listed else None

    @property
    def unreached_since(self) -> date | None:
        """The day of the first attempt to reach it that nobody answered, if there is reason to say so."""
        return self.unreached.since if hasattr(self, "unreached") else None

    @property
    def checked(self) -> Standing:
        """How the whole listing stands: as the riskiest of what it says. Reads its ways."""
        return together([standing(self.facts_checked_on), *(way.checked for way in self.ways.all())])

    @property
    def freshness(self) -> Freshness:
        return self.checked.word


class WayToConnect(WayFacts):
    owner = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="ways")
    # No fact that anybody tells us: only `curation.publishing` writes it.
    last_confirmed = models.DateField(_("last confirmed"), null=True, blank=True, editable=False)

    class Meta(WayFacts.Meta):
        verbose_name = _("way to connect")
        verbose_name_plural = _("ways to connect")

    @property
    def checked(self) -> Standing:
        return standing(self.last_confirmed, self.kind)


class ServiceArea(AreaFacts):
    owner = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="service_areas")


class Policy(PolicyFacts):
    owner = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="policies")

    class Meta(PolicyFacts.Meta):
        constraints = [models.UniqueConstraint(fields=["owner", "question"], name="directory_policy_said_once")]


class Unreached(models.Model):
    """That a group has not answered those who look after its listing. Only `curation.publishing` says so."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="unreached")
    since = models.DateField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.organization}: {self.since}"


class FormerSlug(models.Model):
    """An address a listing used to have, so that a shared or printed link still finds it."""

    slug = models.SlugField(max_length=220, unique=True)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


def _has_way(condition: Q) -> Q:
    return Q(Exists(WayToConnect.objects.filter(condition, owner=OuterRef("pk"))))
