"""How we vet: the questions as they are in force, and every version that ever was."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from curation import comparing
from curation.models import OFFERED, CriteriaSet, Criterion, Evidence


@dataclass(frozen=True)
class Asked:
    """One question, ready to be printed in the language of the page."""

    criterion: Criterion

    @property
    def sub_questions(self) -> list[str]:
        return _lines(self.criterion.told["sub_questions"])

    @property
    def good_signs(self) -> list[str]:
        return _lines(self.criterion.told["good_signs"])

    @property
    def warning_signs(self) -> list[str]:
        return _lines(self.criterion.told["warning_signs"])

    @property
    def grades(self) -> list[tuple[str, str, bool]]:
        """List each finding, what it means for this question, and whether it is good enough to be listed."""
        return [(str(label), self.criterion.meaning(grade), self.criterion.passes(grade)) for grade, label in OFFERED]


@require_safe
def how_we_vet(request: HttpRequest) -> HttpResponse:
    current = _in_force()
    if current is None:
        raise Http404
    return _page(request, current, is_current=True)


@require_safe
def criteria_version(request: HttpRequest, version: str) -> HttpResponse:
    asked = get_object_or_404(CriteriaSet.objects.published(), version=version)
    return _page(request, asked, is_current=False)


def _in_force() -> CriteriaSet | None:
    """Return the version in force; there is none before the first was put in force."""
    try:
        return CriteriaSet.objects.current()
    except CriteriaSet.DoesNotExist:
        return None


def _page(request: HttpRequest, criteria: CriteriaSet, *, is_current: bool) -> HttpResponse:
    before = _in_force() if criteria.is_under_comment else None
    asked = list(criteria.criterion_set.all())
    context = {
        "before": before,
        "comparison": comparing.compare(before, criteria) if before else [],
        "proposed": CriteriaSet.objects.under_comment() if is_current else None,
        "criteria": criteria,
        "is_current": is_current,
        "questions": [Asked(criterion) for criterion in asked],
        "tongue": next(filter(None, (one.tongue for one in (criteria, *asked))), ""),
        "versions": CriteriaSet.objects.published(),
        "ladder": Evidence.Kind.choices,
        "reviewers": settings.REVIEWERS_TO_PUBLISH,
    }
    return render(request, "curation/how_we_vet.html", context)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
