"""“Did you mean”: a word nobody wrote, and the word most like it that listings do say."""

from collections.abc import Callable, Mapping

from rapidfuzz import distance, process

from directory.search.questions import Synonyms
from directory.search.words import STOP_WORDS, forms, runs

# Of words shorter than this, every other one is alike.
SHORTEST = 4
ALIKE = 0.8


def suggestion(text: str, known: Mapping[str, int], synonyms: Synonyms, is_said: Callable[[str], bool]) -> str:
    """Return what was asked with its unknown words put right, or nothing if none can be.

    `is_said` tells whether a listing has a word anywhere: that one was meant, though `known` are only names and topics.
    """
    spoken = ["".join(run) for run in runs(text)]
    meant = {word for phrase in synonyms for word in phrase} | known.keys()
    corrected = []
    for word in spoken:
        other = _nearest(word, known, meant)
        corrected.append(other if other and not is_said(word) else word)
    return " ".join(corrected) if corrected != spoken else ""


def _nearest(word: str, known: Mapping[str, int], meant: set[str]) -> str:
    others = forms(word)
    if len(word) < SHORTEST or word in STOP_WORDS or word in meant or others & known.keys():
        return ""
    # A form of what people may type is that word before it is any other: “rapes” is “rape”, not “races”.
    if same := others & meant:
        return min(same)
    # In order, or which of several as alike is offered would differ from process to process.
    options = sorted([other for other in meant if len(other) >= SHORTEST and other[0] == word[0]] or meant)
    found = process.extract(
        word, options, scorer=distance.DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE - 0.1, limit=5
    )
    likely = [one for one in found if one[1] >= ALIKE or _one_slip(word, one[0])]
    # The likeliest word is the most alike; of several, the one that more listings say.
    return max(likely, key=lambda one: (one[1], known.get(one[0], 0)), default=("",))[0]


def _one_slip(word: str, other: str) -> bool:
    return distance.DamerauLevenshtein.distance(word, other) == 1
