"""Is the word inside quotation marks, and are they somebody else's words?"""

import re
from collections.abc import Iterator

from curation.language.passage import Passage
from curation.prose import Prose, Span

DOUBLE = re.compile(r'(?<!\w)"(?=\S)([^"\n]{1,400}?)"(?!\w)')
SINGLE = re.compile(
    r"(?<![\w'])'(?!\d\ds\b|em\b|til\b|cause\b|n\b)(?=[\w¡¿])((?:[^'\n]|(?<=\w)'(?=\w)){1,120}?)(?<=[\w.,!?%])'(?!\w)"
)
OWN_SLOGAN = re.compile(
    r"\b(?:our|my)\s+(?:own\s+)?(?:\w+\s+)?['\"]?$"
    r"|\b(?:motto|mission|slogan|tag ?line|goal|vision|promise|pledge|theme|campaign|battle cry|creed|program|programme|ministry|conference|gala|fundraiser|project)\b[^.\"]{0,25}$"
    r"|\bwe (?:\w+ )?(?:say|proclaim|shout|declare|believe|preach|live by|call (?:it|this|them|our \w+))\b[^.\"]{0,20}$",
    re.IGNORECASE,
)
OTHERS_SLOGAN = re.compile(
    r"\b(?:their|his|her|critic\w*|reject\w*|against|not|never|n't|stop|oppos\w+|no)\b[^.\"]{0,40}$", re.IGNORECASE
)
OWN_SPEAKER = re.compile(
    r"^\W*(?:says?|said|writes?|adds?|explains?) [A-Z][\w' ]{0,20}, (?:an?|the|now an?|one of)\b[^.;\"]{0,30}\bour\b"
    r"|^\W*(?:says?|said|explains?|adds?|added|notes?)\s+(?:our|the|founder|executive|director|pastor|reverend|board|ceo|president|team|staff|officer|detective|chief|sheriff)\b",
    re.IGNORECASE,
)


def quotes(prose: Prose) -> list[Span]:
    """List what stands in quotation marks, without the marks."""
    return [*_spans(prose, DOUBLE), *_spans(prose, SINGLE)]


def is_quoted(passage: Passage, within: list[Span]) -> bool:
    """Say whether the words are someone else's; an own motto in quotation marks is still own voice."""
    for quote in within:
        if quote.holds(passage.start, passage.end):
            return not _is_own(passage, quote)
    return False


def _spans(prose: Prose, pattern: re.Pattern[str]) -> Iterator[Span]:
    for found in pattern.finditer(prose.folded):
        yield Span(found.start(1), found.end(1))


def _is_own(passage: Passage, quote: Span) -> bool:
    text = passage.prose.folded
    before = text[max(0, quote.start - 61) : quote.start - 1]
    if OWN_SLOGAN.search(before) and not OTHERS_SLOGAN.search(before):
        return True
    return bool(OWN_SPEAKER.search(text[quote.end + 1 : quote.end + 60]))
