"""Whether somebody has lately shown that it is they: asked before what an open desk should not be enough for."""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_password_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from curation.sign_in import factors

PASSWORD, CODE, PASSKEY = "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"


def missing(request: HttpRequest) -> str | None:
    """Name the page that is to be gone through next; none when everything was shown in the last ten minutes.

    A passkey is enough, as it asks for a finger, a face or a PIN. A password is enough where there is no second factor yet.
    """
    shown = {_kind(record) for record in _recent(request)}
    if "webauthn" in shown:
        return None
    if "password" not in shown:
        return PASSWORD
    return None if "code" in shown or not factors.of(request.user).exists() else CODE


def _recent(request: HttpRequest) -> list[dict[str, Any]]:
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return [record for record in get_authentication_records(request, request.user) if record["at"] > since]


def _kind(record: dict[str, Any]) -> str:
    if record["method"] != "mfa":
        return record["method"]
    return "webauthn" if record.get("type") == "webauthn" else "code"


def note(request: HttpRequest, kind: str) -> None:
    """Note that a factor of this kind was used to set it up, which shows as much as signing in with it."""
    record_authentication(request, request.user, "mfa", type=kind)


def let_in(request: HttpRequest, user: Any) -> HttpResponse:
    """Sign in whoever has just chosen a password at their invitation; what comes next is their second factor."""
    return perform_password_login(request, {}, Login(user=user))
