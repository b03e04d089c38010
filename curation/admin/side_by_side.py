"""One page for one submission: what each reviewer found, beside each other."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from curation import side_by_side, vetting
from curation.admin import opening
from curation.models import Submission
from curation.review.taking import REVIEW

PAGE = "admin/curation/submission/side_by_side.html"


def show(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm(REVIEW):
        raise PermissionDenied
    submission = opening.open_or_refuse(request, object_id)
    if not vetting.sees_others(submission, user):
        messages.info(request, _("What colleagues found is shown once you have saved your own answers."))
        return redirect("admin:curation_submission_change", submission.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Side by side: %(name)s") % {"name": submission},
        "opts": Submission._meta,
        "submission": submission,
        "rows": side_by_side.rows(submission, user),
    }
    return TemplateResponse(request, PAGE, context)
