"""The words listings are sorted by: data that administrators may edit."""

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.choices import Level

T = TypeVar("T", bound="Term")


class TermManager(models.Manager[T]):
    def get_by_natural_key(self, slug: str) -> T:
        return self.get(slug=slug)


class Term(models.Model):
    """A word with a stable `slug`, which is what addresses, spreadsheets and exports carry."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects: ClassVar[TermManager[Self]] = TermManager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class FocusArea(Term):
    """One of the document's public-health opportunities, and the driver of harm it answers."""

    level = models.CharField(_("level"), max_length=20, choices=Level)
    driver = models.TextField(_("what it answers"))
    meaning = models.TextField(_("what it means"))

    class Meta(Term.Meta):
        verbose_name = _("focus area")
        verbose_name_plural = _("focus areas")


class Language(Term):
    """A language people can use there; `slug` is its BCP 47 tag (`ase` for ASL)."""

    own_name = models.CharField(_("name in the language itself"), max_length=120, blank=True)
    is_signed = models.BooleanField(_("is a sign language"), default=False)

    class Meta(Term.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")


class Population(Term):
    """People a group is there for."""

    class Meta(Term.Meta):
        verbose_name = _("group of people")
        verbose_name_plural = _("groups of people")


# By the name of the fact that holds them.
TERMS: dict[str, type[FocusArea | Language | Population]] = {
    "focus_areas": FocusArea,
    "languages": Language,
    "populations": Population,
}
