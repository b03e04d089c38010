"""Text cut into words for searching, and each word in the forms under which it is found.

Everything that decides what matches is here, in Python: both databases only compare words that are ready, so both find the same.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from directory.search.folding import fold_and_forget

# Scripts that put no spaces between words, and Korean, whose words carry endings: any run of letters may be asked for. Korean
# is folded into its parts, which is how it is compared.
UNSPACED = (
    "\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f"
)
_PIECES = re.compile(rf"[{UNSPACED}]|[^{UNSPACED}\s]+")
_IS_UNSPACED = re.compile(rf"[{UNSPACED}]")
LONGEST = 40
# Words that say nothing alone; an article in a question is no condition, nor is what makes it a sentence. Those of one language
# count in every other, for nobody says which they write in.
STOP_WORDS = frozenset(
    """
    a an the of for in on at and or to with by near from into but because if as
    i im ive my me mine we our you your he him his she her they them their it its
    am is are was were be been being have has had do does did dont can cant could will would should
    where who what how when why this that these there here
    need want wants wanted looking please get go find now today tonight
    someone somebody anyone anybody somewhere anywhere some any

    de del la las el los un una unos unas y o en con para por al
    yo mi mis me tu te ella se su sus nos lo que es como cuando donde adonde quien
    soy estoy esta estar esto este ser fue fui sido hay ha han he tengo puedo puede pueden podria
    necesito busco buscando quiero quiere quisiera favor hoy anoche ahora aqui cerca alguien algo algun alguna

    le les des du et ou dans pour par au aux
    """.split()  # noqa: SIM905 (one by one they fill the file)
)
# Words that are in names, and say no more than when where they follow another.
STOP_PAIRS = frozenset({("esta", "noche"), ("last", "night")})
# British spelling, and the American one that both are compared by. Endings, so that a stem keeps what it is about.
SPELLINGS = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=[a-z]{3})is(e|ed|es|er|ers|ing|ation|ations|ational)$", r"iz\1"),
        (r"(?<=[a-z]{2})ys(e|ed|es|ing)$", r"yz\1"),
        (r"(?<=[a-z]{2})our(s|ed|ing|al|able|ful|ite|ites|hood|hoods|)$", r"or\1"),
        (r"(?<=[nt])re(s|)$", r"er\1"),
        (r"(?<=[a-z]{2}[aeiou])ll(ed|ing|ings|or|ors|er|ers)$", r"l\1"),
        (r"(?<=[a-z]{2})ence(s|less|)$", r"ense\1"),
        (r"ogue(s|)$", r"og\1"),
        (r"amme(s|)$", r"am\1"),
        (r"aemi", "emi"),
        (r"paed", "ped"),
        (r"gynaec", "gynec"),
        (r"^judgement", "judgment"),
        (r"^grey(s|)$", r"gray\1"),
    )
)
_STEMMERS = (snowballstemmer.stemmer("english"), snowballstemmer.stemmer("spanish"))


def words(text: str) -> list[str]:
    """Cut `text` into folded words in their order; of writing without spaces, each letter is one."""
    return [piece[:LONGEST] for piece in _PIECES.findall(fold_and_forget(text))]


def runs(text: str) -> list[tuple[str, ...]]:
    """Cut `text` into what has to stand together: a word, or the letters of a run without spaces."""
    return [tuple(words(chunk)) for chunk in _apart(fold_and_forget(text))]


def telling(asked: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return those of some `runs` that are a condition; none, if all of them are small words."""
    firsts = [run[0] for run in asked]
    pairs = {at for at, pair in enumerate(pairwise(firsts)) if pair in STOP_PAIRS}
    return [run for at, run in enumerate(asked) if run[0] not in STOP_WORDS and not {at, at - 1} & pairs]


def _apart(folded: str) -> list[str]:
    return re.findall(rf"[{UNSPACED}]+|[^{UNSPACED}\s]+", folded)


def is_unspaced(word: str) -> bool:
    return _IS_UNSPACED.match(word) is not None


def forms(word: str) -> frozenset[str]:
    """Return the forms under which a word is found besides itself: American spelling, and stems in English and Spanish."""
    if is_unspaced(word) or not word.isalpha():
        return frozenset()
    american = _american(word)
    return frozenset({american, *(stemmer.stemWord(american) for stemmer in _STEMMERS)} - {word, ""})


# For the words of listings and vocabularies only: what a visitor types is kept nowhere, not even for a minute.
known_forms = lru_cache(maxsize=50_000)(forms)


def _american(word: str) -> str:
    for pattern, replacement in SPELLINGS:
        word = pattern.sub(replacement, word)
    return word
