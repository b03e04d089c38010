"""What the columns mean where no page asks: what somebody said in words, and our guesses for the others, with how sure they are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from curation.models import Batch
from curation.review.errors import ReviewError
from curation.sheets import memory, targets
from curation.sheets.headings import LIKELY, SURE, Guess, guesses
from curation.sheets.reading import letter
from directory.search.folding import fold


@dataclass(frozen=True)
class Column:
    number: int
    heading: str
    guess: Guess
    is_said: bool = False

    @property
    def is_unsure(self) -> bool:
        """Whether a wrong guess may send something wrong; what becomes a note or is left out can be put right later."""
        is_told = self.guess.target not in (targets.NOTE, targets.SKIP, targets.PRIVATE)
        return is_told and 0 < self.guess.confidence < LIKELY

    def __str__(self) -> str:
        how = "as you say" if self.is_said else "as you said last time" if self.guess.remembered else ""
        unknown = "another column is that already" if self.guess.taken else "nothing we know"
        how = how or (f"{self.guess.confidence} of 100" if self.guess.confidence else unknown)
        return f"Column {letter(self.number)}, “{self.heading}”: {targets.label_of(self.guess.target)} ({how})"


def columns(batch: Batch, said: Iterable[str]) -> list[Column]:
    """Take what was said as “heading=meaning” and guess the rest. Raises `ReviewError` in a sentence."""
    guessed = guesses(batch.headings, memory.recalled(batch.coalition, memory.About.HEADING))
    found = [Column(number, batch.headings[number], guess) for number, guess in enumerate(guessed)]
    for one in said:
        number, target = _meant(batch, one)
        found = [_besides(column, target) for column in found]
        found[number] = Column(number, batch.headings[number], Guess(target, SURE), is_said=True)
    return found


def _besides(column: Column, target: str) -> Column:
    """Give up a guess where somebody says that another column is what only one can be."""
    is_taken = column.guess.target == target and not column.is_said and target not in targets.MAY_REPEAT
    return replace(column, guess=Guess(targets.NOTE, 0, taken=target)) if is_taken else column


def _meant(batch: Batch, said: str) -> tuple[int, str]:
    heading, _equals, meaning = said.rpartition("=")
    places = [number for number, one in enumerate(batch.headings) if fold(one) == fold(heading)]
    if not heading or not places:
        raise ReviewError(f"There is no column “{heading or said}”. Write a heading, “=”, and what it means.")
    if len(places) > 1:
        raise ReviewError(f"There are several columns “{heading}”. Say on the desk what each means.")
    known = {fold(target.label): target.name for target in targets.targets()}
    known |= {fold(target.name): target.name for target in targets.targets()}
    if fold(meaning) not in known:
        raise ReviewError(
            f"“{meaning}” is no meaning of a column. The guide on the desk has them all, as in Name or Town."
        )
    return places[0], known[fold(meaning)]
