"""Whose spreadsheets somebody brings."""

from itertools import chain, count

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from curation.models import Coalition
from curation.review.errors import ReviewError

LONGEST_NAME = 120


def coalitions_of(user: User) -> list[Coalition]:
    """Return the coalitions `user` is a member of; somebody of none gets one of their own, called by their handle."""
    with transaction.atomic():
        # Two pages opened at once make one coalition.
        User.objects.select_for_update().get(pk=user.pk)
        found = list(Coalition.objects.filter(members=user))
        if found:
            return found
        own = Coalition.objects.create(name=_free_name(user.get_username()))
        own.members.add(user)
        return [own]


def is_member(user: User, coalition: Coalition) -> bool:
    return coalition.members.filter(pk=user.pk).exists()


def named(name: str, *, by: User) -> Coalition:
    """Return the coalition of that name. Raises `ReviewError` if `by` is no member of it."""
    mine = coalitions_of(by)
    found = next((one for one in mine if one.name == name), None)
    if found is None:
        sentence = _(
            "%(who)s is not a member of “%(name)s”, only of %(known)s. "
            "An administrator makes coalitions on the desk, under Coalitions, and says there who is a member."
        )
        known = ", ".join(f"“{one.name}”" for one in mine)
        raise ReviewError(sentence % {"who": by, "name": name, "known": known})
    return found


def _free_name(handle: str) -> str:
    """A handle may be called like a coalition that is somebody else's."""
    ends = chain([""], (f" {number}" for number in count(2)))
    names = (f"{handle[: LONGEST_NAME - len(end)]}{end}" for end in ends)
    return next(name for name in names if not Coalition.objects.filter(name=name).exists())
