"""Whose spreadsheets somebody brings."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from curation.models import Coalition
from curation.review.errors import ReviewError

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def coalitions_of(user: "User") -> list[Coalition]:
    """Return the coalitions `user` is a member of; somebody of none gets one of their own, called by their handle."""
    found = list(Coalition.objects.filter(members=user))
    if found:
        return found
    own, _is_new = Coalition.objects.get_or_create(name=user.get_username())
    own.members.add(user)
    return [own]


def named(name: str, *, by: "User") -> Coalition:
    """Return the coalition of that name. Raises `ReviewError` if `by` is no member of it."""
    found = next((one for one in coalitions_of(by) if one.name == name), None)
    if found is None:
        raise ReviewError(_("%(who)s is not a member of “%(name)s”.") % {"who": by, "name": name})
    return found
