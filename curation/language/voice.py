"""Whose deed is it? “We rescue” and “rescued by our team” are ours; “they raid, we bail” sets theirs against ours."""

import re

from curation.language import negation
from curation.language.passage import Passage

# What may stand between who does it and the deed: “we have also”, “our night team will”.
HELPERS = (
    r"(?:(?:have|has|had|will|can|do|does|did|also|still|now|then|just|help|helps|helped|to|go|goes|and|\w+ly)\s+){0,4}"
)
WE = re.compile(rf"\b(?:we|i|our\s+(?:\w+\s+){{1,3}})\s*{HELPERS}$", re.IGNORECASE)
BY_US = re.compile(r"^[^.;]{0,40}\bby\s+(?:our|us)\b", re.IGNORECASE)
# Some matches hold it: “every girl we saved”.
OURS_INSIDE = re.compile(r"\bwe\b", re.IGNORECASE)
# What is done to people; “we” in front of a word for people or a law is no deed yet.
DEEDS = frozenset({"savior", "restoration"})
# “We urge the council to crack down” asks for it, whatever else the sentence tells.
OUR_CAUSE = re.compile(
    r"\b(?:we|i|our\s+(?:\w+\s+)?\w+)\s+(?:\w+\s+){0,2}?(?:asks?|urge|want|support|back|call|demand|lobby|push|champion|endorse"
    r"|promote|advocate|partner|train|fund|fight|stand)\w*\b(?!\s+(?:people|workers|members|those|families|tenants|anyone))[^.;]{0,60}$",
    re.IGNORECASE,
)
POLICING = frozenset({"criminalization", "coercive_services"})

THEY = re.compile(
    r"(?:^|[,;:]\s|\band\s|\bbut\s)\W*(?:they|others|some|police|cops|the\s+(?:city|state|police|mayor|cops|church))\s+"
    r"(?:(?!need|wait|are|were|get|got|have|had|long|want|hope|deserve)\w+\s+){0,2}$",
    re.IGNORECASE,
)
# “They rescue girls, we pay for it” sets nothing against it; nor does “we restore them”, or asking for gifts.
TOO = (
    r"\s+(?:\w+\s+){0,2}?(?:restor|rescu|sav|redeem|reclaim)\w*|\s+(?:pay|fund|help|support|back|join|train|thank)\w*\s+(?:for\s+)?(?:it|them|this|that)\b"
    r"|\s+(?:need|want|ask)\w*\s+(?:for\s+)?(?:\w+\s+)?(?:donors?|donations?|gifts?|volunteers?|you|your|help|partners?|money|funds)\b"
)
WE_INSTEAD = re.compile(rf"(?:^|[,;:]\s|\bbut\s)\W*(?:we|ours?)\b(?!{TOO})", re.IGNORECASE)


def is_our_deed(passage: Passage) -> bool:
    """“The girls our agents rescue”, “we never stop rescuing”: who says so can be no critic of it."""
    if negation.is_affirmed(passage) or OURS_INSIDE.search(passage.matched):
        return True
    if passage.term.category in POLICING:
        return bool(OUR_CAUSE.search(passage.reach))
    if passage.term.category not in DEEDS:
        return False
    return bool(WE.search(passage.reach) or BY_US.search(passage.after))


def is_theirs_not_ours(passage: Passage) -> bool:
    """“They offer rescue, we want rights”: the same sentence says that we do something else."""
    if not passage.term.opposable or not THEY.search(passage.before):
        return False
    return bool(WE_INSTEAD.search(passage.after) or WE_INSTEAD.search(passage.before))
