"""Which addresses may be asked at all: names of public machines, over the web's own two ports."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST, LONGEST_HOST = 2000, 253
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# A last label like these makes the whole a number to some programs: 127.1, 0x7f.1, 2130706433.
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# Only these are handed out to machines of the internet. It leaves out every IPv4 address in the clothes of IPv6, whose
# inside may be anywhere: mapped, compatible, translated (NAT64).
UNICAST = ipaddress.IPv6Network("2000::/3")
# Within what is global, to some version of Python: Teredo and its neighbours, 6to4 and its relays, examples.
DETOURS = [
    ipaddress.ip_network(block) for block in ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20", "192.88.99.0/24")
]


class Refused(Exception):
    """This address is never asked, whatever is behind it."""


class Target(NamedTuple):
    """A web address in its parts. `host` is in ASCII, `path` has the query and no fragment."""

    scheme: str
    host: str
    path: str

    @property
    def port(self) -> int:
        return PORTS[self.scheme]

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.path}"


def target_of(url: str) -> Target:
    """Take an address apart. Raises `Refused` for anything but a plain web address of a named machine."""
    if len(url) > LONGEST or re.search(r"[\x00-\x20\x7f\\]", url):
        raise Refused
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise Refused from problem
    if parts.scheme not in PORTS or "@" in parts.netloc or port not in {None, PORTS[parts.scheme]}:
        raise Refused
    path = parts.path or "/"
    asked = f"{path}?{parts.query}" if parts.query else path
    return Target(parts.scheme, _host(parts.hostname or ""), _in_ascii(asked))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet at large, and not of this machine, its network or a detour to them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address) and (found.scope_id or found not in UNICAST):
        return False
    return found.is_global and not found.is_multicast and not any(found in block for block in DETOURS)


def _host(name: str) -> str:
    """Return a host name in ASCII. Numbers are refused in every spelling: no group is known by one."""
    try:
        host = name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as problem:
        raise Refused from problem
    labels = host.split(".")
    if len(host) > LONGEST_HOST or not all(LABEL.fullmatch(label) for label in labels) or NUMBER.fullmatch(labels[-1]):
        raise Refused
    return host


def _in_ascii(path: str) -> str:
    """Write letters beyond ASCII as browsers send them; what is escaped already stays so."""
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in path
    )
