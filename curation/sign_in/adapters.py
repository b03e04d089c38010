"""What allauth asks us: how we count tries, when it is enough to have signed in, and how secrets are kept."""

import base64
import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from curation import keyed
from curation.sign_in import attempts, factors, proof

logger = logging.getLogger(__name__)

WRONG = _("That is not right. Look at what you typed, and try again.")
TOO_OFTEN = _("That was wrong too often. Wait a quarter of an hour, or sign in with a passkey.")


class Accounts(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        # One sentence for both, so that it tells nobody which handles there are.
        "username_password_mismatch": _("The handle or the password is not right."),
        "incorrect_password": WRONG,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Let a sign-in count as the proof that it is, for as long as any other."""
        return proof.missing(context.request) is not None

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        logger.info("A curator signed in.")

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        messages.error(request, self.error_messages["username_password_mismatch"])
        return redirect("account_login")

    def add_message(
        self, request: HttpRequest, level: int, *args: Any, message: str | None = None, **kwargs: Any
    ) -> None:
        """Pass on what went wrong; what went well our own pages say."""
        if message:
            messages.add_message(request, level, message)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Know nobody by their address: tries are counted by account here, and by network in `attempts`."""
        return "0.0.0.0"  # noqa: S104 (nothing listens there)

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        attempts.must_be_counted()
        super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by handle alone. allauth counts by host name too, and whoever tries can choose among several."""
        return str(credentials.get("username", "")).casefold()


class Factors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG,
        "cannot_delete_authenticator": _("This is your only second factor. Set up another one first."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key that is not in the database, so that neither is the secret."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. One that another key sealed becomes a secret that nobody knows, so that no code fits it."""
        try:
            return _fernet().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return factors.may_go(authenticator)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's name)
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return str(_("Passkey %(number)d") % {"number": number})

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def _get_site_name(self) -> str:
        return settings.SITE_NAME


def _fernet() -> Fernet:
    """Make the key from the one that never changes: a new secret key must lock nobody out."""
    key = bytes.fromhex(keyed.digest("the key", of="second factors"))
    return Fernet(base64.urlsafe_b64encode(key))
