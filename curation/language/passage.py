"""What stands around one match: the sentence, and the words that can still reach the match from left and right."""

import re
from dataclasses import dataclass
from functools import cached_property

from curation.language.terms import Term
from curation.prose import Prose, Span

REACH = 140
WORDS_IN_A_LIST = 3
CLAUSE_BREAK = re.compile(
    r"[;()?!]|(?:^|\s)-{1,2}\s|:(?!\s*$)"
    r"|\b(?:but|because|so that|so we|until|unless|when|whenever|while|yet|however|then|since|although|though|except|whose|where|if|pero|porque|sino)\b"
    r"|,\s*(?:and\s+)?(?:we|i|our|ours|they|it|it's|this|she|he|you|just|only|simply|it is|there|each|every|then|all|today|now)\b"
    r"|\b(?:and|so) (?:we|i|our|ours|they|she|he|you|it)\b",
    re.IGNORECASE,
)
# “against raids, stings and deportations”: things in a row.
PLURAL_END = re.compile(r"[^s\W]s$")
NEXT_IN_LIST = re.compile(r"(?:, [\w-]+){0,3},? (?:and|or|&) ", re.IGNORECASE)
LIST_WITH_OR = re.compile(r"^[^.;:]{0,60}?\b(?:or|nor|ni|o)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """One match of one term in one sentence; positions are in the folded text."""

    prose: Prose
    term: Term
    sentence: Span
    start: int
    end: int

    @cached_property
    def before(self) -> str:
        """Give what precedes in the sentence, nearest part only."""
        return self.prose.folded[max(self.sentence.start, self.start - REACH) : self.start]

    @cached_property
    def after(self) -> str:
        return self.prose.folded[self.end : min(self.sentence.end, self.end + REACH)]

    @cached_property
    def matched(self) -> str:
        return self.prose.folded[self.start : self.end]

    @cached_property
    def reach(self) -> str:
        """Give the part of `before` that is still the same clause."""
        clause = self.before
        for pause in CLAUSE_BREAK.finditer(self.before):
            clause = self.before[pause.end() :]
        head, comma, tail = clause.rpartition(",")
        if not comma or self._continues_a_list(head, tail):
            return clause
        return tail

    def _continues_a_list(self, head: str, tail: str) -> bool:
        """Tell “not punish, pity or rescue” from “not paid, driven to rescue”; “…, which …” goes on as well."""
        if re.match(r"\s*(?:which|that|whose)\b", tail, re.IGNORECASE):
            return True
        if not tail.strip() and PLURAL_END.search(head) and NEXT_IN_LIST.match(self.after):
            return True
        if re.search(r"\b(?:or|nor|ni)\b", tail, re.IGNORECASE):
            return True
        if tail.rstrip().endswith(" and") and len(tail.split()) <= WORDS_IN_A_LIST:
            return True
        short = len(tail.split()) <= WORDS_IN_A_LIST
        return short and bool(LIST_WITH_OR.search(self.after))
