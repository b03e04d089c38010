"""Which state of what is listed an answer was written from: for tags, and for the time of its last change.

The tag is made of when the record last changed, of the latest edition among what is listed and of how many that are. The number of
the present edition is not in it: that would also count what was put up and taken down again. The day is in it, as what happens on
one day only is left out soon after.
"""

import calendar
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from directory.hsds.taxonomies import VERSION
from directory.models import Edition, Moment, Organization
from directory.morning import morning


class State(NamedTuple):
    origin: Any
    words: int
    words_changed_at: datetime | None
    listed: int
    latest: int
    changed_at: datetime | None

    @property
    def answers_since(self) -> datetime | None:
        """Since when answers are what they are: nothing in them lasts longer than the day."""
        return self.changed_at and max(self.changed_at, morning(timezone.localdate()))

    def tag(self, address: str) -> str:
        site = (settings.SITE_NAME, settings.OPEN_DATA_LICENSE, settings.OPEN_DATA_EMAIL)
        told = (VERSION, *self, timezone.localdate(), address, *site)
        return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


# What the edition that is in the database was found to be, as counting takes longer than most answers.
_kept: tuple[Any, State] | None = None


def present() -> State:
    global _kept  # noqa: PLW0603 (one for each process)
    edition = Edition.objects.filter(pk=1).values_list("origin", "words", "words_changed_at", "number").first()
    if _kept is not None and _kept[0] == edition:
        return _kept[1]
    state = of(Organization.objects.for_open_data())
    if edition and not connection.in_atomic_block:
        # What is seen inside a transaction may never come to be.
        _kept = (edition, state)
    return state


def of(listed: QuerySet[Organization]) -> State:
    """Return the state of an answer: whatever comes, goes or changes in it makes another."""
    edition = Edition.objects.filter(pk=1).values_list("origin", "words", "words_changed_at").first()
    origin, words, words_changed_at = edition or (None, 0, None)
    counted = listed.order_by().aggregate(count=Count("pk"), latest=Max("changed_in"))
    begun_at = Moment.objects.order_by("-number").values_list("begun_at", flat=True).first()
    moments = [moment for moment in (begun_at, words_changed_at) if moment]
    return State(origin, words, words_changed_at, counted["count"], counted["latest"] or 0, max(moments, default=None))


def answered(request: HttpRequest, state: State, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer, or say that the partner has it already; and say which state it is."""
    tag = state.tag(request.build_absolute_uri())
    seconds = calendar.timegm(state.answers_since.utctimetuple()) if state.answers_since else None
    response: HttpResponseBase = get_conditional_response(request, etag=tag, last_modified=seconds) or answer()
    response["ETag"] = tag
    # Records as lines have no room for their terms.
    response["Link"] = f'<{settings.OPEN_DATA_LICENSE[1]}>; rel="license"'
    if seconds:
        response["Last-Modified"] = http_date(seconds)
    return response
