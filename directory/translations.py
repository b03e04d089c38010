"""What a listing says in the other languages of the site, and in which language a reader gets each text.

A translation belongs to a text, word for word. When the text changes, the old translation is not shown in its place:
a visitor who reads last year's opening hours in Spanish stands before a closed door. What listings say themselves is
taken to be in the site's first language.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import get_language, get_language_info

from directory.facts import Facts, PolicyFacts, WayFacts

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


def said(organization: "Organization", text: str) -> str:
    """Return a text of the listing as the reader of this page gets it: translated, or as it stands."""
    return _here(organization).get(text, text)


def tongue(organization: "Organization", text: str) -> str:
    """Name the language of what `said` returns, where it is not that of the page."""
    is_left = is_foreign() and bool(text.strip()) and text not in _here(organization)
    return settings.LANGUAGE_CODE if is_left else ""


def is_partly_translated(organization: "Organization") -> bool:
    """Whether some text of the listing is in another language than the page."""
    # Naming every text takes a quarter of the time a page takes, and in the first language none is in another.
    return is_foreign() and any(tongue(organization, text) for text in sources(organization))


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
