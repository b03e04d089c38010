"""Is the word part of a name: the organization's own, or the title of a law, report or group?"""

import re
from collections.abc import Sequence

from curation.language.passage import Passage
from curation.prose import Prose, Span

TITLE_NOUNS = (
    "Act|Acts|Law|Bill|Plan|Coalition|Statement|Protocol|Fund|Commissioner|Commission|Report|Convention|Ordinance|Code|Section|Directive|Treaty|Charter"
    "|Committee|Network|Collective|Collectives|Alliance|Foundation|Association|Society|Union|Federation|Institute|Museum|Prize|Award|Awards|Journal|Review|Bureau"
    "|Agency|Department|Office|Index|Council|Conference|Day|Week|Ball|March|Walk|Resolution|Amendment|Guide|Handbook|Toolkit|Declaration|Campaign|Consortium"
    "|University|College|School|Library|Street|Avenue|Road|Park|Church|Hospital|Trust|Proposition|Regulation|Helpline|Registry|Clinic|Choir|Band|Film|Festival|Center|Centre|Partnership|Rapporteur|Inc|Ley|Red|Colectivo|Asociacion|Ministries|Mission|Movement|Initiative"
)
CAPITALISED = r"(?:[A-Z][\w'&-]*\.?|&|\d{4})"
LINK = r"(?:of|to|the|for|and|in|against|on|at|de|la|las|los|y|contra)"
LINKS = re.compile(LINK)
NAME = re.compile(rf"{CAPITALISED}(?:,?\s+(?:{LINK}\s+){{0,3}}{CAPITALISED}){{1,9}}")
TITLE_NOUN = re.compile(rf"\b(?:{TITLE_NOUNS})\b")
WORK_NOUN = re.compile(
    r"['\"]?\s+(?:anthology|zine|album|podcast|collective|festival|exhibit|novel|blog|magazine|series|show|party|ball|parade|campaigners|documentary|law|act|bill|report)\b"
)
TITLE_FOLLOWS = re.compile(
    r"\b(?:band|choir|troupe|team|zine|play|podcast|film|novel|memoir|book|song|album),? (?:is |called |named )?(?:[Tt]he )?$"
)
INSIDE = re.compile(r"\b[a-z]{2,}\b")
LAST_NAME = re.compile(r"(?:\b[A-Z][\w'&-]*\s+)+$")
NEXT_NAME = re.compile(r"\s+(?:of |and |& )?[A-Z][a-z]")
ARTICLE = re.compile(r"^\W*(?:The|A|An|Los|Las)\s+$")
ARTICLE_AND_NAME = re.compile(r"^\W*(?:The|A|An|Los|Las)\s+(?:[A-Z][\w'&-]*\s+)+$")
# In these, capitals are not for emphasis as they are in “Modern Slavery” and “Survivors of Prostitution”.
NAMED_ALIKE = frozenset({"savior", "restoration", "sensational", "criminalization"})
MOSTLY = 0.75
SHORT_WORD = 3
SHORT_TITLE = 4
# “Dr. Hooker”: whoever comes after a form of address is a person.
ADDRESSED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Sen|Rep|Sra|Dra|Judge|Officer|Detective|Sergeant|Captain|Miss|Lady|DJ|MC|Aunt|Auntie|Uncle|Coach|Chef|Professor|Nurse|Senator|Mayor|Doctor)\.? (?:[A-Z]\w*\.? )?$"
)
# One capital more than the policy has, and no word for a law: “End Demand Illinois”.
POLICY_AND_PLACE = re.compile(
    r"^ (?!(?:Laws?|Legislation|Acts?|Bills?|Approach|Policy|Policies|Ordinances?|Works?|Saves?|Is|Now Is|Here|Today|Week|Month|Day|States?|Countries)\b)[A-Z][a-z]+"
)
OWN_EVENT = re.compile(
    r"\b(?:our|my|join|support|we|us|i|annual|host\w*|fund\w*|gala|donat\w+|volunteer\w*|run|walk|pray\w*|help|give)\b",
    re.IGNORECASE,
)
CAPITALS_IN_A_NAME = 2
OWN_PROGRAMME = re.compile(r"\b(?:our|my|join|support)\s+(?:the\s+)?$", re.IGNORECASE)


def is_name(passage: Passage, titles: list[Span]) -> bool:
    if passage.matched.istitle() and TITLE_FOLLOWS.search(passage.before):
        return True
    if ADDRESSED.search(passage.before) and passage.matched.istitle():
        return True
    if _is_written_as_a_name(passage) or _stands_among_capitals(passage):
        return True
    if passage.term.category == "criminalization" and not TITLE_NOUN.search(passage.matched + passage.after[:40]):
        # A policy is written with capitals too: “an Equality Model law”.
        return False
    return any(title.holds(passage.start, passage.end) for title in titles)


def _stands_among_capitals(passage: Passage) -> bool:
    """A capital inside a sentence, next to another one: “the Midnight Rescue wrote to us”. Policies have capitals anyway."""
    first, last = passage.matched.split()[0], passage.matched.split()[-1]
    if passage.term.category == "criminalization" or not (first.istitle() and last.istitle()):
        return False
    if passage.term.category == "label" and not passage.before.strip():
        return bool(NEXT_NAME.match(passage.after)) and bool(INSIDE.search(passage.after))
    if _is_after_an_article(passage):
        return not _is_headline((passage.before + passage.matched + passage.after).split())
    if not INSIDE.search(passage.before) or OWN_PROGRAMME.search(LAST_NAME.sub("", passage.before)):
        return False
    if _is_headline((passage.before + passage.matched + passage.after).split()):
        return False
    return bool(LAST_NAME.search(passage.before) or NEXT_NAME.match(passage.after))


def _is_after_an_article(passage: Passage) -> bool:
    """“The Blue Angels …” at the start of a sentence: the capital between is no sentence's first."""
    if passage.term.category not in NAMED_ALIKE or not INSIDE.search(passage.after):
        return False
    if ARTICLE_AND_NAME.match(passage.before):
        return True
    return bool(ARTICLE.match(passage.before)) and bool(NEXT_NAME.match(passage.after))


def _is_written_as_a_name(passage: Passage) -> bool:
    """“Save the Children gave us …”: capitals that the sentence does not give to other words."""
    raised = [word for word in passage.matched.split() if not LINKS.fullmatch(word)]
    if len(raised) < CAPITALS_IN_A_NAME or not all(word[:1].isupper() and not word.isupper() for word in raised):
        return False
    if passage.term.category not in NAMED_ALIKE or _is_headline(
        (passage.before + passage.matched + passage.after).split()
    ):
        return False
    if passage.term.category == "criminalization":
        own = OWN_PROGRAMME.search(passage.before)
        return not own and bool(POLICY_AND_PLACE.match(passage.after))
    return not OWN_EVENT.search(passage.reach) and bool(INSIDE.search(passage.before + passage.after))


def own_names(prose: Prose, own: Sequence[str]) -> list[Span]:
    """List where the organization's own names stand."""
    spans: list[Span] = []
    for name in own:
        folded = Prose(name).folded.strip()
        if not folded[1:]:
            continue
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, folded.split())) + r"(?!\w)"
        spans += [Span(*found.span()) for found in re.finditer(pattern, prose.folded, re.IGNORECASE)]
    return spans


def titles(prose: Prose) -> list[Span]:
    """List the titles written with capital letters."""
    spans: list[Span] = []
    for found in NAME.finditer(prose.folded):
        sentence = prose.sentence_at(found.start())
        words = prose.folded[sentence.start : sentence.end].split()
        following = prose.folded[found.end() : found.end() + 20]
        titled = TITLE_NOUN.search(found.group()) or WORK_NOUN.match(following)
        if not titled or _is_headline(words):
            continue
        if OWN_PROGRAMME.search(prose.folded, max(0, found.start() - 20), found.start()):
            continue
        spans.append(Span(*found.span()))
    return spans


def _is_headline(words: list[str]) -> bool:
    """Say whether nearly every word has a capital, so that capitals mean nothing."""
    telling = [word for word in words if len(word) > SHORT_WORD]
    if all(word.isupper() for word in telling):
        return len(telling) > 1
    raised = sum(word[:1].isupper() for word in telling)
    return len(telling) > SHORT_TITLE and raised / len(telling) > MOSTLY
