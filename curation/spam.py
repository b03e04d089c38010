"""Signs of spam. They only ever hold a submission for a closer look: a person decides, and the sender is not told."""

import hashlib
import hmac
import ipaddress
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from curation.models import Report, Submission

MANY_LINKS = 4
MANY_TIMES = 3
WORTH_COMPARING = 20
KEPT_BITS = {4: 24, 6: 48}
DAY, HOUR = 24 * 3600, 3600
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


class Limiter:
    """Counts how often one network does something in an hour, in memory, without knowing which network it is.

    Networks are kept as keyed digests. The key is made up at random, changes every day and is written nowhere.
    """

    MOST_NETWORKS = 20_000
    # Behind a proxy that names nobody, or as an onion service, everyone seems to come from this machine.
    SHARED = 20

    def __init__(self, per_hour: int) -> None:
        self.per_hour = per_hour
        self._lock = threading.Lock()
        self._begin()

    def is_over(self, request: HttpRequest) -> bool:
        """Say whether this network has done it more often than is usual."""
        with self._lock:
            self._renew()
            address = _address(request)
            return self._counts[self._key(address)] >= self.per_hour * (self.SHARED if address.is_loopback else 1)

    def count(self, request: HttpRequest) -> None:
        with self._lock:
            self._renew()
            if len(self._counts) < self.MOST_NETWORKS:
                self._counts[self._key(_address(request))] += 1

    def forget(self) -> None:
        with self._lock:
            self._begin()

    def _begin(self) -> None:
        self._salt, self._day = secrets.token_bytes(32), time.monotonic()
        self._counts: Counter[bytes] = Counter()
        self._hour = self._day

    def _renew(self) -> None:
        now = time.monotonic()
        if now - self._day > DAY:
            self._begin()
        elif now - self._hour > HOUR:
            self._counts.clear()
            self._hour = now

    def _key(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bytes:
        network = ipaddress.ip_network((address, KEPT_BITS[address.version]), strict=False)
        return hmac.new(self._salt, str(network).encode(), hashlib.sha256).digest()


def signs(*, texts: Sequence[str], is_trapped: bool, is_too_fast: bool, is_over: bool) -> list[str]:
    """Say in sentences what speaks for spam in what was written and how it was sent."""
    return [
        *_manner(is_trapped=is_trapped, is_too_fast=is_too_fast, is_over=is_over),
        *_content([text.strip() for text in texts]),
    ]


def _manner(*, is_trapped: bool, is_too_fast: bool, is_over: bool) -> Iterator[str]:
    if is_trapped:
        yield _("A field was filled in that people do not see.")
    if is_too_fast:
        yield _("It was sent within seconds of opening the page.")
    if is_over:
        yield _("Many came from the same network within an hour.")


def _content(texts: list[str]) -> Iterator[str]:
    links = sum(len(LINK.findall(text)) for text in texts)
    if links >= MANY_LINKS:
        yield _("There are %(count)d links in its text.") % {"count": links}
    if any(len(text) >= WORTH_COMPARING and _times_sent(text) >= MANY_TIMES for text in texts):
        yield _("The same text has been sent several times.")


def _times_sent(text: str) -> int:
    alike = Submission.objects.filter(description=text) | Submission.objects.filter(submitter_note=text)
    return alike.count() + Report.objects.filter(words=text).count()


def _address(request: HttpRequest) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    given = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Only what our own proxy added, the last one, is to be believed.
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rsplit(",", 1)[-1].strip()
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return ipaddress.IPv4Address("127.0.0.1")
    return getattr(address, "ipv4_mapped", None) or address
