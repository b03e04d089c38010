"""The listings whose values are to be looked at again, day by day."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from curation import rereviews

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE, PER_PAGE = "admin/looking_again.html", 50


def may_see(user: "User") -> bool:
    return user.has_perm("curation.review_submission")


def show(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not may_see(user):
        raise PermissionDenied
    due = rereviews.due_for(user)
    context = {
        **admin.site.each_context(request),
        "title": _("Listings to look at again"),
        "suspected": any(one.may_tell_of_someone for one in due),
        "page": Paginator(due, PER_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, PAGE, context)
