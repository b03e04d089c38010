"""Keeps one network from taking all there is, without knowing which network it is."""

import hashlib
import hmac
import ipaddress
import math
import secrets
import threading
import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest

KEPT_BITS = {4: 24, 6: 48}
DAY, HOUR = 24 * 3600, 3600
# This machine, and the networks that containers and households make for themselves (RFC 1918, 4193 and 4291).
NEARBY = [
    ipaddress.ip_network(network)
    for network in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7", "fe80::/10")
]


class Limiter:
    """Counts how often one network does something in an hour, in memory, without knowing which network it is.

    Networks are kept as keyed digests. The key is made up at random, changes every day and is written nowhere.
    """

    MOST_NETWORKS = 20_000
    # Behind a proxy that names nobody, in a container or as an onion service, everyone seems to come from nearby.
    SHARED = 20
    # Of more networks than can be kept, all others count together.
    OTHERS = b""

    def __init__(self, per_hour: int) -> None:
        self.per_hour = per_hour
        self._lock = threading.Lock()
        self._begin()

    def is_over(self, request: HttpRequest) -> bool:
        """Say whether this network has done it more often than is usual."""
        with self._lock:
            self._renew()
            address = _address(request)
            key = self._key(address)
            is_shared = key == self.OTHERS or any(address in network for network in NEARBY)
            return self._counts[key] >= self.per_hour * (self.SHARED if is_shared else 1)

    def count(self, request: HttpRequest, times: int = 1) -> None:
        with self._lock:
            self._renew()
            self._counts[self._key(_address(request))] += times

    @property
    def seconds_left(self) -> int:
        """Return after how many seconds counting begins anew."""
        return max(1, math.ceil(self._hour + HOUR - time.monotonic()))

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
        key = hmac.new(self._salt, str(network).encode(), hashlib.sha256).digest()
        return key if key in self._counts or len(self._counts) < self.MOST_NETWORKS else self.OTHERS


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
