"""The list of words the scan looks for, as administrators left it."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LEAST_LETTERS = 3
# Letters of any language, with an apostrophe, a hyphen or “*” inside; nothing that a pattern would take for an order.
LINE = re.compile(r"[\w'’*-]+(?: [\w'’*-]+){0,7}")


def check_words(text: str) -> None:
    """Say which line cannot be looked for. A short word with “*” would be found in every sentence."""
    for line in text.splitlines():
        typed = line.strip()
        if typed and not LINE.fullmatch(typed):
            sentence = gettext(
                "“%(line)s” cannot be looked for: write up to eight words with letters, and * for an ending."
            )
            raise ValidationError({"words": sentence % {"line": typed}})
        if typed and max(map(len, re.split(r"[*\s]", typed))) < LEAST_LETTERS:
            short = gettext("“%(line)s” is too short: it would be found everywhere.")
            raise ValidationError({"words": short % {"line": typed}})


class LanguageTerm(models.Model):
    """An entry of the list. Those that came with the site also have a pattern, in fixtures/language_terms.json."""

    class Severity(models.IntegerChoices):
        STYLE = 1, _("1 · a matter of style")
        LOOK = 2, _("2 · look at it")
        ASK = 3, _("3 · ask before you publish")

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    words = models.TextField(
        _("words"),
        max_length=4000,
        blank=True,
        help_text=_(
            "One word or phrase on each line; * stands for any ending, as in “rescu*”. They are looked for besides the "
            "forms that came with the site."
        ),
    )
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.LOOK)
    why = models.TextField(_("why it is noted"), max_length=600)
    suggestion = models.TextField(_("a better wording"), max_length=600)
    acceptable_when = models.TextField(_("when it is fine"), max_length=600, blank=True)
    is_practice = models.BooleanField(
        _("names a practice"),
        default=False,
        help_text=_("Then a sentence that is against it (“we oppose raids”) is only context."),
    )
    came_with_site = models.BooleanField(default=False, editable=False)
    is_used = models.BooleanField(_("looked for"), default=True)

    class Meta:
        verbose_name = _("word to look at")
        verbose_name_plural = _("words to look at")
        ordering = ["-severity", "slug"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.slug.replace("_", " ")

    def clean(self) -> None:
        check_words(self.words)
        if not self.came_with_site and not self.words.strip():
            raise ValidationError({"words": gettext("Write at least one word to look for.")})
