"""One page for one submission: what each reviewer found, beside each other."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from curation import posted, review, side_by_side, vetting
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
    fault = ""
    if request.method == "POST":
        try:
            messages.success(request, _do(request, submission))
            return redirect("admin:curation_submission_compare", submission.pk)
        except review.ReviewError as error:
            fault = str(error)
    title = _("Side by side: %(name)s") % {"name": submission}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": Submission._meta,
        "submission": submission,
        "rows": side_by_side.rows(submission, user),
        "third": side_by_side.third(submission, user),
        "fault": fault,
        "typed": request.POST,
        "why_third": request.POST.get("why-third", ""),
    }
    return TemplateResponse(request, PAGE, context)


def _do(request: HttpRequest, submission: Submission) -> str:
    pressed, _space, about = request.POST.get("do", "").partition(" ")
    return posted.pressed(ACTS, pressed)(request, submission, about)


def _opine(request: HttpRequest, submission: Submission, about: str, *, agrees: bool) -> str:
    user: Any = request.user
    because, of = request.POST.get("because", ""), _moment(request.POST.get("of", ""))
    review.opine(submission, posted.number(about), by=user, agrees=agrees, because=because, of=of)
    return _("Your opinion stands beside the finding. Your own answers are as they were.")


def _ask_third(request: HttpRequest, submission: Submission, _about: str) -> str:
    user: Any = request.user
    review.ask_third(submission, by=user, because=request.POST.get("why-third", ""))
    return _("A third reader is asked for. They see nothing of yours before their own answers are saved.")


def _moment(typed: str) -> datetime | None:
    try:
        return parse_datetime(typed)
    except ValueError:
        return None


ACTS: dict[str, Callable[[HttpRequest, Submission, str], str]] = {
    "agree": partial(_opine, agrees=True),
    "disagree": partial(_opine, agrees=False),
    "ask-third": _ask_third,
}
