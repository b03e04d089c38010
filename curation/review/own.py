"""What a listed group does with its own entry by its private link. What only removes needs nobody's leave.

Whoever holds the link acts for the group, so every line in the trail says which link it was and who made it.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import agreements, hiding, intake, links, publishing, trail
from curation.agreements import What
from curation.models import Agreement, Decision, GroupLink, Source, Submission, WithdrawReason
from curation.review import standing, verification
from curation.review.errors import ReviewError
from curation.review.taking import check_state, entry_in_hand, listing_in_hand, record
from curation.states import Move, State
from directory.models import Organization
from directory.record import PlainFacts, facts_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

Purpose = GroupLink.Purpose
Done = TypeVar("Done")
ENTRY_ACTS = frozenset(
    {"confirm", "correct", "hide", "hide-leadership", "pause", "resume", "end-links", "leave", "translate"}
)
# What each link is for, and nothing else.
ALLOWED = {
    Purpose.ENTRY: ENTRY_ACTS,
    Purpose.CONFIRM: ENTRY_ACTS,
    Purpose.LEADERSHIP: frozenset({"show-leadership", "hide-leadership"}),
}


def may(link: GroupLink, act: str) -> bool:
    return act in ALLOWED[Purpose(link.purpose)]


def confirm(link: GroupLink, *, agrees: bool = False, seen: int | None = None) -> None:
    """Take the group's word that the facts are right and, apart from that, that it agrees to be listed.

    `seen` is the version of the listing that its page showed: it confirms what it read, and nothing else.
    """

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        check_state(entry, Move.CONFIRM)
        _check_seen(listing, seen)
        if agrees:
            _write(listing, What.LISTING, is_given=True, how=_("It confirmed its entry."))
        record(entry, Move.CONFIRM, trail.THE_GROUP, words | {"agrees": agrees})
        verification.confirmed_by_group(listing, link)
        publishing.account_for_consent(listing)

    do(link, "confirm", act)
    if link.purpose == Purpose.CONFIRM:
        GroupLink.objects.filter(pk=link.pk).update(ended_at=timezone.now())


def correct(link: GroupLink, receive: Callable[[], intake.Receipt]) -> intake.Receipt:
    """Take in what the group proposes, while the link leads on: which one it came by is known only from when each of them did."""
    return do(link, "correct", lambda _entry, _listing, _words: receive())


def hide(link: GroupLink, whats: Collection[str]) -> list[str]:
    """Take facts out of the entry at once; return where its words still name them, for the group to see to.

    Only the group can put them back, by a correction that is reviewed.
    """
    chosen = [what for what in agreements.HIDEABLE if what in whats]
    if not chosen:
        raise ReviewError(_("Tick what should be taken out."))

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> list[str]:
        before = facts_of(listing)
        standing.take_out(entry, listing, chosen, by=trail.THE_GROUP, words=words)
        return hiding.named_still(before, chosen, listing)

    return do(link, "hide", act)


def hide_leadership(link: GroupLink) -> None:
    """Stop showing who leads it, at once and everywhere."""

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        standing.take_out(entry, listing, [What.LEADERSHIP], by=trail.THE_GROUP, words=words)

    do(link, "hide-leadership", act)


def show_leadership(link: GroupLink, *, seen: int | None = None) -> None:
    """Agree to showing who leads it: the label that reviewers have found, if they have. For `seen` see `confirm`.

    By a link that was not mailed it is a correction like others, or whoever made the link could agree in its place.
    """

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        check_state(entry, Move.AGREE)
        _check_seen(listing, seen)
        label = reviewed_leadership(listing)
        if link.mailed_at is None:
            _propose(listing, {"publish_leadership": True, "leadership": label})
            return
        _write(listing, What.LEADERSHIP, is_given=True)
        record(
            entry, Move.AGREE, trail.THE_GROUP, words | {"what": [What.LEADERSHIP]},
            act=lambda: publishing.show_leadership(listing, label),
        )  # fmt: skip

    do(link, "show-leadership", act)


def _propose(listing: Organization, changed: PlainFacts) -> None:
    """Put the group's wish in the queue, unless the same waits there already."""
    facts = facts_of(listing) | changed
    if all(facts_of(one) != facts for one in waiting(listing)):
        intake.receive(facts, source=Source.GROUP, purpose=Submission.Purpose.CHANGE, organization=listing)


def waiting(listing: Organization) -> "QuerySet[Submission]":
    """List what the group itself proposed and is not decided, oldest first."""
    mine = listing.submissions.open().filter(source=Source.GROUP, purpose=Submission.Purpose.CHANGE)
    return mine.order_by("received_at", "id")


def pause(link: GroupLink) -> None:
    """Take the entry out of sight until the group wants it back."""

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        if entry.state == State.RESTORING:
            # What a curator took down stays that, or the group could end it alone.
            record(entry, Move.REFUSE_RESTORE, trail.THE_GROUP, words)
        else:
            standing.take_down(entry, listing, by=trail.THE_GROUP, words=words | {"reason": WithdrawReason.PAUSED})

    do(link, "pause", act)


def resume(link: GroupLink) -> None:
    """End the group's own pause: nothing was changed meanwhile, and two reviewers have judged what it says.

    Whoever made a link that was not mailed to the group may hold it themselves, so then somebody else has to agree. What a
    curator took down, or what the group left for good, does not come back this way.
    """

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        if listing.is_listed or standing.is_asked_back(listing):
            # Pressed twice, or on a second telephone: the first time has done it.
            return
        if not standing.is_paused(listing):
            raise ReviewError(
                _("It cannot be put back from here. Please ask whoever gave you the address of this page.")
            )
        check_state(entry, Move.ASK_RESTORE)
        record(entry, Move.ASK_RESTORE, trail.THE_GROUP, words)
        if link.mailed_at is not None:
            record(
                entry,
                Move.RESTORE,
                trail.THE_GROUP,
                words,
                act=lambda: publishing.restore(listing),
                reviewers_required=1,
            )

    do(link, "resume", act)


def end_links(link: GroupLink) -> None:
    """End every private link to the entry, this one too: somebody has one who should not, as who is with the group no more."""

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        record(entry, Move.REVOKE_LINK, trail.THE_GROUP, words)
        links.end_all(listing)

    do(link, "end-links", act)


def leave(link: GroupLink) -> None:
    """Take the entry down for good, and remember not to list the group again. Its links end with it."""

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        standing.leave(entry, listing, by=trail.THE_GROUP, words=words)
        standing.remember_leaving(listing, channel=Agreement.Channel.LINK)

    do(link, "leave", act)


def reviewed_leadership(listing: Organization) -> str:
    """Return who leads it as reviewers last let it pass, shown or not."""
    passed = Decision.objects.filter(listing=listing.public_id, kind__in=[Move.PUBLISH, Move.FOUND])
    by_uuid = Submission.objects.in_bulk(passed.values_list("submission", flat=True), field_name="uuid")
    published = [by_uuid[uuid] for uuid in passed.order_by("-seq").values_list("submission", flat=True)]
    return next((one.leadership for one in published if _says_who_leads(one)), "")


def _says_who_leads(submission: Submission) -> bool:
    """Whether it was about that: most changes only repeat what the listing showed when they were written."""
    return submission.base is None or submission.base.get("leadership") != submission.leadership


def _check_seen(listing: Organization, seen: int | None) -> None:
    if seen is not None and seen != listing.version:
        raise ReviewError(
            _(
                "The entry has changed since you opened this page, so nothing was done. Read what it says now, then decide."
            )
        )


def _write(listing: Organization, what: str, *, is_given: bool, how: str = "") -> None:
    agreements.write(listing, what, is_given=is_given, channel=Agreement.Channel.LINK, how=how)


def do(link: GroupLink, name: str, act: Callable[[Submission, Organization, dict[str, Any]], Done]) -> Done:
    """Check that the link still allows it, do it, and note that the link was used. Returns what `act` returns."""
    with transaction.atomic():
        entry = entry_in_hand(link.listing)
        # In the order in which publishing takes them, or each could wait for the other.
        listing = listing_in_hand(link.listing_id)
        link = GroupLink.objects.select_for_update().get(pk=link.pk)
        if not links.leads_on(link) or not may(link, name):
            raise ReviewError(_("This link does not do that, or not any more. Please ask us for a new one."))
        done = act(entry, listing, {"link": link.pk, "link_by": link.author})
        GroupLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
        return done
