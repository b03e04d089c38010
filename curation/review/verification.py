"""Checking a listing's facts again: what was confirmed, or that nobody answered. No state changes, and nothing is taken down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import publishing, verifying
from curation.models import GroupLink, Submission, Verification
from curation.review.errors import ReviewError
from curation.review.taking import DECIDE, REVIEW, entry_in_hand, listing_in_hand, record, take
from curation.states import Move
from directory.models import Organization
from directory.record import facts_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

How, Result = Verification.How, Verification.Result


@dataclass(frozen=True)
class Checked:
    """What a curator says of one attempt: the parts and the ways (by `verifying.key_of`) that are right as they stand."""

    how: str
    on: date
    result: str
    facts: Collection[str] = ()
    ways: Collection[str] = ()


def verify(listing: Organization, checked: Checked, *, by: "User", seen: int) -> Verification:
    """Write down one attempt to check a listing again. `seen` is the version of the listing that the page showed."""
    with transaction.atomic():
        entry = take(entry_in_hand(listing), Move.VERIFY, by, REVIEW, may_be_in_hand=True)
        listing = listing_in_hand(listing.pk)
        if listing.version != seen:
            raise ReviewError(_("The listing has changed since this page was made. Look at what it says now."))
        _check(listing, checked)
        return _write(entry, listing, checked, by=by)


def keep_unreached(listing: Organization, *, by: "User") -> None:
    """Keep a listing whose group cannot be reached, with the notice that says so."""
    with transaction.atomic():
        entry = take(entry_in_hand(listing), Move.KEEP_UNREACHED, by, DECIDE, may_be_in_hand=True)
        if not verifying.to_decide().filter(pk=listing.pk).exists():
            raise ReviewError(_("There is nothing to decide here any more."))
        record(entry, Move.KEEP_UNREACHED, by)


def confirmed_by_group(listing: Organization, link: GroupLink) -> None:
    """Write down that the group confirmed by its link all that was shown to it. Its line is in the trail already."""
    checked = Checked(
        How.LINK,
        timezone.localdate(),
        Result.CONFIRMED,
        verifying.parts_of(facts_of(listing)),
        [verifying.key_of(way) for way in listing.ways.all()],
    )
    publishing.verified(listing, _event(listing, checked, link=link.pk))


def _check(listing: Organization, checked: Checked) -> None:
    """Refuse what cannot be so."""
    if checked.how not in {How.CALLED, How.WROTE, How.WEBSITE}:
        raise ReviewError(_("Say how you checked."))
    if checked.on > timezone.localdate():
        raise ReviewError(_("That day has not come yet."))
    if checked.result == Result.NO_ANSWER:
        if checked.how not in verifying.REACHES_OUT:
            raise ReviewError(_("Only a call or a message can stay without an answer."))
        if checked.facts or checked.ways:
            raise ReviewError(
                _("You ticked something as confirmed, and said that nobody answered. It is one or the other.")
            )
    elif checked.result == Result.CONFIRMED and not (checked.facts or checked.ways):
        raise ReviewError(_("Tick what was confirmed."))
    known = {*verifying.parts_of(facts_of(listing)), *map(verifying.key_of, listing.ways.all())}
    if checked.result not in Result.values or not known.issuperset([*checked.facts, *checked.ways]):
        raise ReviewError(_("Something was ticked that the listing does not say. Try again."))


def _write(entry: Submission, listing: Organization, checked: Checked, *, by: "User") -> Verification:
    event = _event(listing, checked, by=by)
    words = {"how": checked.how, "result": checked.result, "facts": event.facts, "ways": len(event.ways)}
    record(entry, Move.VERIFY, by, words, act=lambda: publishing.verified(listing, event))
    return event


def _event(
    listing: Organization, checked: Checked, *, by: "User | None" = None, link: int | None = None
) -> Verification:
    return Verification.objects.create(
        listing=listing, on=checked.on, how=checked.how, result=checked.result,
        facts=sorted(checked.facts), ways=sorted(checked.ways), by=by, link=link,
    )  # fmt: skip
