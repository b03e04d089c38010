"""Why a listed word may be only context: the rules, in the order in which they convince a reader, and what outweighs them."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.language import company, criticism, names, negation, quotation, topics, voice
from curation.language.passage import Passage
from curation.language.terms import Sense, people
from curation.prose import Prose, Span


class Surroundings:
    """What is found once per text and asked for every match in it."""

    def __init__(self, prose: Prose, own_names: Sequence[str]) -> None:
        self._prose = prose
        self._own_names = names.own_names(prose, own_names)
        self._titles = names.titles(prose)
        self._quotes = quotation.quotes(prose)
        self._phrases: dict[int, list[Span]] = {}
        self._topics: dict[tuple[int, int], bool] = {}
        self._sentences: dict[int, str] = {}
        self._digests: dict[tuple[str, int], str] = {}

    def reason(self, passage: Passage) -> str:
        """Give the sentence that makes this match context, or nothing if it is the text's own voice."""
        if any(name.holds(passage.start, passage.end) for name in self._own_names):
            return str(_REASONS["name"])
        rule = self.rule(passage)
        if company.is_direct(passage, rule):
            return ""
        return str(_REASONS[rule]) if rule in _REASONS else _(rule.removeprefix(SENSE))

    def rule(self, passage: Passage) -> str:
        """Name what in the way the sentence is built may excuse the match: a sign that is weighed with the others."""
        if names.is_name(passage, self._titles):
            return "name"
        if sense := self._other_sense(passage):
            return SENSE + sense.reason
        if quotation.is_quoted(passage, self._quotes):
            return "quoted"
        return next((name for name, applies in _RULES if applies(passage)), "")

    def sentence(self, passage: Passage) -> str:
        start = passage.sentence.start
        if start not in self._sentences:
            self._sentences[start] = self._prose.as_typed(passage.sentence)
        return self._sentences[start]

    def digest(self, passage: Passage) -> str:
        key = (passage.term.id, passage.sentence.start)
        if key not in self._digests:
            self._digests[key] = self._prose.digest(passage.term.id, passage.sentence)
        return self._digests[key]

    def _other_sense(self, passage: Passage) -> Sense | None:
        return next((sense for sense in passage.term.senses if self._fits(sense, passage)), None)

    def _fits(self, sense: Sense, passage: Passage) -> bool:
        if sense.phrase and any(
            span.start < passage.end and passage.start < span.end for span in self._touching(sense)
        ):
            return True
        return bool(sense.topic) and self._on_topic(sense, passage)

    def _touching(self, sense: Sense) -> list[Span]:
        key = id(sense)
        if key not in self._phrases and sense.phrase:
            self._phrases[key] = [Span(*found.span()) for found in sense.phrase.finditer(self._prose.folded)]
        return self._phrases[key]

    def _on_topic(self, sense: Sense, passage: Passage) -> bool:
        key = (id(sense), passage.sentence.start)
        if key not in self._topics:
            text = self._prose.folded[passage.sentence.start : passage.sentence.end]
            self._topics[key] = bool(sense.topic and sense.topic.search(text)) and not _is_about_people(text, passage)
        return self._topics[key]


def _is_about_people(text: str, passage: Passage) -> bool:
    """Yield to people only for what is done *to* people: saving, mending, freeing."""
    return passage.term.category in {"savior", "restoration"} and bool(people().search(text))


def _unless_ours(applies: Callable[[Passage], bool]) -> Callable[[Passage], bool]:
    return lambda passage: applies(passage) and not voice.is_our_deed(passage)


SENSE = "sense: "
_RULES: tuple[tuple[str, Callable[[Passage], bool]], ...] = (
    ("name", topics.is_in_a_title),
    ("denied", negation.is_denied),
    ("others", voice.is_theirs_not_ours),
    ("idea", _unless_ours(criticism.is_discussed)),
    ("against", criticism.is_rejected),
    ("harm", criticism.tells_of_harm),
    ("others", _unless_ours(criticism.is_reported)),
    ("past", _unless_ours(topics.is_of_the_past)),
)
_REASONS = {
    "": gettext_lazy("The words around it are those of sentences that tell of this, and seldom of doing it."),
    "name": gettext_lazy("Part of a name or the title of a law, report or group."),
    "quoted": gettext_lazy("In quotation marks: someone else's words, or a word being discussed."),
    "denied": gettext_lazy("The sentence says that this is not so."),
    "others": gettext_lazy("The sentence tells what others say or do."),
    "idea": gettext_lazy("The sentence talks about the word or the idea."),
    "against": gettext_lazy("The sentence is against this, or sets the word aside."),
    "harm": gettext_lazy("The sentence tells of harm that this does."),
    "past": gettext_lazy("The sentence is about history."),
}
