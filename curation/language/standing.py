"""Why a listed word may be only context: the reasons, in the order in which they convince a reader."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from curation.language import company, criticism, names, negation, quotation, topics, voice
from curation.language.passage import Passage
from curation.language.terms import Sense, people
from curation.prose import Prose, Span


class Surroundings:
    """What is found once per text and asked for every match in it."""

    def __init__(self, prose: Prose, own_names: Sequence[str]) -> None:
        self._prose = prose
        self._names = names.names_in(prose, own_names)
        self._quotes = quotation.quotes(prose)
        self._phrases: dict[int, list[Span]] = {}
        self._topics: dict[tuple[int, int], bool] = {}
        self._sentences: dict[int, str] = {}
        self._digests: dict[tuple[str, int], str] = {}

    def reason(self, passage: Passage) -> str:
        """Give the sentence that makes this match context, or nothing if it is the text's own voice."""
        if names.is_name(passage, self._names):
            return _("Part of a name or the title of a law, report or group.")
        if sense := self._other_sense(passage):
            return _(sense.reason)
        if quotation.is_quoted(passage, self._quotes):
            return _("In quotation marks: someone else's words, or a word being discussed.")
        return next((reason() for applies, reason in _REASONS if applies(passage)), "")

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


_REASONS: tuple[tuple[Callable[[Passage], bool], Callable[[], str]], ...] = (
    (topics.is_in_a_title, lambda: _("Part of a name or the title of a law, report or group.")),
    (negation.is_denied, lambda: _("The sentence says that this is not so.")),
    (voice.is_theirs_not_ours, lambda: _("The sentence tells what others say or do.")),
    (_unless_ours(criticism.is_discussed), lambda: _("The sentence talks about the word or the idea.")),
    (criticism.is_rejected, lambda: _("The sentence is against this, or sets the word aside.")),
    (criticism.tells_of_harm, lambda: _("The sentence tells of harm that this does.")),
    (_unless_ours(criticism.is_reported), lambda: _("The sentence tells what others say or do.")),
    (_unless_ours(topics.is_of_the_past), lambda: _("The sentence is about history.")),
    (
        _unless_ours(company.keeps_other_company),
        lambda: _("The words around it are those of sentences that tell of this, and seldom of doing it."),
    ),
)
