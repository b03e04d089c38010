"""Text as it was typed, next to the same text made plain, so that rules read one and people are shown the other."""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

MARKS = {"\u2044": "/"}
MARKS |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-")
MARKS |= dict.fromkeys("\u2014\u2015", " - ")
MARKS |= dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`\u2039\u203a", "'")
MARKS |= dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d", '"')
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u200e\u200f\u034f")
LATIN_TWINS = str.maketrans(
    "аеорсухіјѕԁһАВЕКМНОРСТХІЈЅοαеνΑΒΕΖΗΙΚΜΝΟΡΤΧ", "aeopcyxijsdhABEKMHOPCTXIJSoaevABEZHIKMNOPTX"
)

SHORT_FORMS = (
    r"(?:\b(?:st|mr|mrs|ms|mx|dr|vs|ave|blvd|rd|apt|inc|no|jr|sr|dept|prof|rev|sra|dra)|\b[a-z]\.[a-z]|\b[a-z])"
)
GAP = re.compile(r"\s+")
NEW_PARAGRAPH = re.compile(r"\n\s*(?:\n|[*\u2022-]\s|\d+[.)]\s|(?=[A-Z\"']))")
ENDING = re.compile(r"[.!?]+['\")\]]*(?=\s|$)|\n")
SHORT_FORM_AT_END = re.compile(SHORT_FORMS + r"$", re.IGNORECASE)
MIXED_WORD = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0370-\u04ff])\w{1,40}\b")


LETTERS = re.compile(r"[^\W\d_]+")
# Most texts are of plain letters: to part their words takes a fifth of the time of finding them.
PARTED = {code: chr(code) if chr(code).isalpha() else " " for code in range(128)}


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


def words_in(text: str) -> list[str]:
    """Return the letters that stand together, as they are written."""
    return text.translate(PARTED).split() if text.isascii() else LETTERS.findall(text)


class Prose:
    """Fold `original` for matching while remembering where each folded character came from."""

    def __init__(self, original: str) -> None:
        self.original = original
        plain, self._sources = _without_gaps(*_made_plain(original))
        self.folded = (
            plain if plain.isascii() else MIXED_WORD.sub(lambda word: word.group().translate(LATIN_TWINS), plain)
        )

    @cached_property
    def _origins(self) -> list[int]:
        return [*self._sources, len(self.original)]

    @cached_property
    def sentences(self) -> list[Span]:
        """Cut the folded text at full stops and new lines, but not after “St.” or “U.S.”."""
        spans: list[Span] = []
        start = 0
        for ending in ENDING.finditer(self.folded):
            if self._is_short_form(ending):
                continue
            spans.append(Span(start, ending.end()))
            start = ending.end()
        spans.append(Span(start, len(self.folded)))
        return [span for span in spans if self.folded[span.start : span.end].strip()] or spans[:1]

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_at(self, position: int) -> Span:
        return self.sentences[max(0, bisect_right(self._starts, position) - 1)]

    def original_span(self, start: int, end: int) -> Span:
        """Give the place in the text as typed for a place in the folded text."""
        return Span(self._origins[start], self._origins[end - 1] + 1 if end > start else self._origins[end])

    def as_typed(self, span: Span) -> str:
        place = self.original_span(span.start, span.end)
        return self.original[place.start : place.end].strip()

    def digest(self, subject: str, span: Span) -> str:
        """Name `subject` in this sentence, whatever its spacing, capitals or punctuation marks."""
        words = " ".join(re.findall(r"\w+", self.folded[span.start : span.end].casefold()))
        return hashlib.sha256(f"{subject}\n{words}".encode()).hexdigest()

    def _is_short_form(self, ending: re.Match[str]) -> bool:
        if ending.group()[0] != ".":
            return False
        following = self.folded[ending.end() : ending.end() + 3].strip()
        if not following or ending.group() != ".":
            return False
        return bool(SHORT_FORM_AT_END.search(self.folded, max(0, ending.start() - 6), ending.start()))


def _made_plain(original: str) -> tuple[str, Sequence[int]]:
    if original.isascii():
        return original, range(len(original))
    pairs = [(plain, index) for index, character in enumerate(original) for plain in _plain(character)]
    return "".join(plain for plain, _index in pairs), [index for _plain_one, index in pairs]


def _without_gaps(plain: str, origins: Sequence[int]) -> tuple[str, Sequence[int]]:
    """Make one space of any gap, and one new line of a gap that begins a paragraph or a list item."""
    # Any gap but a space is a letter that cannot be printed; to ask so costs a tenth of looking for gaps.
    if plain.isprintable() and "  " not in plain:
        return plain, origins
    pieces: list[str] = []
    places: list[int] = []
    reached = 0
    for gap in GAP.finditer(plain):
        begins_anew = "\n" in gap.group() and NEW_PARAGRAPH.search(plain, gap.start(), gap.end() + 3)
        pieces += [plain[reached : gap.start()], "\n" if begins_anew else " "]
        places += [*origins[reached : gap.start()], origins[gap.start()]]
        reached = gap.end()
    return "".join([*pieces, plain[reached:]]), [*places, *origins[reached:]]


def _plain(character: str) -> str:
    if character.isascii():
        return character
    if character in UNSEEN:
        return ""
    if character in MARKS:
        return MARKS[character]
    apart = unicodedata.normalize("NFKD", character)
    return "".join(MARKS.get(part, part) for part in apart if not unicodedata.combining(part))
