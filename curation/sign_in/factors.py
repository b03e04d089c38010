"""Second factors: who has one, when one may go, and what is left when all are lost."""

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet

# Recovery codes are a way back to one of these, and no second factor by themselves.
SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def of(user: "User | AnonymousUser") -> "QuerySet[Authenticator]":
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND)


def is_missing(user: "User | AnonymousUser") -> bool:
    """Say whether `user` has to set up a second factor before anything else."""
    return settings.SECOND_FACTOR_REQUIRED and not of(user).exists()


def may_go(factor: Authenticator) -> bool:
    """Say whether a factor may be removed: the last one may only be replaced."""
    if factor.type not in SECOND or not settings.SECOND_FACTOR_REQUIRED:
        return True
    return of(factor.user).exclude(pk=factor.pk).exists()


def end_all(user: "User") -> bool:
    """Remove every factor and every recovery code of `user`; say whether there was any."""
    return bool(Authenticator.objects.filter(user=user).delete()[0])


def codes_left(user: "User | AnonymousUser") -> int | None:
    """Count the recovery codes that are not used, or none if there are no codes at all."""
    codes = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else None


def passkeys_work(request: HttpRequest) -> bool:
    """Say whether a browser would make a passkey at this address: only over https, and on the machine itself by name."""
    return request.is_secure() or request.get_host().partition(":")[0] == "localhost"
