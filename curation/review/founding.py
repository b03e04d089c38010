"""The founding decision: made by the start-up command, once, on an empty directory, by nobody's review."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from curation import publishing, trail
from curation.models import Decision, Submission
from curation.review.errors import ReviewError
from curation.review.outcome import snapshot
from curation.review.taking import check_state, record
from curation.states import Move
from directory.choices import Ground


def found(submission: Submission) -> Submission:
    """List an organization on the word of the document. Refused once any reviewer has decided anything."""
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=submission.pk)
        check_state(submission, Move.FOUND)
        if Decision.objects.exclude(kind__in=[trail.RECEIVE, Move.FOUND]).exists():
            raise ReviewError(_("The founding list is made once, before any other decision."))
        reviews = list(
            submission.reviews.filter(reviewer=None).prefetch_related("findings__criterion", "findings__evidence")
        )
        if not any(review.findings.all() for review in reviews):
            raise ReviewError(_("“%(name)s” has no finding by the document.") % {"name": submission})
        listing = uuid.uuid4()

        def act() -> None:
            submission.organization = publishing.apply(
                submission, listing=listing, carried=reviews, ground=Ground.FOUNDING
            )

        record(submission, Move.FOUND, trail.THE_DOCUMENT, {"findings": snapshot(reviews)}, act=act, listing=listing)
        return submission
