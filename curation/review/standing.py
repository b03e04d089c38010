"""Taking a listing down, which one person may do at once, and putting it back, which takes two."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import agreements, opt_outs, publishing, trail
from curation.models import Agreement, Decision, GroupLink, Submission, WithdrawReason
from curation.review.errors import ReviewError
from curation.review.taking import DECIDE, WITHDRAW, check_state, listing_of, record, said, take
from curation.states import SHOWN, Move, State
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

MOST_WORDS = 4000


def withdraw(organization: Organization, *, by: "User", reason: str, words: str = "") -> Submission:
    """Take a listing out of sight now. It leaves no trace that a visitor could find."""
    if reason not in dict(WithdrawReason.of_curators()):
        raise ReviewError(_("Choose why it is taken down."))
    # Nobody is kept from taking something down for want of words.
    words = words.replace("\0", "")[:MOST_WORDS]
    with transaction.atomic():
        entry = take(_entry(organization), Move.WITHDRAW, by, WITHDRAW)
        listing = listing_of(entry)
        take_down(entry, listing, by=by, words={"reason": reason, "words": words})
        if reason == WithdrawReason.GROUP_ASKED:
            remember_leaving(listing, channel=Agreement.Channel.CURATOR)
        return entry


def take_down(entry: Submission, listing: Organization, *, by: "User | str", words: dict[str, Any]) -> None:
    """Do and record it, whoever was found to be allowed to. What may come back can be kept down for another reason."""
    check_state(entry, Move.WITHDRAW)
    if not listing.is_listed and not _may_return(entry):
        raise ReviewError(_("It has been taken down already."))
    record(entry, Move.WITHDRAW, by, words, act=lambda: publishing.withdraw(listing))


def leave(entry: Submission, listing: Organization, *, by: str, words: dict[str, Any]) -> None:
    """Take a listing down for good, or keep it down if it is."""
    if entry.state == State.PUBLISHED:
        take_down(entry, listing, by=by, words=words | {"reason": WithdrawReason.GROUP_ASKED})
    else:
        move = Move.REFUSE_RESTORE if entry.state == State.RESTORING else Move.AGREE
        record(entry, move, by, words | {"taken_back": [Agreement.What.LISTING]})


def take_out(
    entry: Submission, listing: Organization, whats: Collection[str], *, by: str, words: dict[str, Any]
) -> None:
    """Take facts out of a listing. What they were is not kept in the trail."""
    check_state(entry, Move.HIDE)
    for what in whats:
        agreements.write(listing, what, is_given=False, channel=Agreement.Channel.LINK)
    taken = words | {"taken_back": list(whats)}
    record(entry, Move.HIDE, by, taken, act=lambda: publishing.hide(listing, whats))


def remember_leaving(listing: Organization, *, channel: str) -> None:
    """Write down that the group wants not to be listed, so that it is known again; its links end."""
    agreements.write(listing, Agreement.What.LISTING, is_given=False, channel=channel)
    opt_outs.remember(listing, channel=channel)
    publishing.account_for_consent(listing)
    GroupLink.objects.filter(listing=listing, ended_at=None).update(ended_at=timezone.now())


def is_paused(organization: Organization) -> bool:
    """Whether it is down because the group paused it, and for no other reason."""
    return _is_paused(_entry(organization))


def is_asked_back(organization: Organization) -> bool:
    """Whether its group wants it back, and it waits for somebody to agree."""
    entry = _entry(organization)
    return entry.state == State.RESTORING and _proposal(entry).actor == trail.THE_GROUP


def may_be_seen(organization: Organization) -> bool:
    """Whether it is listed, or may be again by one word: the group's, which paused it, or a second person's."""
    return organization.is_listed or _may_return(_entry(organization))


def ask_restore(organization: Organization, *, by: "User", words: str) -> Submission:
    """Propose to put a listing back; it stays down until somebody else agrees."""
    words = said(words, _("Say why it can be put back."))
    with transaction.atomic():
        entry = take(_entry(organization), Move.ASK_RESTORE, by, DECIDE)
        record(entry, Move.ASK_RESTORE, by, {"words": words})
        return entry


def restore(organization: Organization, *, by: "User", words: str = "") -> Submission:
    """Put a listing back that a colleague, or the group by a link that was handed to it, proposed to put back."""
    words = words.replace("\0", "")[:MOST_WORDS]
    with transaction.atomic():
        entry = take(_entry(organization), Move.RESTORE, by, DECIDE)
        required = _people_to_restore(entry)
        if required > 1 and by.get_username() == _who_proposed(entry):
            raise ReviewError(
                _("You proposed this yourself, or made the link it was asked by; somebody else has to agree.")
            )
        listing = listing_of(entry)
        act = partial(publishing.restore, listing)
        record(entry, Move.RESTORE, by, {"words": words}, act=act, reviewers_required=required)
        if _has_left(listing):
            opt_outs.forget(listing)
        return entry


def refuse_restore(organization: Organization, *, by: "User", words: str) -> Submission:
    """Keep a listing down that was proposed to be put back."""
    words = said(words, _("Say why it should stay down."))
    with transaction.atomic():
        entry = take(_entry(organization), Move.REFUSE_RESTORE, by, DECIDE)
        record(entry, Move.REFUSE_RESTORE, by, {"words": words})
        return entry


def _who_proposed(entry: Submission) -> str:
    """Name who proposed to put it back; for the group, who made its link, for they may have opened it themselves."""
    asked = _proposal(entry)
    return asked.body.get("link_by", asked.actor)


def _proposal(entry: Submission) -> Decision:
    return _lines(entry).filter(kind=Move.ASK_RESTORE).select_related("payload").latest("seq")


def _people_to_restore(entry: Submission) -> int:
    """Two where somebody could get hurt or the group itself wished it down, even where one person may publish."""
    grave = {WithdrawReason.SAFETY, WithdrawReason.PAUSED, WithdrawReason.GROUP_ASKED}
    return max(2, settings.REVIEWERS_TO_PUBLISH) if _why_down(entry) & grave else settings.REVIEWERS_TO_PUBLISH


def _why_down(entry: Submission) -> set[str]:
    """Return every reason for which it has been kept down since it was last seen; where a line says none, the gravest.

    By the last of them alone, one person could put another reason in place of a colleague's, and so bring it back.
    """
    since = _lines(entry).filter(kind__in=SHOWN).latest("seq")
    down = _lines(entry).filter(kind=Move.WITHDRAW, seq__gt=since.seq).select_related("payload")
    reasons = {line.body.get("reason", WithdrawReason.SAFETY) for line in down}
    wish = agreements.last(listing_of(entry), Agreement.What.LISTING)
    if wish is not None and not wish.is_given and wish.at > since.at:
        reasons.add(WithdrawReason.GROUP_ASKED)
    return reasons


def _lines(entry: Submission) -> "QuerySet[Decision]":
    return Decision.objects.filter(submission=entry.uuid)


def _is_paused(entry: Submission) -> bool:
    return entry.state == State.WITHDRAWN and _why_down(entry) == {WithdrawReason.PAUSED}


def _may_return(entry: Submission) -> bool:
    return entry.state == State.RESTORING or _is_paused(entry)


def _has_left(listing: Organization) -> bool:
    """Whether its last word on being listed was no."""
    return Agreement.What.LISTING in agreements.taken_back(listing)


def _entry(organization: Organization) -> Submission:
    return Submission.objects.entries().get(organization=organization)
