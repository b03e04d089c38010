"""Beginning a new version of the criteria. One that is in force or was used is never edited."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from curation.models import CriteriaSet

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
            effective_on=timezone.localdate(),
        )
        for criterion in criteria.criterion_set.all():
            criterion.pk, criterion.criteria = None, draft
            criterion.save(force_insert=True)
        return draft


def _free_version() -> str:
    taken = set(CriteriaSet.objects.values_list("version", flat=True))
    return next(version for version in map(str, range(1, len(taken) + 2)) if version not in taken)
