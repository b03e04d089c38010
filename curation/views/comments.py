"""Commenting on criteria that are proposed: no account, no cookie, and nobody but our curators reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from curation import comments
from curation.anonymous import open_to_all
from curation.forms.comment import CommentLetter
from curation.models import CriteriaComment, CriteriaSet
from curation.views.letters import signs_of_spam
from directory.limiting import Limiter

COMMENTS = Limiter(per_hour=10)


@open_to_all
def comment(request: HttpRequest, version: str) -> HttpResponse:
    criteria = get_object_or_404(CriteriaSet.objects.published(), version=version)
    letter = CommentLetter(request.POST if request.method == "POST" else None)
    taken_in = _take_in(request, letter, criteria) if criteria.is_open_to_comments and letter.is_ready() else None
    context = {"criteria": criteria, "letter": letter, "envelope": letter.envelope(), "taken_in": taken_in}
    return render(request, "curation/comment.html", context)


def _take_in(request: HttpRequest, letter: CommentLetter, criteria: CriteriaSet) -> CriteriaComment | None:
    stamp = letter.stamp
    if stamp is None:
        return None
    held_because = signs_of_spam(request, letter, stamp, COMMENTS)
    nonce = stamp.nonce_for([letter.words, criteria.version])
    return comments.receive(criteria, words=letter.words, nonce=nonce, held_because=held_because)
