"""Stands at the door of the desk, and nowhere else: a visitor's page never comes near a session."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from curation.sign_in import again, factors, proof, rules, sessions

logger = logging.getLogger(__name__)


class DeskDoor:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.FORBIDDEN and _is_desk(request):
            # What was asked for, by its route, and never by whom.
            logger.warning("Refused", extra={"request": request, "status_code": response.status_code})
        return response

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not _is_desk(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in rules.OPEN:
            return None
        if not request.user.is_authenticated or not sessions.keep(request):
            return _sign_in(request)
        if factors.is_missing(request.user) and name not in rules.SETTING_UP:
            return redirect("mfa_index")
        return _prove(request) if name in rules.PROVEN else None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer before allauth does, which would keep the whole request in the session."""
        if isinstance(error, ReauthenticationRequired):
            return _prove(request) or redirect("mfa_index")
        return None


def _is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in; but whoever wrote for longer than a session lasts must not lose what they wrote."""
    return again.given_back(request) or redirect_to_login(request.get_full_path())


def _prove(request: HttpRequest) -> HttpResponse | None:
    step = proof.missing(request)
    if step is None:
        return None
    if request.method == "POST":
        messages.warning(request, _("Nothing was done yet. Show that it is you, and then do it again."))
    return redirect(f"{reverse(step)}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")
