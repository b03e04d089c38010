"""Does again what was taken out since a backup was made, as the list of removals beside the database has it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from curation import links, opt_outs, removals, review
from directory.models import Organization


@dataclass(frozen=True)
class Repeated:
    """How many listings were taken down, how many lost some facts, how many groups asked not to be listed; and how many links ended."""

    down: int
    hidden: int
    left: int
    links: int


def repeat(moment: datetime) -> Repeated:
    """Do again what a copy of that moment does not know of. Who left goes first, so that the trail says why."""
    listed = Organization.objects.listed().count()
    hidden, left = removals.hidden_since(moment), removals.left_since(moment)
    organizations = Organization.objects.in_bulk([note.listing for note in [*hidden, *left]], field_name="public_id")
    for note in left:
        channel, *marks = note.more
        opt_outs.remember_again(marks, on=timezone.localdate(note.at))
        if organization := organizations.get(note.listing):
            review.leave_again(organization, at=note.at, channel=channel)
    lost = {
        note.listing
        for note in hidden
        if (organization := organizations.get(note.listing)) and review.hide_again(organization, note.more, at=note.at)
    }
    for organization in Organization.objects.listed().filter(public_id__in=removals.down_since(moment)):
        review.take_down_again(organization)
    ended = sum(links.end_again(digest) for note in removals.ended_since(moment) for digest in note.more)
    return Repeated(listed - Organization.objects.listed().count(), len(lost), len(left), ended)
