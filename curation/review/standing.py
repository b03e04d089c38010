"""Taking a listing down, which one person may do at once, and putting it back, which takes two."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from curation import publishing
from curation.models import Decision, Submission, WithdrawReason
from curation.review.errors import ReviewError
from curation.review.taking import DECIDE, WITHDRAW, record, said, take
from curation.states import Move
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_WORDS = 4000


def withdraw(organization: Organization, *, by: "User", reason: str, words: str = "") -> Submission:
    """Take a listing out of sight now. It leaves no trace that a visitor could find."""
    if reason not in WithdrawReason.values:
        raise ReviewError(_("Choose why it is taken down."))
    # Nobody is kept from taking something down for want of words.
    words = words.replace("\0", "")[:MOST_WORDS]
    with transaction.atomic():
        entry = take(_entry(organization), Move.WITHDRAW, by, WITHDRAW)
        listing = _listing(entry)
        record(entry, Move.WITHDRAW, by, {"reason": reason, "words": words}, act=lambda: publishing.withdraw(listing))
        return entry


def ask_restore(organization: Organization, *, by: "User", words: str) -> Submission:
    """Propose to put a listing back; it stays down until somebody else agrees."""
    words = said(words, _("Say why it can be put back."))
    with transaction.atomic():
        entry = take(_entry(organization), Move.ASK_RESTORE, by, DECIDE)
        record(entry, Move.ASK_RESTORE, by, {"words": words})
        return entry


def restore(organization: Organization, *, by: "User") -> Submission:
    """Put a listing back that a colleague proposed to put back."""
    with transaction.atomic():
        entry = take(_entry(organization), Move.RESTORE, by, DECIDE)
        asked = Decision.objects.filter(submission=entry.uuid, kind=Move.ASK_RESTORE).last()
        required = _people_to_restore(entry)
        if required > 1 and asked is not None and asked.actor == by.get_username():
            raise ReviewError(_("You proposed this yourself; somebody else has to agree."))
        listing = _listing(entry)
        record(entry, Move.RESTORE, by, act=lambda: publishing.restore(listing), reviewers_required=required)
        return entry


def refuse_restore(organization: Organization, *, by: "User", words: str) -> Submission:
    """Keep a listing down that was proposed to be put back."""
    words = said(words, _("Say why it should stay down."))
    with transaction.atomic():
        entry = take(_entry(organization), Move.REFUSE_RESTORE, by, DECIDE)
        record(entry, Move.REFUSE_RESTORE, by, {"words": words})
        return entry


def _people_to_restore(entry: Submission) -> int:
    """Two where somebody could get hurt, even on a site where one person may publish."""
    down = Decision.objects.filter(submission=entry.uuid, kind=Move.WITHDRAW).select_related("payload").last()
    payload = getattr(down, "payload", None)
    reason = payload.body["reason"] if payload else WithdrawReason.SAFETY
    return max(2, settings.REVIEWERS_TO_PUBLISH) if reason == WithdrawReason.SAFETY else settings.REVIEWERS_TO_PUBLISH


def _entry(organization: Organization) -> Submission:
    return Submission.objects.entries().get(organization=organization)


def _listing(entry: Submission) -> Organization:
    if entry.organization is None:
        raise ReviewError(_("“%(name)s” has no listing.") % {"name": entry})
    return entry.organization
