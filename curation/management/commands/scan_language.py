"""The language scan for other programs: one JSON object a line in, one a line out."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from curation import language
from curation.language import wordlist
from curation.language.terms import Term, terms

SOME_LINES_UNREADABLE = 1


class NotALine(ValueError):
    """One sentence that says what is wrong with a line."""


class Command(BaseCommand):
    help = (
        'Read JSON lines {"id": …, "text": …} from standard input and answer each with {"id": …, "flag": …, "terms": […]}. '
        "A line that cannot be read is answered on standard error, and the command then ends with 1."
    )
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        if self._answer_all(sys.stdin.buffer):
            raise SystemExit(SOME_LINES_UNREADABLE)

    def _answer_all(self, lines: Iterable[bytes]) -> int:
        """Answer line by line, as they come, and return how many could not be read."""
        words, unreadable = self._words(), 0
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                self.stdout.write(json.dumps(answer(line, words)))
                self.stdout.flush()
            except NotALine as fault:
                unreadable += 1
                self.stderr.write(f"Line {number}: {fault}")
        return unreadable

    def _words(self) -> Iterable[Term]:
        try:
            return wordlist.in_use()
        except DatabaseError:
            self.stderr.write("The database is not ready, so the list that came with the site is used.")
            return terms()


def answer(line: bytes, words: Iterable[Term]) -> dict[str, Any]:
    asked = _read(line)
    found = language.flags(asked["text"], words=words)
    return {"id": asked.get("id"), "flag": bool(found), "terms": [note.matched for note in found]}


def _read(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise NotALine("this is not UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise NotALine("this is not JSON.") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise NotALine('this is not an object with a "text" in quotation marks.')
    return asked
