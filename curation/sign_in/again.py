"""Gives back what was typed at the desk and could not be taken in, so that it is sent again and not typed again.

A sign-in makes the tokens of pages that were open before it worth nothing. Where the browser says that the page was
ours, nobody else can have filled it in, and whoever is signed in now may send it on once they have seen it.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from curation.anonymous import came_from_here
from curation.sign_in import rules
from directory.trying import typed

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (the name of a field)
# What a page sends beside what somebody typed or chose.
UNTYPED = ("seen", "do", "-evidence-TOTAL_FORMS", "-evidence-INITIAL_FORMS", "-evidence-MIN_NUM_FORMS", "-evidence-MAX_NUM_FORMS")  # fmt: skip


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form of the desk whose token is of an earlier sign-in, or any form whose token is missing or wrong."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    is_desk = request.path_info.startswith(f"/{settings.ADMIN_PATH}") and name not in rules.OPEN
    says_where_from = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    answer = given_back(request) if is_desk and says_where_from and came_from_here(request) else None
    return answer or csrf_failure(request, reason)


def given_back(request: HttpRequest) -> HttpResponse | None:
    """Show what was typed, with a way to send it again; None if nothing was, or nothing that may be shown."""
    sent = [(name, value) for name, value in typed(request) if name != TOKEN]
    if not any(value.strip() for name, value in sent):
        return None
    user = request.user
    context = {
        "title": _("Send it again") if user.is_authenticated else _("You were signed out"),
        "sent": sent,
        "typed": [(name, value) for name, value in sent if value.strip() and not name.endswith(UNTYPED)],
        "who": user.get_username() if user.is_authenticated else "",
        "site_header": settings.SITE_NAME,
        "site_title": settings.SITE_NAME,
    }
    status = HTTPStatus.FORBIDDEN if user.is_authenticated else HTTPStatus.UNAUTHORIZED
    return render(request, "admin/sign_in/again.html", context, status=status)
