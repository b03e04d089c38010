"""Does the sentence say that this is *not* so? “We do not rescue”, but not “We never stop rescuing”."""

import re

from curation.language.passage import Passage

NOT = re.compile(
    r"(?<!or )\bnot\b|\b(?:never|cannot|nor|neither|nunca|jamas|ni|without|sin|hardly|rarely)\b|n't\b|\bno longer\b|\bnone of\b",
    re.IGNORECASE,
)
WITHOUT_HELP = re.compile(
    r"\bwithout (?:you|your|volunteers?|donors?|donations?|our|gifts?|help|supporters?)\b", re.IGNORECASE
)
WORDS_A_NOT_REACHES = 8

# “There is nothing we won't do to rescue her”: two of them make a promise.
TWICE = re.compile(r"\b(?:nothing|no \w+ (?:we|i|they|our \w+))\b[^,;]{0,20}$", re.IGNORECASE)
# “Police can't save them alone”: only how it is done is denied.
NOT_LIKE_THIS = re.compile(
    r"^[^,.;]{0,30}\b(?:alone|without (?:you|your|help|volunteers|our|us|donors)|by (?:ourselves|themselves|myself))\b",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\b(?:only|just|merely|simply|solely|stop\w*|rest|quit|ceas\w+|giv\w+ up|fail\w*|forget\w*|ignor\w+|afraid|hesitat\w+|enough"
    r"|wait\w*|matter|doubt|sleep|back down|deny|overlook\w*|look away|turn away|stand by|shy|yet|alone|underestimat\w+|possible"
    r"|exaggerat\w+|imagine|surpris\w+|miss|too late|charg\w+|paid|solo|solamente|descans\w+|parar\w*|give in|done|over|realiz\w+|know|aware|comprehend|fathom)\b",
    re.IGNORECASE,
)
PUTS_UP_WITH = re.compile(
    r"\b(?:tolerat\w+|accept\w*|allow\w*|let|condon\w+|permit\w*|stand for|bow|longer|going away|belong\w*|surrender|remain silent|be silent|stay silent|should|ever be|thought|imagin\w+|dream\w*|expect\w*|knew)\b",
    re.IGNORECASE,
)
SPEAKING = re.compile(
    r"\b(?:say|use|call|write|speak|describe|label|print|think of|see|refer|treat|believe|believes|agree|accept that)\b",
    re.IGNORECASE,
)

NO_BEFORE = re.compile(r"\b(?:no|zero|ningun\w*)\s+(?P<between>(?:[\w'/-]+[\s,]+){0,4})$", re.IGNORECASE)
NO_TALK_OF = re.compile(
    r"\bno (?:\w+ ){0,2}(?:talk|mention|language|stories|images?|pictures?|photos?|photographs?|jokes|stock \w+|footage|rhetoric|words|trace|interest|need|place|room|desire|wish|patience|part|role)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
NOBODY_NEEDS = re.compile(
    r"\b(?:no ?body|no one|no person|no woman|no worker|none of (?:us|our \w+)|nadie)\b[^,;]{0,30}\b(?:needs?|needed|asked|wants?|wanted|asks?|waits?|waiting|expects?|makes?|forces?|requires?|pressures?|pushes|push|has|have|had|gets?|forced|pidio|necesita|quiere|should)\b[^,;]{0,30}$",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"^(?:\s+(?!who\b|that\b|and we\b|we\b|because\b|people\b|girls\b|women\b|children\b|victims\b)[\w'/-]+){0,5}?\s+"
    r"(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)(?:n't| not| never)|cannot|never)\b"
    r"(?! (?:stop(?! (?:violence|traffick\w+|harm|abuse|anything|any|demand|crime|poverty|sex work)\b)|without|until|enough|only|just|over|end|wait|rest|possible|happen without|forget|going away|gone|done|complete)\b)"
    r"|^\s+(?:are |is )?not (?:welcome|wanted|needed|allowed|here)\b|^\s+need not\b",
    re.IGNORECASE,
)
NOT_OUR_WORD = re.compile(
    r"^\W*(?:\w+\s+){0,4}?(?:is|are|was|were|does|do)(?:n't| not| never)\s+(?:\w+\s+){0,4}?(?:words?|terms?|phrases?|labels?|language|how we|what we call|describe|our word|appropriate|accurate|helpful|who we are)\b",
    re.IGNORECASE,
)

# “Prostitution is not trafficking” denies the equation; “… is not work” makes a claim of its own.
NOT_THE_SAME = re.compile(
    r"^(?:\s+[\w'-]+){0,2}?\s+(?:is|are|was|were)(?:n't| not| never)\s+(?:\w+\s+){0,3}?"
    r"(?:traffick\w+|violence|slave\w*|rape|victims?|abuse\w*|coerc\w+|exploit\w+|criminals?|crimes?|dirty|evil|immoral|shameful|sin\w*|broken|the problem|the same|interchangeable|synonym\w*)\b",
    re.IGNORECASE,
)

# A word for people is denied by being and saying: “we are not addicts”. To turn people away uses the word: “we don't take addicts”.
TURNS_AWAY = re.compile(
    r"\b(?:tak(?:e|es|ing)|serv\w+|accept\w*|admit\w*|hous(?:e|es|ing)|shelter\w*|allow\w*|welcom\w+|tolerat\w+|hir(?:e|es|ing)|employ\w*|enrol\w*|permit\w*|feed\w*|giv\w+|help\w*|fund\w*|rent|assist\w*|let|host\w*|insure|deal|work|book|support)\b",
    re.IGNORECASE,
)
IS_NO = re.compile(r"\b(?:is|are|was|were|am|be|being|i'm|we're|you're|they're)\s+no\b", re.IGNORECASE)
BUYERS_AND_BOSSES = frozenset({"john", "pimp"})
NOBODY_IS = re.compile(
    r"\b(?:no ?body|no one|none of (?:us|them|our \w+)|no (?:worker|member|dancer|neighbou?r|person|human(?: being)?))\b(?: (?!(?:who|that|can|will|should|ever|else)\b)[\w']+){0,5}? (?:is|are|was|were) (?:an? |just an? |the )?(?:[\w-]+, )*(?:(?:or )?an? )?$",
    re.IGNORECASE,
)
ON_A_CONDITION = re.compile(
    r"^[^.;]{0,20}\b(?:by choice|because|until|unless|alone|who|willingly|freely)\b", re.IGNORECASE
)
# Some matches hold the denial: “arrest is not help”. “Calls are not allowed” is the rule itself.
DENIED_INSIDE = re.compile(
    r"\b(?:is|are|was|were|do|does|will|can|be)(?:n't| not| never)\b(?! (?:\w+ )?(?:allowed|permitted|free)\b)|\bcannot\b|\b(?:is|are) no\b",
    re.IGNORECASE,
)
FORBIDS = re.compile(r"\band\b[^.;]{0,40}(?:n't| not| never)$", re.IGNORECASE)
FORBIDDEN = re.compile(r"^ (?:\w+ )?(?:allowed|permitted)\b", re.IGNORECASE)
RULES = frozenset({"locked", "exit_req"})


def is_denied(passage: Passage) -> bool:
    """Say so unless a “without” turns the denial round: “without you, no rescue would happen”."""
    if WITHOUT_HELP.search(passage.before):
        return False
    if _not_before(passage) or _no_before(passage) or _denied_after(passage):
        return True
    return _denied_inside(passage) or _nobody_is(passage)


def is_affirmed(passage: Passage) -> bool:
    """“We never stop rescuing”, “not enough to rescue”: a “not” stands there and denies nothing of it."""
    if WITHOUT_HELP.search(passage.before):
        return True
    cues = list(NOT.finditer(passage.reach))
    if not cues:
        return False
    if NOT_LIKE_THIS.search(passage.after):
        return True
    before, between = passage.reach[: cues[-1].start()], passage.reach[cues[-1].end() :]
    turned_away = _names_people(passage) and TURNS_AWAY.search(between)
    return bool(turned_away or GOES_ON.search(between) or TWICE.search(before))


def _denied_inside(passage: Passage) -> bool:
    own = passage.term.opposable and passage.term.id not in RULES
    return own and bool(DENIED_INSIDE.search(passage.matched))


def _nobody_is(passage: Passage) -> bool:
    """“Nobody here is voiceless”, but not “no woman is a prostitute by choice”."""
    return bool(NOBODY_IS.search(passage.before)) and not ON_A_CONDITION.search(passage.after)


def _names_people(passage: Passage) -> bool:
    return passage.term.category == "label" and passage.term.id not in BUYERS_AND_BOSSES


def _not_before(passage: Passage) -> bool:
    cues = list(NOT.finditer(passage.reach))
    if not cues:
        return False
    cue = cues[-1]
    between = passage.reach[cue.end() :]
    if len(between.split()) > WORDS_A_NOT_REACHES or GOES_ON.search(between):
        return False
    if TWICE.search(passage.reach[: cue.start()]) or NOT_LIKE_THIS.search(passage.after):
        return False
    if _names_people(passage) and TURNS_AWAY.search(between) and not SPEAKING.search(between):
        return False
    if _is_followed_by_a_question(passage) or _sets_a_second_goal(between):
        return False
    undone = not passage.term.opposable and not SPEAKING.search(between)
    return not (undone and (PUTS_UP_WITH.search(between) or cue.group().casefold() == "no longer"))


def _no_before(passage: Passage) -> bool:
    reach = passage.reach
    if found := NO_BEFORE.search(reach):
        between = found["between"].casefold()
        more = "more" in between or "longer" in between
        excused = not _names_people(passage) or bool(IS_NO.search(reach))
        clear = excused and not re.search(
            r"\b(?:one|matter|doubt|wonder|cost|charge|difference|distinction|girl|child|woman|secret|better|greater|place|to|wom[ae]n|person|question|mistake|mistaking|denying|excuse|limits?|end)\b",
            between,
        )
        if clear and (passage.term.opposable or not more):
            return True
    if NO_TALK_OF.search(reach):
        return passage.term.opposable or "place" not in reach
    found = NOBODY_NEEDS.search(reach + passage.matched)
    return passage.term.opposable and bool(found) and not re.search(r"\b(?:have to wait|alone|without)\b", reach)


def _denied_after(passage: Passage) -> bool:
    if NOT_OUR_WORD.search(passage.after) or NOT_THE_SAME.search(passage.after) or _is_turned_down(passage):
        return True
    found = DENIED_AFTER.search(passage.after) if passage.term.opposable else None
    return bool(found) and not _forbids(passage, found)


def _forbids(passage: Passage, denial: re.Match[str] | None) -> bool:
    """“Phones are taken and visits are not allowed” goes on with the rules."""
    return (
        denial is not None
        and passage.term.category == "coercive_services"
        and bool(FORBIDS.search(denial.group()))
        and bool(FORBIDDEN.search(passage.after[denial.end() :]))
    )


def _is_turned_down(passage: Passage) -> bool:
    """“Rescue? No, thank you.”"""
    alone = (
        passage.before.strip().casefold() in {"", "the", "a", "an", "another", "more"} and passage.after.strip() == "?"
    )
    following = passage.prose.folded[passage.sentence.end : passage.sentence.end + 8]
    return alone and bool(re.match(r"\s*no(?:t|pe)?\b", following, re.IGNORECASE))


def _is_followed_by_a_question(passage: Passage) -> bool:
    """“Why not help us rescue a girl today?” denies nothing."""
    return bool(
        re.search(r"\bwhy (?:not|don't|wouldn't)\b|\b(?:won't|can't|couldn't) you\b", passage.reach, re.IGNORECASE)
    )


def _sets_a_second_goal(between: str) -> bool:
    """“not to judge but to …” and “not to judge, to …” start again after the first goal."""
    return bool(re.search(r"\b(?:instead|rather)\b(?! than)", between, re.IGNORECASE))
