"""What stands in a column of one social network: a handle is its page there, and other words need the network’s name."""

import re
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from curation.sheets.reading import TOLD, RowReading
from directory.cells import bare, split
from directory.search.folding import fold
from directory.written import part_of

_HANDLE = re.compile(r"@(\w(?:[\w.-]{0,60}\w)?)", re.ASCII)


class Network(NamedTuple):
    name: str
    hosts: tuple[str, ...]
    before: str = ""


_INSTAGRAM = Network("Instagram", ("instagram.com",))
_FACEBOOK = Network("Facebook", ("facebook.com", "fb.com", "m.facebook.com"))
_X = Network("X", ("x.com", "twitter.com"))
_TIKTOK = Network("TikTok", ("tiktok.com",), "@")
_BLUESKY = Network("Bluesky", ("bsky.app",), "profile/")
_BY_WORD = {
    "instagram": _INSTAGRAM, "insta": _INSTAGRAM, "ig": _INSTAGRAM, "facebook": _FACEBOOK, "fb": _FACEBOOK, "twitter": _X, "x": _X,
    "tiktok": _TIKTOK, "bluesky": _BLUESKY, "bsky": _BLUESKY,
}  # fmt: skip


def spelled_out(row: RowReading, column: int, line: str) -> str:
    """Write a way so that it leads to the network its heading names, or at least names it."""
    network = _named_in(row.sense.headings[column])
    if network is None:
        return line
    first, *rest = split(line, "|") or [line]
    if part_of(bare(first)) != "what":
        return line
    after = _page(network, bare(first)) or f"{network.name}: {first}"
    sentence = _("“%(before)s” was read as “%(after)s”.")
    row.tell(TOLD, "handle", column, sentence % {"before": bare(first), "after": bare(after)})
    return " | ".join([after, *rest])


@lru_cache(maxsize=1000)
def _named_in(heading: str) -> Network | None:
    """Return the network a heading names: of several, nobody can tell which one a handle is of."""
    named = {_BY_WORD[word] for word in fold(heading.replace("Tik Tok", "TikTok")).split() if word in _BY_WORD}
    return named.pop() if len(named) == 1 else None


def _page(network: Network, text: str) -> str:
    """Return the address of a page there; nothing if it is not sure that `text` says one."""
    if text.casefold().startswith(tuple(f"{host}/" for host in network.hosts)):
        return f"https://{text}"
    handle = _HANDLE.fullmatch(text)
    if not handle:
        return ""
    name = handle[1]
    if network is _BLUESKY and "." not in name:
        name = f"{name}.bsky.social"
    return f"https://{network.hosts[0]}/{network.before}{name}"
