"""The one door for comments on criteria that are proposed: no account, no address, and nothing comes of them by itself."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from curation import reference
from curation.models import CriteriaComment, CriteriaSet
from curation.review import ReviewError


def receive(criteria: CriteriaSet, *, words: str, nonce: str, held_because: Sequence[str] = ()) -> CriteriaComment:
    """Take in a comment, once for each page it was sent from. Raises `ReviewError` once comments have ended."""
    if not criteria.is_open_to_comments:
        raise ReviewError(_("This version is not open to comments."))
    comment, _is_new = CriteriaComment.objects.get_or_create(
        page_digest=reference.digest(reference.reference_for(nonce)),
        defaults={"criteria": criteria, "words": words, "held_because": list(held_because)},
    )
    return comment
