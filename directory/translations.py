"""What a listing says in the other languages of the site, and in which language a reader gets each text.

A translation belongs to a text, word for word. When the text changes, the old translation is not shown in its place:
a visitor who reads last year's opening hours in Spanish stands before a closed door. In which language a listing says
something itself is told by its words; where they do not tell, it is taken to be that of its description, or the site's first.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, get_language_info

from directory.facts import Facts, PolicyFacts, WayFacts
from directory.tongues import guess

if TYPE_CHECKING:
    from directory.models import Organization

OF_A_WAY = ("label", "schedule", "languages", "who_for", "safety_note")


class OrganizationTranslation(models.Model):
    """One listing's texts in one language, as two reviewers let them pass: `{text: translation}`."""

    organization = models.ForeignKey("directory.Organization", on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10)
    texts = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["organization", "language"], name="directory_translated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.language}"


def sources(organization: "Organization") -> dict[str, str]:
    """Return every text of a listing that can be translated, and what each is."""
    found = {organization.description: _named(Facts, "description")}
    for way in organization.ways.all():
        for name in OF_A_WAY:
            found.setdefault(getattr(way, name), f"{way.get_kind_display()}: {_named(WayFacts, name)}")
    for policy in organization.policies.all():
        found.setdefault(policy.detail, f"{policy.get_question_display()} {_named(PolicyFacts, 'detail')}")
    return {text: what for text, what in found.items() if text.strip()}


def other_languages() -> list[str]:
    """List the languages that listings can be translated into."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def direction(code: str) -> str:
    """Return which way the language is written, as HTML says it."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def is_foreign() -> bool:
    """Whether the page is in another language than listings are."""
    return get_language() in other_languages()


def written_in(text: str, description: str = "") -> str:
    """Name the language in which a listing of that description says a text."""
    return guess(text) or guess(description) or settings.LANGUAGE_CODE


def foreign(language: str) -> str:
    """Return the language if it is not that of the page."""
    return "" if language == get_language() else language


def said(organization: "Organization", text: str) -> str:
    """Return a text of the listing as the reader of this page gets it: translated, or as it stands."""
    return _here(organization).get(text, text)


def tongue(organization: "Organization", text: str) -> str:
    """Name the language of what `said` returns, where it is not that of the page."""
    is_left = bool(text.strip()) and text not in _here(organization)
    return foreign(written_in(text, organization.description)) if is_left else ""


def left_as_written(organization: "Organization") -> str:
    """Name the language of a text of the listing that nobody has translated for this page; nothing if there is none."""
    # Naming every text takes a quarter of the time a page takes, and nobody translates into the first language.
    left = (tongue(organization, text) for text in sources(organization)) if is_foreign() else ()
    return next(filter(None, left), "")


def descriptions(pks: list[int]) -> dict[int, dict[str, str]]:
    """Return the texts of many listings in the language of the page, by primary key; nothing is asked in the first."""
    if not is_foreign():
        return {}
    found = OrganizationTranslation.objects.filter(organization__in=pks, language=get_language())
    return dict(found.values_list("organization_id", "texts"))


def _here(organization: "Organization") -> dict[str, str]:
    if not is_foreign():
        return {}
    language = get_language()
    return next((row.texts for row in organization.translations.all() if row.language == language), {})


def _named(shape: type[models.Model], name: str) -> str:
    return str(shape._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
