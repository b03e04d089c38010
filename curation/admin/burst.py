"""What came in a burst, side by side. Each is taken up, declined or published on its own page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from curation import attention
from curation.admin import opening
from curation.bursts import Burst, bursts
from curation.models import Submission

PAGE = "admin/curation/submission/burst.html"


def of(user: Any) -> dict[int, Burst]:
    """Return what came in a burst, by its key, as far as `user` may read it. Coalitions are told nothing of the queue."""
    if not user.has_perm("curation.review_submission"):
        return {}
    found = bursts(attention.visible_to(user))
    return {submission.pk: burst for burst in found for submission in burst.submissions}


def show(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm("curation.review_submission"):
        raise PermissionDenied
    submission = opening.open_or_refuse(request, object_id)
    burst = of(user).get(submission.pk) or Burst((submission,), ())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Came within two days, and alike"),
        "opts": Submission._meta,
        "burst": burst,
        "rows": [
            (_("Name"), [one.name for one in burst.submissions]),
            (_("Website"), [one.website for one in burst.submissions]),
            (_("E-mail"), [one.email for one in burst.submissions]),
            (_("Phone"), [one.phone for one in burst.submissions]),
            (_("Place"), [one.place for one in burst.submissions]),
            (_("What it does"), [one.description for one in burst.submissions]),
            (_("Purpose"), [one.get_purpose_display() for one in burst.submissions]),
        ],
    }
    return TemplateResponse(request, PAGE, context)
