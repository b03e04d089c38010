"""A person's details in an address that visitors are given: of a web page, or of a place that anyone may walk into."""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from curation import personal
from curation.prose import Prose, Span

# A page of one person wherever it leads, and a number as it stands in a link; a row of digits alone is an article's.
ONE_PERSONS_PAGE = re.compile(r"//(?:[a-z-]+\.)*linkedin\.com/in/", re.IGNORECASE)
NUMBER = re.compile(
    r"(?<!\d)(?:\d{3}[-._ ]\d{3}[-._ ]\d{4}|\(\d{3}\)[-._ ]?\d{3}[-._ ]\d{4})(?!\d)|(?:wa\.me/|phone=|tel[:=])\+?\d{7}|\+\d{10,14}(?!\d)"
)
PIECE = re.compile(r"[^/?&=#;,@]+")
NO_LETTER = re.compile(r"[\d\W_]+")
# “charlotte-nc” is a town.
STATE_BEHIND_A_TOWN = re.compile(r" [a-z]{2}$", re.IGNORECASE)
HOME = re.compile(r"\b(?:apt|apartment|flat)\b", re.IGNORECASE)


def in_a_link(url: str, *, names: Sequence[str] = ()) -> bool:
    """Whether a link gives a person away: a page that is named after one, a number, a mailbox. `names` are organizations."""
    told = unquote(url)
    if ONE_PERSONS_PAGE.search(told) or NUMBER.search(told):
        return True
    parts = urlsplit(told)
    pages = f"{parts.path}/{parts.query}/{parts.fragment}"
    # In a path letters stand before the “@” that are none of the mailbox's.
    if any(detail.kind == "personal_email" for detail in personal.findings(re.sub(r"[/=]", " ", pages), names=names)):
        return True
    known = {word for name in names for word in Prose(name).folded.lower().split()}
    return any(_is_someones(words) and not known.issuperset(words.lower().split()) for words in _pieces(pages))


def at_an_open_door(address: str, *, names: Sequence[str] = ()) -> list[personal.PersonalDetail]:
    """List what points to a person in the address of a place open to the public, whose street is meant to be read."""
    found = [
        detail
        for detail in personal.findings(address, names=names)
        if detail.kind != "address" or HOME.search(detail.matched)
    ]
    return found or _addressee(address, names)


def _pieces(pages: str) -> list[str]:
    return [NO_LETTER.sub(" ", Prose(piece).folded).strip() for piece in PIECE.findall(pages)]


def _is_someones(words: str) -> bool:
    return personal.in_a_name(words) == "person" and not STATE_BEHIND_A_TOWN.search(words)


def _addressee(address: str, names: Sequence[str]) -> list[personal.PersonalDetail]:
    """A name with a street behind it is whose home it is."""
    name, comma, _street = address.partition(",")
    if not comma or name in names or not _is_someones(name):
        return []
    prose = Prose(address)
    digest = prose.digest("person", Span(0, len(prose.folded)))
    why = str(personal.WHY["person"])
    return [personal.PersonalDetail("person", name, 0, len(name), address, why, digest)]
