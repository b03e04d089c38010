"""What an answer means. It asks a question of a person, and never answers it: nothing is taken down because of it."""

import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from curation.checking import reading
from curation.checking.fetching import Fetched
from curation.models.link_checks import LinkDetail, LinkResult

GONE = {404, 410}
# Less than this part of the words in common: another page, whatever is still called the same.
UNLIKE = 0.15
# What a page says that stands where somebody's site was. Looked for on short pages only.
PARKED = (
    "domain is for sale", "domain name is for sale", "domain may be for sale", "buy this domain", "domain is parked", "parked free",
    "parked domain", "domain has expired", "inquire about this domain", "make an offer on this domain",
)  # fmt: skip
SHORT_PAGE = 3000


@dataclass(frozen=True)
class Verdict:
    """`facts` is what may be kept of the page, to compare a later one with."""

    result: LinkResult
    detail: LinkDetail
    facts: dict[str, Any]
    quote_found: bool | None = None


def judge(url: str, quote: str, found: Fetched, before: dict[str, Any]) -> Verdict:
    """Compare what came with what was looked for, and with the `facts` of the page as it should be."""
    if found.failure:
        return Verdict(LinkResult.UNCHECKED, LinkDetail(found.failure), {})
    if found.status in GONE:
        return Verdict(LinkResult.GONE, LinkDetail.NOT_THERE, {})
    if not 200 <= found.status < 300:  # noqa: PLR2004
        return Verdict(LinkResult.UNCHECKED, LinkDetail.REFUSES if found.status < 500 else LinkDetail.BROKEN, {})  # noqa: PLR2004
    return _judge_page(url, quote, found, before)


def _judge_page(url: str, quote: str, found: Fetched, before: dict[str, Any]) -> Verdict:
    text = reading.text_of(found.body, found.content_type)
    facts = _facts(found, text)
    has_quote = reading.has_quote(text, quote) if quote and text is not None else None
    if before and (before["url"], before["digest"]) == (facts["url"], facts["digest"]):
        return Verdict(LinkResult.OK, LinkDetail.NONE, facts, has_quote)
    if owner := _other_owner(text or "", facts, before):
        return Verdict(LinkResult.OWNER, owner, facts, has_quote)
    if has_quote is False and not found.is_cut:
        return Verdict(LinkResult.QUOTE, LinkDetail.NONE, facts, has_quote)
    if quote and not has_quote:
        return Verdict(LinkResult.UNCHECKED, LinkDetail.TOO_LONG if found.is_cut else LinkDetail.NO_TEXT, facts)
    if _has_moved(url, found):
        return Verdict(LinkResult.MOVED, LinkDetail.NONE, facts, has_quote)
    return Verdict(LinkResult.OK, LinkDetail.NONE, facts, has_quote)


def _facts(found: Fetched, text: str | None) -> dict[str, Any]:
    return {
        "url": found.url,
        "owner": found.owner,
        "issuer": found.issuer,
        "digest": reading.digest(text) if text is not None else hashlib.sha256(found.body).hexdigest(),
        "words": reading.sketch(text or ""),
    }


def _other_owner(text: str, facts: dict[str, Any], before: dict[str, Any]) -> LinkDetail | None:
    """Say why it may be somebody else's by now: for sale, or another page under another name or certificate."""
    said = " ".join(text.casefold().split())
    if len(said) < SHORT_PAGE and any(phrase in said for phrase in PARKED):
        return LinkDetail.FOR_SALE
    if not before or not before["words"] or reading.likeness(before["words"], facts["words"]) >= UNLIKE:
        return None
    if not _is_kin(before["url"], facts["url"]):
        return LinkDetail.OTHER_HOST
    was, now = (before["owner"], before["issuer"]), (facts["owner"], facts["issuer"])
    return LinkDetail.OTHER_CERTIFICATE if any(was) and any(now) and was != now else None


def _has_moved(url: str, found: Fetched) -> bool:
    """Whether it is elsewhere for good, or at another site. Only https, “www.” or a last slash more is not elsewhere."""
    asked, came = urlsplit(url), urlsplit(found.url)
    same_page = (asked.path.rstrip("/"), asked.query) == (came.path.rstrip("/"), came.query)
    return not _is_kin(url, found.url) or (found.has_moved and not same_page)


def _is_kin(one: str, other: str) -> bool:
    """Whether two addresses are of one site, or of one within the other."""
    names = sorted(((urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)), key=len)
    return names[0] == names[1] or names[1].endswith(f".{names[0]}")
