"""What a listing has said of itself since it was first listed, as far as the record still has it."""

from curation.models import Submission
from curation.states import LISTED_ONCE
from directory.models import Organization
from directory.record import PlainFacts, facts_of


def published(listing: Organization) -> list[PlainFacts]:
    """List what was published of it, the oldest first: its entry, its changes, and what it said when they were written."""
    found = []
    for submission in Submission.objects.filter(organization=listing).order_by("received_at", "pk"):
        # Nothing is left of what was erased.
        if submission.base:
            found.append(submission.base)
        if submission.state in LISTED_ONCE:
            found.append(facts_of(submission))
    return found
