"""In which language somebody wrote, told by the small words of a text that hardly stand in another one.

Others than the site's are told too: what is in French is not to be read out as Spanish.
"""

from collections import Counter
from itertools import chain

from django.conf import settings

# Words that are names, or English in one and not in another, tell nothing.
TELLING = {
    "en": frozenset({"the", "and", "of", "for", "with", "are", "who", "they", "is", "by", "we", "our", "to", "from", "their", "you"}),
    "es": frozenset({"el", "la", "los", "las", "y", "de", "del", "para", "con", "que", "por", "una", "en", "se", "nos", "somos"}),
    "fr": frozenset({"le", "la", "les", "des", "et", "de", "pour", "avec", "qui", "que", "dans", "une", "en", "se", "nous", "est", "sur", "par", "aux", "du"}),
    "pt": frozenset({"os", "da", "das", "dos", "de", "com", "que", "uma", "não", "em", "se", "ou", "são", "pela", "pelo", "nós", "mais", "às"}),
}  # fmt: skip
# What two of them have tells half as much.
_TIMES = Counter(chain.from_iterable(TELLING.values()))
_SHARED, _ANY = frozenset(word for word, times in _TIMES.items() if times > 1), frozenset(_TIMES)
# A name in another language has one or none of them.
FEWEST = 2
# Every card asks, so it is asked of the beginning, and of words that no mark touches.
LOOKED_AT = 250


def guess(text: str, fewest: int = FEWEST) -> str:
    """Return the code of the language, or nothing if the beginning of the text has few words that tell, or half as many of another one.

    Between two that share most of their words it is one of the site's, unless another has more.
    """
    said = _ANY.intersection(text[:LOOKED_AT].casefold().split())
    if len(said) < fewest:
        return ""
    found = {code: both for code, words in TELLING.items() if (both := said & words)}
    if len(found) == 1:
        return next(iter(found))
    counts = {code: 2 * len(words) - len(words & _SHARED) for code, words in found.items()}
    of_site = dict(settings.LANGUAGES)
    most, most_here = (max((counts[code] for code in codes), default=0) for codes in (counts, counts.keys() & of_site))
    likely = [code for code, count in counts.items() if 2 * count >= most and (code in of_site or count > most_here)]
    return likely[0] if len(likely) == 1 and len(found[likely[0]]) >= fewest else ""
