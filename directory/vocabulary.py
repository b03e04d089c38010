"""The words listings are sorted by: data that administrators may edit."""

import uuid
from itertools import chain
from typing import ClassVar, NamedTuple, Self, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connections, models
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from directory.choices import Level
from directory.search.questions import Phrase, Synonyms
from directory.search.words import known_forms, runs, telling, words

T = TypeVar("T", bound="Term")


class TermManager(models.Manager[T]):
    def get_by_natural_key(self, slug: str) -> T:
        return self.get(slug=slug)


def are_translations(value: object) -> None:
    """Refuse what is not texts by field by language."""
    known = dict(settings.LANGUAGES)
    if not isinstance(value, dict) or not all(isinstance(texts, dict) for texts in value.values()):
        raise ValidationError(_('Write texts by language, such as {"es": {"name": "Vivienda"}}.'))
    if unknown := [code for code in value if code not in known]:
        sentence = _("“%(code)s” is none of this site’s languages: %(known)s.")
        raise ValidationError(sentence, params={"code": unknown[0], "known": ", ".join(known)})
    if not all(isinstance(text, str) for texts in value.values() for text in texts.values()):
        raise ValidationError(_("Each translation is a text in quotation marks."))


class Term(models.Model):
    """A word with a stable `slug`, which is what addresses, spreadsheets and exports carry."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    translations = models.JSONField(
        _("in other languages"),
        default=dict,
        blank=True,
        validators=[are_translations],
        help_text=_('By language and field, for example: {"es": {"name": "Justicia económica"}}'),
    )

    objects: ClassVar[TermManager[Self]] = TermManager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        # Empty values of any kind pass a field that may be blank.
        self.translations = self.translations or {}

    def said(self, field: str = "name") -> str:
        """Return a field in the language of the page, or as it was first written."""
        return str(self.translations.get(get_language() or "", {}).get(field) or getattr(self, field))

    @property
    def every_name(self) -> list[str]:
        """List its name in every language, for search."""
        return [self.name, *(texts["name"] for texts in self.translations.values() if texts.get("name"))]


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


class SynonymManager(models.Manager["Synonym"]):
    def get_by_natural_key(self, typed: str) -> "Synonym":
        return self.get(typed=typed)


class Synonym(models.Model):
    """Words that visitors type, and the words by which what they look for is found. One way only: “lawyer” finds legal help."""

    typed = models.TextField(_("what people type"), unique=True, help_text=_("One word or phrase on each line."))
    also = models.TextField(_("what it also finds"), help_text=_("One word or phrase on each line."))

    objects = SynonymManager()

    class Meta:
        ordering = ["typed"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self) -> str:
        return ", ".join(self.typed.splitlines())

    def natural_key(self) -> tuple[str]:
        return (self.typed,)


def synonyms() -> Synonyms:
    """Return, by folded words that may be typed, the folded phrases that mean the same."""
    found: dict[Phrase, list[Phrase]] = {}
    for typed, also in Synonym.objects.values_list("typed", "also"):
        phrases = [tuple(words(line)) for line in also.splitlines() if words(line)]
        # Of all, so that what is remembered does not tell which of them somebody asked for.
        for word in chain.from_iterable(phrases):
            known_forms(word)
        for line in typed.splitlines():
            # A question is asked without its small words, so “place to stay” is too.
            key = tuple(chain.from_iterable(telling(runs(line)))) or tuple(words(line))
            if key:
                found.setdefault(key, []).extend(phrases)
    return found


class EditionManager(models.Manager["Edition"]):
    def begin(self) -> int:
        """Begin the next edition of the public record and return its number; in the transaction that changes it."""
        self.get_or_create(pk=1)
        self.filter(pk=1).update(number=models.F("number") + 1)
        number = int(self.values_list("number", flat=True).get(pk=1))
        # The row above is locked until the transaction ends, so later numbers have later moments.
        Moment.objects.update_or_create(number=number, defaults={"begun_at": timezone.now()})
        return number

    def change_words(self) -> None:
        """Tell every process that terms or synonyms read differently now."""
        self.get_or_create(pk=1)
        self.filter(pk=1).update(words=models.F("words") + 1, words_changed_at=timezone.now())

    def begin_anew(self) -> None:
        """Count as another record: this one came from a copy, so its next numbers have been used for something else."""
        self.filter(pk=1).update(origin=uuid.uuid4())

    def now(self) -> "Present":
        """Return which edition it is; of an empty record, none. Every page asks this first, so it asks in plain SQL."""
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT origin, words, number FROM directory_edition WHERE id = 1")
            found = cursor.fetchone()
        return Present(str(found[0]), *found[1:]) if found else Present("", 0, 0)


class Present(NamedTuple):
    """Which record it is, which words it is written in, and which edition of it."""

    origin: str
    words: int
    number: int


class Edition(models.Model):
    """Which state the public record is in: one row. It counts publications and nothing else, so it betrays nothing of the queue."""

    # Another record, as after a test or in another database, has another one, so that its numbers are not mixed up.
    origin = models.UUIDField(default=uuid.uuid4)
    number = models.PositiveBigIntegerField(default=0)
    words = models.PositiveBigIntegerField(default=0)
    words_changed_at = models.DateTimeField(null=True)
    # The rules by which search documents were written; see `directory.search.documents`.
    rules = models.PositiveIntegerField(default=0)

    objects = EditionManager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class Moment(models.Model):
    """When an edition of the public record began, so that whoever mirrors it can ask for what has changed since."""

    number = models.PositiveBigIntegerField(primary_key=True)
    begun_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.begun_at.isoformat()


# Of each vocabulary, by the fact that holds its terms, what may be chosen: (slug, name in the language of the page).
Terms = dict[str, list[tuple[str, str]]]
TERMS: dict[str, type[FocusArea | Language | Population]] = {
    "focus_areas": FocusArea,
    "languages": Language,
    "populations": Population,
}


def term_choices(fact: str) -> list[tuple[str, str]]:
    return [(term.slug, term.said()) for term in TERMS[fact]._default_manager.all()]


def terms_by_language() -> dict[str, Terms]:
    """Read every vocabulary once, and name it in every language of the site."""
    terms = {fact: list(model._default_manager.all()) for fact, model in TERMS.items()}
    found: dict[str, Terms] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = {fact: [(term.slug, term.said()) for term in of] for fact, of in terms.items()}
    return found
