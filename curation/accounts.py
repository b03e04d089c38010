"""Curators' accounts: every invitation and every change of roles is a line in the trail.

Whoever may invite could be two people. That cannot be ruled out, so it is made to be seen: by every colleague, on the desk.
"""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from curation import trail
from curation.models import Decision
from curation.sign_in import factors, sessions

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet


def invite(user: "User", *, by: "User | str") -> str:
    """Let `user` in anew: what they signed in with so far ends, and the path returned is where they choose again.

    It is also what a lost second factor costs, so nobody does it for themselves: one person would be enough then.
    """
    if by == user:
        raise PermissionDenied
    with transaction.atomic():
        words: dict[str, Any] = {"again": user.has_usable_password(), "roles": _roles(user)}
        if factors.end_all(user):
            words["factor"] = "ended"
        user.set_unusable_password()
        user.save()
        sessions.end_all(user)
        trail.record_account(user, trail.INVITE, by=by, words=words)
    return invitation_path(user)


def record_factor(user: "User", what: str) -> None:
    """Write down that `user` changed how they sign in, so that colleagues can ask whether it was they."""
    trail.record_account(user, trail.CHANGE_FACTOR, by=user, words={"roles": _roles(user), "factor": what})


def record_change(user: "User", *, by: "User") -> None:
    """Write down which roles `user` has now, and whether they can sign in."""
    words = {"roles": _roles(user), "is_active": user.is_active}
    trail.record_account(user, trail.CHANGE_ACCOUNT, by=by, words=words)


def recent_lines() -> "QuerySet[Decision]":
    """Return the lines about accounts, newest first."""
    lines = Decision.objects.filter(kind__in=[trail.INVITE, trail.CHANGE_ACCOUNT, trail.CHANGE_FACTOR])
    return lines.select_related("payload").order_by("-seq")[:10]


def invitation_path(user: "User") -> str:
    """Return the path at which `user` chooses a password: for some days, and until they have chosen one."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("admin:invitation", args=[uid, default_token_generator.make_token(user)])


def _roles(user: "User") -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))
