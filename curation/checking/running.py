"""Checking links: those of listings by and by, and one piece of evidence when a reviewer asks for it.

A check writes down what was found and nothing else. What becomes of a listing is for people to decide.
"""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import conflicts, vetting
from curation.checking.fetching import fetch
from curation.checking.judging import judge
from curation.checking.wire import THE_INTERNET, Wire
from curation.models import Evidence, LinkCheck, LinkResult, Submission
from curation.models.link_checks import LinkCheckQuerySet
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW, is_recused
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# What is well is looked at once a month, what is not once a week.
WELL, UNWELL = timedelta(days=30), timedelta(days=7)
A_MOMENT = timedelta(minutes=1)
FOUND = (
    "result", "detail", "checked_at", "since", "times", "quote_found", "moved_to", "as_seen", "seen_on", "as_found",
)  # fmt: skip
# A page of the desk waits for a check, so that one at a time is enough for it.
_BY_HAND = threading.Lock()


def visible_to(user: "User") -> LinkCheckQuerySet:
    """Return the links of public listings that `user` may look at: all, but where a conflict of interest closes it."""
    if not user.has_perm(REVIEW):
        return LinkCheck.objects.none()
    found = LinkCheck.objects.filter(listing__in=Organization.objects.listed())
    return found.exclude(listing__in=conflicts.closed_listings(user)).select_related("listing")


def due() -> LinkCheckQuerySet:
    """Name the links of listings that are to be checked, those never checked first."""
    now = timezone.now()
    is_due = Q(checked_at=None) | Q(checked_at__lt=now - WELL)
    is_due |= Q(checked_at__lt=now - UNWELL) & ~Q(result=LinkResult.OK)
    links = LinkCheck.objects.filter(is_due, listing__in=Organization.objects.listed())
    return links.order_by(F("checked_at").asc(nulls_first=True), "id")


def check_due(most: int, wire: Wire = THE_INTERNET) -> Iterator[LinkCheck]:
    """Check up to `most` links, one by one: what is checked stays checked, wherever it stops."""
    for pk in list(due().values_list("pk", flat=True)[:most]):
        # Taken down meanwhile, or checked by somebody else.
        if link := due().filter(pk=pk).first():
            yield check(link, wire)


def check(link: LinkCheck, wire: Wire = THE_INTERNET) -> LinkCheck:
    """Look behind one link, and write down what was found."""
    found = fetch(link.url, wire)
    verdict = judge(link.url, link.quote, found, link.as_seen)
    now = timezone.now()
    if verdict.result != link.result:
        link.since, link.times = now, 0
    link.times = min(link.times + 1, 1000)
    link.result, link.detail, link.checked_at = verdict.result, verdict.detail, now
    link.quote_found, link.as_found = verdict.quote_found, verdict.facts
    link.moved_to = found.url[:2000] if verdict.facts and found.url != link.url else ""
    if verdict.result in {LinkResult.OK, LinkResult.MOVED} and not link.as_seen:
        # Where it has moved to is not agreed to yet.
        url = {"url": link.url} if verdict.result == LinkResult.MOVED else {}
        link.as_seen, link.seen_on = verdict.facts | url, timezone.localdate(now)
    _keep(link)
    return link


def check_now(link: LinkCheck, *, by: "User", wire: Wire = THE_INTERNET) -> LinkCheck:
    """Check a link of a listing because a reviewer asks for it."""
    if not visible_to(by).filter(pk=link.pk).exists():
        raise PermissionDenied
    return _check_by_hand(link, wire)


def readable_evidence(submission: Submission, by: "User") -> QuerySet[Evidence]:
    """List the evidence with a link that `by` may read now: nobody learns from a link what a colleague found."""
    if not by.has_perm(REVIEW) or is_recused(submission, by):
        return Evidence.objects.none()
    found = Evidence.objects.filter(finding__review__submission=submission).exclude(url="")
    if not vetting.sees_others(submission, by):
        found = found.filter(Q(finding__review__reviewer=by) | Q(finding__review__reviewer=None))
    return found.select_related("finding__criterion").order_by("finding__criterion__position", "finding", "id")


def looked_behind(submission: Submission, by: "User") -> list[tuple[Evidence, LinkCheck | None]]:
    """List that evidence, each with what was found behind its link if somebody asked."""
    evidence = list(readable_evidence(submission, by))
    kept = LinkCheck.objects.filter(finding__in={item.finding_id for item in evidence})
    found = {(link.finding_id, link.url, link.quote): link for link in kept}
    return [(item, found.get((item.finding_id, item.url, item.quote))) for item in evidence]


def check_evidence(submission: Submission, number: int, *, by: "User", wire: Wire = THE_INTERNET) -> LinkCheck:
    """Check a piece of evidence, published or not, because a reviewer who can read it asks for it."""
    if not by.has_perm(REVIEW):
        raise PermissionDenied
    for evidence, link in looked_behind(submission, by):
        if evidence.pk == number:
            new = LinkCheck(finding=evidence.finding, url=evidence.url, quote=evidence.quote)
            return _check_by_hand(link or new, wire)
    raise ReviewError(_("This evidence is no longer there: it was saved anew meanwhile. Look at the page again."))


def still_theirs(link: LinkCheck, *, by: "User") -> LinkCheck:
    """Take the page as it was found last for what it should be: somebody has looked, and it is in order."""
    if not visible_to(by).filter(pk=link.pk).exists():
        raise PermissionDenied
    if not link.as_found:
        raise ReviewError(_("There is no page to go by. Correct the link of the listing, or check it again later."))
    link.as_seen, link.seen_on = link.as_found, timezone.localdate()
    link.result, link.detail, link.moved_to, link.since = LinkResult.OK, "", "", timezone.now()
    _keep(link)
    return link


def _keep(link: LinkCheck) -> None:
    """Write it down, but never bring back a record that went meanwhile with its listing."""
    found = {name: getattr(link, name) for name in FOUND}
    if link.pk is None:
        # Two presses at once leave one record.
        new, _is_new = LinkCheck.objects.update_or_create(
            finding=link.finding, url=link.url, quote=link.quote, defaults=found
        )
        link.pk = new.pk
    else:
        LinkCheck.objects.filter(pk=link.pk).update(**found)


def _check_by_hand(link: LinkCheck, wire: Wire) -> LinkCheck:
    if not settings.CHECK_LINKS:
        raise ReviewError(_("Checking links is switched off on this site. Whoever runs it can switch it on."))
    if link.checked_at and link.checked_at > timezone.now() - A_MOMENT:
        raise ReviewError(_("It was checked a moment ago."))
    if not _BY_HAND.acquire(blocking=False):
        raise ReviewError(_("Another link is being checked just now. Try again in a few seconds."))
    try:
        return check(link, wire)
    finally:
        _BY_HAND.release()
