"""What a conflict of interest closes to whoever declared it: the submission, and all else about the same listing."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from curation.models import Review, Submission
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CLOSED = gettext_lazy("You declared a conflict of interest here, so it is closed to you.")


def closed_to(user: "User") -> Q:
    """Name what a conflict of interest closes to `user`: where they declared it, and all about the same listing."""
    recused = Review.objects.filter(reviewer=user, is_recused=True)
    return Q(pk__in=recused.values("submission")) | Q(organization__in=closed_listings(user))


def closed_listings(user: "User") -> QuerySet[Review, Any]:
    """Name the listings that a conflict of interest closes to `user`, by their number."""
    recused = Review.objects.filter(reviewer=user, is_recused=True, submission__organization__isnull=False)
    return recused.values("submission__organization")


def is_closed(listing: Organization, user: "User") -> bool:
    """Whether a conflict of interest closes to `user` what belongs to a listing. What visitors read is open to all."""
    return closed_listings(user).filter(submission__organization=listing).exists()


def having_one(submission: Submission) -> QuerySet[Review, Any]:
    """Name the reviewers who declared one about a submission, or about anything else of the same listing."""
    about = Q(submission=submission)
    if submission.organization_id is not None:
        about |= Q(submission__organization=submission.organization_id)
    return Review.objects.filter(about, is_recused=True).values("reviewer")
