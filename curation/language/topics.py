"""Is the sentence about the past or about a book or film, so that the listed word is studied rather than said?"""

import re

from curation.language.passage import Passage

LONG_AGO = re.compile(
    r"\b(?:1[0-8]\d\d|19[0-7]\d)s?\b|\bcentur(?:y|ies)\b"
    r"|\b(?:historians?|(?:this|that|its|whose|a|the) histor(?:y|ies)|history of|historical(?:ly)?|archives?|ancestors?|descendants?"
    r"|plantations?|colonial\w*|antebellum|transatlantic|emancipation|reparations|medieval|victorian|ancient)\b",
    re.IGNORECASE,
)
OUR_DAYS = re.compile(
    r"\b(?:today|now|still|modern|current\w*|tonight|in history|alive|(?:21st|twenty-first)[- ]century|never ended|did(?: not|n't) end)\b"
    r"|\b(?:we|our (?:\w+ )?(?:team|staff|volunteers|mission|ministry))\b (?:\w+ ){0,3}?(?:rescu|restor|sav|free|help|fight|end|bring|reach|serv|offer|support|take)\w*"
    r"|\b(?:since|founded|established|began|started)\b",
    re.IGNORECASE,
)
STUDIED = frozenset({"slavery", "label", "conflation", "restoration", "coercive_services"})
WORKS = re.compile(
    r"\b(?:book club|reading (?:list|group|circle)|screenings? of|screens|we read|reads|authors? of|written by|directed by|(?:novel|memoir|film|movie|book|documentary|anthology|play|opera|exhibition)s?)\b",
    re.IGNORECASE,
)
BY_SOMEBODY = re.compile(r"^[\w' ]{0,40}\bby [A-Z]\w+ [A-Z]\w+")


def is_of_the_past(passage: Passage) -> bool:
    """Say so unless the sentence draws a line from then to now, or to the group's own work."""
    if passage.term.category not in STUDIED:
        return False
    text = passage.prose.folded[passage.sentence.start : passage.sentence.end]
    return bool(LONG_AGO.search(text)) and not OUR_DAYS.search(text)


def is_in_a_title(passage: Passage) -> bool:
    """“Playing the Whore by …”, “on our reading list: …”: a capital inside a sentence that speaks of a work."""
    if not passage.matched[:1].isupper() or passage.matched.isupper():
        return False
    if BY_SOMEBODY.search(passage.after):
        return True
    is_inside = bool(passage.before.strip(" '\""))
    return is_inside and bool(WORKS.search(passage.before) or WORKS.search(passage.after))
