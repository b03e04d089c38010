"""A public page is a function of its address and of the state of the public record: so it is made once, and has a tag.

Of most pages that state is the edition; of a group's own it is how those few listings stand that the page is about.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from directory.models import Edition
from directory.question import is_chosen

View = Callable[..., HttpResponse]
# A thousand pages of groups, or some hundreds of lists.
MOST_BYTES = 32_000_000
LONGEST_ADDRESS = 500
OK = 200


@dataclass
class Page:
    content: bytes
    kind: str
    tag: str

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.content, 6, mtime=0)

    @property
    def room(self) -> int:
        """Return how many bytes it takes at most: packed, as it is when somebody asks for it so, it is smaller."""
        return 2 * len(self.content)


class Pages:
    """The pages asked for last; the others go when all together are more than `MOST_BYTES`."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple[object, ...], Page] = OrderedDict()
        self._bytes, self._lock = 0, Lock()

    def get(self, key: tuple[object, ...]) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, key: tuple[object, ...], page: Page) -> None:
        with self._lock:
            # Two threads may have made the same page.
            if key in self._pages:
                return
            self._pages[key] = page
            self._bytes += page.room
            while self._bytes > MOST_BYTES:
                _key, oldest = self._pages.popitem(last=False)
                self._bytes -= oldest.room

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._bytes = 0


pages = Pages()


def page_of(
    state: Callable[..., tuple[object, ...] | None], may_ask: Callable[[QueryDict], bool] = lambda asked: not asked
) -> Callable[[View], View]:
    """Answer from what this process made of the same address in the same `state`, on the same day and in the same language.

    `state` is asked what the view is; where it knows of none, nothing is remembered. Nor is an address that asks something,
    unless it `may_ask` that: whatever is added to an address and does no harm may be what somebody typed.
    Only for pages that say nothing to one visitor which they would not say to another.
    """

    def kept(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            # It is read before the page is made: what changes in between makes a page that nobody asks for again.
            now = state(*given, **named) if may_ask(request.GET) and _may_be_kept(request) else None
            if now is None:
                return view(request, *given, **named)
            key = (request.get_full_path(), *now, timezone.localdate(), get_language(), settings.SITE_NAME)
            page = pages.get(key)
            if page is None:
                response = view(request, *given, **named)
                if response.status_code != OK:
                    return response
                page = _page(response)
                pages.keep(key, page)
            return _answered(request, page)

        return answer

    return kept


def _edition(**_named: Any) -> tuple[object, ...]:
    return Edition.objects.now()


page_of_edition = page_of(_edition)
page_of_answer = page_of(_edition, is_chosen)


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        not connection.in_atomic_block
        and len(request.get_full_path()) <= LONGEST_ADDRESS
        and request.method in ("GET", "HEAD")
        # A page of a copy says other things than the one that visitors get.
        and not hasattr(request, "copy")
    )


def _page(response: HttpResponse) -> Page:
    content = response.content
    # Processors have instructions for this digest, so it takes half as long as others.
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return Page(content, response.headers["Content-Type"], tag)


def _answered(request: HttpRequest, page: Page) -> HttpResponse:
    if page.tag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(page.packed, content_type=page.kind, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.content, content_type=page.kind)
    response.headers["ETag"] = page.tag
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
