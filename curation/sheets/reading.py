"""One row being read: what it says so far, what went into the note, and what its owner has to be told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curation import personal
from curation.sheets import targets
from curation.sheets.values import NOTE, Meanings
from directory.columns import BY_NAME

# What others depend on.
FIRST = ("name", "country", "source", "as_of", "region", "city")
# Has to be put right; has to be answered; is good to know.
FIX, ASK, TOLD = "fix", "ask", "told"
# Of words of a list, places or ways a row may hold so many of each; reading and comparing more takes too long.
MOST = 60


class Message(NamedTuple):
    """`column` is the position of the cell it is about; `key` names what is asked, so that it is asked once.

    `sample` is the part of the cell that is meant.
    """

    level: str
    code: str
    text: str
    column: int | None = None
    remedy: str = ""
    key: str = ""
    sample: str = ""

    def plain(self) -> dict[str, Any]:
        return self._asdict()


@dataclass(frozen=True)
class SheetSense:
    """What the columns of a sheet mean, and the words in it."""

    headings: Sequence[str]
    targets: Sequence[str]
    meanings: Meanings
    default_country: str = ""

    @cached_property
    def passed_on(self) -> list[str]:
        """Return the headings as notes repeat them: one that tells of a person is called by its letter there."""
        return [
            _("Column %(letter)s") % {"letter": letter(column)}
            if not heading or personal.in_a_name(heading) or personal.findings(heading)
            else heading
            for column, heading in enumerate(self.headings)
        ]

    @cached_property
    def language(self) -> str | None:
        """Return the language of the page: like what is told of most rows, it is asked for once for a sheet."""
        return get_language()

    @cached_property
    def as_a_note(self) -> str:
        return _("kept as a note")

    @cached_property
    def as_a_number(self) -> str:
        return _("“%(before)s” was read as the number %(after)s.")

    @cached_property
    def order(self) -> list[tuple[int, str]]:
        """Return the columns to read and what each is about, in order: a phone number is judged by its country."""
        rank = {name: place for place, name in enumerate(FIRST)}
        told = [(at, target) for at, target in enumerate(self.targets) if target not in (targets.SKIP, targets.PRIVATE)]
        return sorted(told, key=lambda one: (rank.get(one[1], len(FIRST)), one[0]))


@dataclass
class RowReading:
    """`said` holds plain facts, and only those the row says something about; `shown` how cells were understood, part by part."""

    sense: SheetSense
    said: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    shown: list[tuple[int, str]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    # The columns that say something in the note.
    noted: set[int] = field(default_factory=set)
    # What each cell says once it is tidy; empty ones are left out.
    texts: dict[int, str] = field(default_factory=dict)
    # Ways, places and answers by the column that says them, and which columns speak of a fact.
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)

    @property
    def country(self) -> str:
        return str(self.said.get("country") or self.sense.default_country)

    @property
    def note(self) -> str:
        return "\n".join(self.notes)

    def heading(self, column: int) -> str:
        return self.sense.headings[column] or _("Column %(letter)s") % {"letter": letter(column)}

    def column_of(self, fact: str) -> int | None:
        """Return the first column that speaks of a fact."""
        return next((column for target, column in self.columns.items() if _fact_of(target) == fact), None)

    def has_room(self, column: int, name: str, more: int) -> bool:
        """Count what a cell lists. With too much in a row nothing of the cell is taken, and it has to be shortened."""
        self.listed[name] = self.listed.get(name, 0) + more
        if self.listed[name] <= MOST:
            return True
        sentence = _("“%(heading)s” lists more than %(most)d things.") % {"heading": self.heading(column), "most": MOST}
        self.fix(column, "too-many", sentence, _("Leave some out, or make the column a note."))
        return False

    def say(self, column: int, name: str, value: Any, shown: str) -> None:
        self.said[name] = value
        self.show(column, shown)

    def show(self, column: int, text: str) -> None:
        self.shown.append((column, text))

    @property
    def understood(self) -> dict[int, str]:
        """Return a text for each cell."""
        found: dict[int, list[str]] = {}
        for column, text in self.shown:
            found.setdefault(column, []).append(text)
        return {column: "; ".join(filter(None, texts)) for column, texts in found.items()}

    def tell(self, level: str, code: str, column: int | None, text: str, **more: str) -> None:
        self.messages.append(Message(level, code, text, column, **more))

    def fix(self, column: int, code: str, text: str, remedy: str) -> None:
        self.tell(FIX, code, column, text, remedy=remedy)

    def keep_as_note(self, column: int, text: str, shown: str = "") -> None:
        self.notes.append(f"{self.sense.passed_on[column]}: {text}")
        self.noted.add(column)
        self.show(column, shown or self.sense.as_a_note)

    def keep_unknown(self, column: int, name: str, text: str) -> None:
        """Keep a word that stands for nothing we know as a note, and ask what it means unless that was said."""
        self.keep_as_note(column, text)
        if self.sense.meanings.find(name, text) != NOTE and name in self.sense.meanings.known:
            sentence = _("“%(heading)s”: “%(text)s” is not one of our words, so it is kept as a note.")
            self.tell(
                TOLD,
                "unknown-value",
                column,
                sentence % {"heading": self.heading(column), "text": text},
                remedy=_("Say what it means under “Words we did not know”."),
                key=name,
                sample=text,
            )


def _fact_of(target: str) -> str:
    return BY_NAME[target].fact if target in BY_NAME else {targets.WAYS: "ways"}.get(target, target)


def letter(column: int) -> str:
    """Return a column's letters as spreadsheet programs show them: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
