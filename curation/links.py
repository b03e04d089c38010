"""Private links for a listed group: made for one listing and one purpose, shown once, and kept as a digest alone."""

import secrets
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import keyed, removals, trail
from curation.conflicts import is_closed
from curation.models import GroupLink, Submission
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, entry_in_hand, listing_of, record, take
from curation.states import Move
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Made(NamedTuple):
    """A new link and its token, which is nowhere else."""

    link: GroupLink
    token: str


def make(listing: Organization, *, purpose: str, by: "User", is_mailed: bool = False) -> Made:
    """Make a link for a curator to pass on to the group, or to be mailed to its own address."""
    if purpose not in GroupLink.Purpose.values:
        raise ReviewError(_("Choose what the link is for."))
    with transaction.atomic():
        entry = take(entry_in_hand(listing), Move.MAKE_LINK, by, REVIEW, may_be_in_hand=True)
        # As it is now: its address may have changed since the page was opened, and whoever reads the former acts for nobody.
        return _made(entry, listing_of(entry), purpose, by, is_mailed=is_mailed)


def make_for_round(listing: Organization) -> Made:
    """Make the link of the yearly round."""
    with transaction.atomic():
        return _made(entry_in_hand(listing), listing, GroupLink.Purpose.CONFIRM, None, is_mailed=True)


def not_mailed(link: GroupLink) -> None:
    """Note that the mail was refused, and that a curator passes the link on."""
    link.mailed_at = None
    link.save(update_fields=["mailed_at"])


def revoke(listing: Organization, number: int, *, by: "User") -> None:
    """End the link with this number."""
    with transaction.atomic():
        entry = take(entry_in_hand(listing), Move.REVOKE_LINK, by, REVIEW, may_be_in_hand=True)
        link = GroupLink.objects.filter(listing=listing, pk=number, ended_at=None).first()
        if link is None:
            raise ReviewError(_("There is no such link, or it has ended already."))
        _end(link, entry, by)
        removals.note(removals.ENDED, listing.public_id, link.token_digest)


def end_all(listing: Organization) -> None:
    """End every link to a listing, in the database and beside it: no old copy brings one back."""
    living_ones = GroupLink.objects.filter(listing=listing, ended_at=None)
    removals.note(removals.ENDED, listing.public_id, *living_ones.values_list("token_digest", flat=True))
    living_ones.update(ended_at=timezone.now())


def end_again(digest: str) -> bool:
    """End what was ended after a backup was made. Whether it would have led on."""
    with transaction.atomic():
        link = GroupLink.objects.select_related("listing").filter(token_digest=digest, ended_at=None).first()
        if link is not None:
            _end(link, entry_in_hand(link.listing), trail.THIS_SITE)
        return link is not None


def _end(link: GroupLink, entry: Submission, by: "User | str") -> None:
    link.ended_at = timezone.now()
    link.save(update_fields=["ended_at"])
    record(entry, Move.REVOKE_LINK, by, {"link": link.pk})


def living(token: str) -> GroupLink | None:
    """Return the link with this token, while it leads anywhere."""
    link = GroupLink.objects.select_related("listing", "made_by").filter(token_digest=_digest(token)).first()
    return link if link is not None and leads_on(link) else None


def leads_on(link: GroupLink) -> bool:
    """Whether it still lets somebody act for the group.

    Whoever made one that was not mailed may hold it themselves: it ends with their account, and when they declare a conflict.
    """
    maker = link.made_by
    if not link.is_living or maker is None or link.mailed_at is not None:
        return link.is_living
    return maker.is_active and not is_closed(link.listing, maker)


def address(site: str, token: str) -> str:
    """Return the whole address that the group opens."""
    return f"{site}{reverse('group_entry', args=[token])}"


def _made(entry: Submission, listing: Organization, purpose: str, by: "User | None", *, is_mailed: bool) -> Made:
    token = secrets.token_urlsafe(32)
    link = GroupLink.objects.create(
        listing=listing,
        purpose=purpose,
        token_digest=_digest(token),
        made_by=by,
        mailed_at=timezone.now() if is_mailed else None,
    )
    record(entry, Move.MAKE_LINK, by or trail.THIS_SITE, {"link": link.pk, "purpose": purpose})
    return Made(link, token)


def _digest(token: str) -> str:
    return keyed.digest(token, of="group link")
