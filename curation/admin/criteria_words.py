"""A version of the criteria in another language: its texts on the left, their translations on the right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from curation import drafting
from curation.forms.translation import field_of
from curation.models import CriteriaSet
from curation.review import ReviewError
from directory.translations import direction

PAGE = "admin/curation/criteriaset/words.html"


def page(model_admin: Any, request: HttpRequest, criteria: CriteriaSet, code: str) -> HttpResponse:
    """Show the texts of a version beside their translations, or keep what was typed for a draft."""
    now = next((one for one in drafting.standings(criteria) if one.code == code), None)
    if now is None:
        raise Http404
    sources, typed, fault = drafting.sources(criteria), request.POST, ""
    if request.method == "POST":
        words = {text: typed.get(field_of(text), "") for text in sources}
        try:
            drafting.translate(criteria, code, words, seen=typed.get("seen", ""), by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Saved. Visitors see it when this version is in force."))
            return redirect("admin:curation_criteriaset_change", criteria.pk)
        except ReviewError as error:
            fault = str(error)
    kept = criteria.translations.get(code, {})
    texts = [_text(typed, text, what, kept.get(text, "")) for text, what in sources.items()]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": str(criteria),
        "opts": model_admin.opts,
        "criteria": criteria,
        "now": now,
        "seen": drafting.mark(criteria, code),
        "fault": fault,
        "texts": texts,
        "may_write": model_admin.has_change_permission(request, criteria),
        "direction": direction(code),
    }
    return TemplateResponse(request, PAGE, context)


def _text(typed: QueryDict, text: str, what: str, kept: str) -> dict[str, str]:
    """Show what was typed just now, and beside it what is kept if that is something else."""
    words = typed.get(field_of(text), kept)
    return {"field": field_of(text), "what": what, "text": text, "words": words, "kept": "" if words == kept else kept}
