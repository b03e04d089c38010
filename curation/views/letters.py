"""Suggesting a group, and correcting a listing: the form, and the receipt that answers it."""

import logging
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from curation import intake, spam
from curation.anonymous import Stamp, open_to_all
from curation.forms import CorrectionForm, Letter, SuggestionForm
from curation.forms.envelope import Enclosed
from curation.models import GroupLink, Source, Submission
from curation.review import own
from directory.limiting import Limiter
from directory.models import Organization
from directory.record import facts_of
from directory.trying import NOT_NOW

LETTERS = Limiter(per_hour=10)


@open_to_all
def suggest(request: HttpRequest) -> HttpResponse:
    data = _data(request)
    letter = Letter(SuggestionForm(data), data)
    return _answer(request, letter, "curation/suggest.html", {"reviewers": settings.REVIEWERS_TO_PUBLISH})


@open_to_all
def suggest_change(request: HttpRequest, slug: str) -> HttpResponse:
    organization = listing_at(slug)
    data = _data(request)
    letter = Letter(CorrectionForm(data, facts=facts_of(organization)), data, seen=organization.version)
    action = reverse("suggest_change", args=[organization.slug])
    return correct(request, letter, organization, action=action)


def correct(
    request: HttpRequest,
    letter: Letter,
    organization: Organization,
    *,
    action: str,
    entry_url: str = "",
    unseen: str = "",
    link: GroupLink | None = None,
) -> HttpResponse:
    """Take a correction in; `action` is the address its form is sent to.

    `link` and `entry_url`: the private link and the page of the group, if it sends it itself. Raises `ReviewError` if that has ended.
    `unseen`: why it cannot be taken in, as the entry is out of sight. The page comes back with every word.
    """
    context = {"organization": organization, "action": action, "entry_url": entry_url, "unseen": unseen}
    return _answer(
        request,
        letter,
        "curation/correct.html",
        context,
        organization=organization,
        link=link,
        may_be_kept=not unseen,
    )


def _answer(
    request: HttpRequest,
    letter: Letter,
    template: str,
    context: dict[str, Any],
    *,
    organization: Organization | None = None,
    link: GroupLink | None = None,
    may_be_kept: bool = True,
) -> HttpResponse:
    is_busy = False
    try:
        is_ready = letter.is_ready() and may_be_kept
        receipt = _take_in(request, letter, organization, link) if is_ready else None
    except NOT_NOW:
        # Nothing was kept of it. The page comes back with every word, to be sent again.
        logging.getLogger(__name__).exception("A suggestion could not be kept")
        receipt, is_busy = None, True
    if receipt:
        return render(request, "curation/receipt.html", context | {"receipt": receipt, "organization": organization})
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_busy else HTTPStatus.OK
    context |= {"letter": letter, "envelope": letter.envelope(), "is_busy": is_busy}
    return render(request, template, context, status=status)


def _take_in(
    request: HttpRequest, letter: Letter, organization: Organization | None, link: GroupLink | None
) -> intake.Receipt | None:
    stamp, facts, sender = letter.stamp, letter.facts.facts(), letter.sender.sender()
    if not isinstance(stamp, Stamp):
        return None
    held_because = [] if link else signs_of_spam(request, letter, stamp, LETTERS)
    listing = str(organization.public_id) if organization else ""
    receive = partial(
        intake.receive,
        facts,
        source=Source.GROUP if link else Source.FORM,
        purpose=Submission.Purpose.CHANGE if organization else Submission.Purpose.NEW,
        organization=organization,
        sender=sender,
        nonce=stamp.nonce_for([facts, asdict(sender), listing]),
        held_because=held_because,
    )
    try:
        return own.correct(link, receive) if link else receive()
    except ValidationError as error:
        letter.facts.take_faults(error)
        return None


def signs_of_spam(request: HttpRequest, letter: Enclosed, stamp: Stamp, limiter: Limiter) -> list[str]:
    """Say what speaks for spam, and count this one."""
    found = spam.signs(
        texts=letter.texts,
        is_trapped=letter.is_trapped,
        is_too_fast=stamp.is_too_fast,
        is_over=limiter.is_over(request),
    )
    limiter.count(request)
    return found


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def listing_at(slug: str) -> Organization:
    """Find a listing by its address or a former one: somebody may have had the page open while it was renamed."""
    found = Organization.objects.listed().at_address(slug)
    if found is None:
        raise Http404
    return found
