"""Beginning a new version of the criteria, and translating it. One that is in force or was used is never edited."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.models import CriteriaSet
from curation.review import ReviewError
from curation.translations import cleaned

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def copy_as_draft(criteria: CriteriaSet, *, by: "User") -> CriteriaSet:
    """Make a draft that says the same, to be edited and put in force later."""
    if not by.has_perm("curation.add_criteriaset"):
        raise PermissionDenied
    with transaction.atomic():
        draft = CriteriaSet.objects.create(
            version=_free_version(),
            title=criteria.title,
            introduction=criteria.introduction,
            translations=criteria.translations,
            effective_on=timezone.localdate(),
        )
        for criterion in criteria.criterion_set.all():
            criterion.pk, criterion.criteria = None, draft
            criterion.save(force_insert=True)
        return draft


@dataclass(frozen=True)
class Standing:
    """How far a version is translated into one language."""

    code: str
    missing: int

    @property
    def words(self) -> str:
        if not self.missing:
            return _("Translated.")
        words = ngettext("%(count)d text is not translated.", "%(count)d texts are not translated.", self.missing)
        return words % {"count": self.missing}


def standings(criteria: CriteriaSet) -> list[Standing]:
    """List the languages of the site but the one it was written in."""
    return [standing(criteria, code) for code, _name in settings.LANGUAGES if code != criteria.language]


def standing(criteria: CriteriaSet, code: str) -> Standing:
    return Standing(code, len(sources(criteria).keys() - criteria.translations.get(code, {}).keys()))


def mark(criteria: CriteriaSet, code: str) -> str:
    """Name what a version says in that language now, so that nobody writes over what they have not read."""
    said = json.dumps(criteria.translations.get(code, {}), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def sources(criteria: CriteriaSet) -> dict[str, str]:
    """Return every text that people read of a version, and what each is."""
    found: dict[str, str] = {}
    for one in (criteria, *criteria.criterion_set.all()):
        for name, text in one.texts.items():
            what = str(type(one)._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            found.setdefault(text, what if one is criteria else f"{one.told['title']}: {what}")
    return {text: what for text, what in found.items() if text.strip()}


def translate(criteria: CriteriaSet, code: str, words: Mapping[str, str], *, seen: str, by: "User") -> None:
    """Keep what a draft says in another language, by its texts; `seen` is the `mark` of what was there.

    A text without words is shown as it was written.
    """
    if not by.has_perm("curation.change_criteriaset"):
        raise PermissionDenied
    with transaction.atomic():
        held = CriteriaSet.objects.select_for_update().get(pk=criteria.pk)
        if not held.may_be_edited:
            raise ReviewError(_("This version stays as it is. Copy it as a new draft, and translate that."))
        if seen != mark(held, code):
            raise ReviewError(_("A colleague has translated meanwhile. Compare what is there now, then save."))
        held.translations[code] = cleaned(sources(held), words)
        held.save(update_fields=["translations"])


def _free_version() -> str:
    taken = set(CriteriaSet.objects.values_list("version", flat=True))
    return next(version for version in map(str, range(1, len(taken) + 2)) if version not in taken)
