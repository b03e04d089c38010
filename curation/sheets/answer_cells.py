"""Reading cells about what happens on contact: an answer, how somebody knows it, and on which day."""

import re
from functools import lru_cache

from django.utils.translation import gettext as _

from curation.sheets import tidy, values, words
from curation.sheets.list_cells import part
from curation.sheets.reading import TOLD, RowReading
from directory.cells import bare, split
from directory.search.folding import fold
from directory.written import part_of

_KEY = re.compile(r"^answer\s*:\s*", re.IGNORECASE)
_COST = "policy-cost"
_OTHER = {"yes": "no", "no": "yes"}
Parts = dict[str, list[str]]


def policy(row: RowReading, column: int, name: str, cell: str) -> None:
    """Read “No | where it says so | 2026-03-01”: an answer counts only with a source and a day, be they the row’s."""
    first, *pieces = split(cell, "|") or [cell]
    typed = tidy.one_line(_KEY.sub("", bare(first)))
    answer = _answer(row, column, name, typed)
    if answer == "unknown" and not pieces:
        row.show(column, _("Not known"))
        return
    parts = _parts_of_answer(pieces)
    told = {
        "question": name.partition("-")[2],
        "answer": answer,
        "detail": ", ".join(parts["words"]),
        "source": ", ".join(parts["source"]) or row.keys.get("source", ""),
        "as_of": _day_of(parts["date"]) if parts["date"] else row.keys.get("as_of", ""),
    }
    if answer in _OTHER and told["source"] and told["as_of"]:
        row.parts.setdefault(name, []).append(told)
        row.show(column, " · ".join(filter(None, [_label(answer), told["source"], told["as_of"], told["detail"]])))
        return
    row.keep_as_note(column, tidy.one_line(bare(cell)))
    if answer is None:
        _tell_no_answer(row, column, typed)
    elif answer in _OTHER:
        _tell_what_is_missing(row, column, typed, _unclear_day(row, parts) if told["source"] else "")


def _answer(row: RowReading, column: int, name: str, text: str) -> str | None:
    """Return “yes”, “no” or “unknown”; under what it costs “free” is a No, and a Yes too where the heading asks whether it is free."""
    answer = values.yes_or_no(text)
    if name != _COST:
        return answer
    if answer is None:
        return words.values("cost").get(fold(text))
    heading = row.sense.headings[column]
    if answer not in _OTHER or not _asks_whether_it_is_free(heading):
        return answer
    answer = _OTHER[answer]
    sentence = _("“%(heading)s”: “%(text)s” was read as an answer to whether it costs money: %(answer)s.")
    row.tell(TOLD, "turned", column, sentence % {"heading": heading, "text": text, "answer": _label(answer)})
    return answer


def _label(answer: str) -> str:
    return _("Yes") if answer == "yes" else _("No")


@lru_cache(maxsize=1000)
def _asks_whether_it_is_free(heading: str) -> bool:
    spaced = f" {fold(heading)} "
    meant = {answer for word, answer in words.values("cost").items() if f" {word} " in spaced}
    return meant == {"no"}


def _tell_no_answer(row: RowReading, column: int, text: str) -> None:
    sentence = _("“%(heading)s”: “%(text)s” is neither Yes nor No, so it is kept as a note.")
    remedy = _("Write Yes or No before it, and behind it how you know and on which day, apart by “|”.")
    told = sentence % {"heading": row.heading(column), "text": text}
    row.tell(TOLD, "no-answer", column, told, remedy=remedy)


def _tell_what_is_missing(row: RowReading, column: int, typed: str, unclear_day: str) -> None:
    if unclear_day:
        sentence = _(
            "“%(heading)s”: nobody can tell which day “%(day)s” is, so the answer does not count and is kept as a note."
        )
        remedy = _("Write the day by year, month and day, like 2026-03-01.")
        told = sentence % {"heading": row.heading(column), "day": unclear_day}
        row.tell(TOLD, "unclear-day", column, told, remedy=remedy)
        return
    sentence = _("“%(heading)s”: an answer counts only with how you know and on which day, so it is kept as a note.")
    # As it is typed: whoever copies another answer turns “calls the police” into “does not”.
    remedy = _("Write it as: %(answer)s | where it says so | 2026-03-01.") % {"answer": typed}
    row.tell(TOLD, "no-source", column, sentence % {"heading": row.heading(column)}, remedy=remedy)


def _parts_of_answer(pieces: list[str]) -> Parts:
    """Sort what stands behind an answer. Without a date as we write it, the last part may be a day."""
    parts: Parts = {"words": [], "source": [], "date": []}
    for piece in pieces:
        key, text = part(bare(piece))
        name = key if key in ("words", "date") else "source"
        parts["words" if name == "date" and parts["date"] else name].append(tidy.one_line(text))
    if parts["source"] and not parts["date"] and _may_be_a_day(parts["source"][-1]):
        parts["date"].append(parts["source"].pop())
    return parts


def _may_be_a_day(text: str) -> bool:
    return tidy.day(text) is not None or part_of(text) == "when"


def _day_of(texts: list[str]) -> str:
    found = tidy.day(texts[0])
    return found.isoformat() if found else ""


def _unclear_day(row: RowReading, parts: Parts) -> str:
    """Return what is said of the day, of the answer or of its row, where nobody can tell which one it is."""
    if parts["date"]:
        return parts["date"][0]
    column = row.columns.get("as_of")
    return "" if column is None else row.texts[column]
