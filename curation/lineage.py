"""What earlier versions of the criteria still settle: which finding answers which question of the version in force.

A version that says the same more clearly keeps every answer. One that changes what is asked keeps the answers to the
questions it left word for word as they were.
"""

from collections.abc import Iterable, Mapping

from django.db.models import prefetch_related_objects

from curation import comparing
from curation.models import CriteriaSet, Criterion, Finding, Review


def answers(review: Review, asked_by: Mapping[int, str]) -> dict[str, Finding]:
    """Return the standing findings of `review`, by the short name of the question in force each of them answers.

    `asked_by` is what `asking` returns: read once for all reviews that are looked at together.
    """
    standing = (finding for finding in review.findings.all() if finding.reopened_at is None)
    return {asked_by[finding.criterion_id]: finding for finding in standing if finding.criterion_id in asked_by}


def asked_anew(review: Review, asked: Iterable[Criterion]) -> list[Criterion]:
    """List the questions `asked` that newer criteria changed, or added, since `review` began."""
    asked_by, still_counting = asking(), counting()
    findings = list(review.findings.select_related("criterion__criteria"))
    if all(finding.criterion.criteria in still_counting for finding in findings):
        return []
    kept = {asked_by.get(finding.criterion_id) for finding in findings}
    return [criterion for criterion in asked if criterion.code not in kept]


def asking() -> dict[int, str]:
    """Name, by every row that asks it, each question in force: its own row, and those of the versions before."""
    versions = _once_in_force()
    prefetch_related_objects(versions, "criterion_set")
    newest, *earlier = versions
    rows = {criterion.code: criterion for criterion in newest.criterion_set.all()}
    found = {criterion.pk: code for code, criterion in rows.items()}
    later = newest
    for version in earlier:
        before = {criterion.code: criterion for criterion in version.criterion_set.all()}
        is_editorial = later.change_kind == CriteriaSet.ChangeKind.EDITORIAL
        rows = {
            code: before[code]
            for code, criterion in rows.items()
            if code in before and (is_editorial or comparing.is_same(before[code], criterion))
        }
        found |= {criterion.pk: code for code, criterion in rows.items()}
        later = version
    return found


def counting() -> list[CriteriaSet]:
    """List the version in force, and the earlier ones from which it differs in wording alone."""
    counted = []
    for version in _once_in_force():
        counted.append(version)
        if version.change_kind == CriteriaSet.ChangeKind.SUBSTANTIVE:
            break
    return counted


def overtaken() -> dict[str, CriteriaSet]:
    """Name, by each version that no longer counts, the first after it that asks something else."""
    found: dict[str, CriteriaSet] = {}
    newer = None
    for version in _once_in_force():
        if newer is not None:
            found[version.version] = newer
        if version.change_kind == CriteriaSet.ChangeKind.SUBSTANTIVE:
            newer = version
    return found


def _once_in_force() -> list[CriteriaSet]:
    """List the version in force, then those before it, the latest first."""
    in_force = CriteriaSet.objects.current()
    earlier = CriteriaSet.objects.once_in_force().filter(effective_on__lte=in_force.effective_on)
    earlier = earlier.exclude(pk=in_force.pk).order_by("-effective_on", "-id")
    return [in_force, *earlier]
