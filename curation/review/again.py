"""Decides once more what was decided after a backup was made and did not come back with it. It only ever takes away."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from curation import agreements, trail
from curation.review import standing
from curation.review.taking import entry_in_hand
from directory.models import Organization


@transaction.atomic
def take_down_again(organization: Organization) -> None:
    """Take down what somebody had taken down."""
    words = {"words": _("It had been taken down after the backup was made.")}
    standing.take_down(entry_in_hand(organization), organization, by=trail.THIS_SITE, words=words)


@transaction.atomic
def hide_again(organization: Organization, whats: Collection[str], *, at: datetime) -> bool:
    """Take out again what the group took out at `at`. Whether any of it was there."""
    lost = [what for what in whats if what in agreements.FACTS and not _is_known(organization, what, at)]
    if lost:
        words = {"words": _("The group had taken it out after the backup was made.")}
        standing.take_out(entry_in_hand(organization), organization, lost, by=trail.THIS_SITE, words=words)
    return bool(lost)


@transaction.atomic
def leave_again(organization: Organization, *, at: datetime, channel: str) -> None:
    """Take down for good the group that left at `at`."""
    if _is_known(organization, agreements.What.LISTING, at):
        return
    words = {"words": _("The group had left after the backup was made.")}
    standing.leave(entry_in_hand(organization), organization, by=trail.THIS_SITE, words=words)
    standing.remember_leaving(organization, channel=channel)


def _is_known(organization: Organization, what: str, at: datetime) -> bool:
    """Whether the ledger has this “no” already, or a later word of the group: both are removed a little before they are kept."""
    last = agreements.last(organization, what)
    return last is not None and (not last.is_given or last.at > at)
