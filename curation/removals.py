"""Remembers outside the database what was taken out, so that no old copy of the database brings it back.

Each line of the file says when, what, and the listing's public id, never its name: `down` or `back`; `hidden` and which
kinds of facts; `left`, how that reached us, and the keyed digests by which the group is known again; `ended`, and the
keyed digest of a private link that was ended before its time.
A removal is written before it is committed and a return after it: whatever breaks in between leaves a listing down.
"""

import logging
import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

DOWN, BACK, HIDDEN, LEFT, ENDED = "down", "back", "hidden", "left", "ended"
# A removal is written a little before it is committed, and a copy may be made in between.
BEFORE_COMMIT = timedelta(hours=1)
THE_BEGINNING = datetime(1970, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Note:
    at: datetime
    word: str
    listing: uuid.UUID
    more: tuple[str, ...]


def file() -> Path:
    folder: Path = settings.DATA_DIR
    return folder / "removals.txt"


def note(word: str, listing: uuid.UUID, *more: str) -> None:
    """Add a line. That it cannot be written keeps nobody from taking something down."""
    # It begins with a line break, so that a line torn by a power cut does not spoil the next one.
    line = " ".join((f"\n{timezone.now().isoformat()}", word, str(listing), *more))
    try:
        handle = os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        logging.getLogger(__name__).exception("The list of removals cannot be written to")


def begin() -> None:
    """Make the file where there is none: that there is none is to mean that it was lost, not that nothing was taken down."""
    file().touch(mode=0o600)


def down_since(moment: datetime) -> list[uuid.UUID]:
    """List what was taken down after `moment`, or while a copy of that moment could miss it, and was not put back."""
    last = {note.listing: note.word for note in _since(moment, DOWN, BACK)}
    return [listing for listing, word in last.items() if word == DOWN]


def hidden_since(moment: datetime) -> list[Note]:
    """List what groups took out of their entries. What they showed again since came by a correction that is lost as well."""
    return _since(moment, HIDDEN)


def ended_since(moment: datetime) -> list[Note]:
    """List the private links that a curator or the group ended, or that were mailed where the group is no more."""
    return _since(moment, ENDED)


def left() -> list[Note]:
    """List who ever asked not to be listed and did not come back."""
    return left_since(THE_BEGINNING)


def left_since(moment: datetime) -> list[Note]:
    """List who asked not to be listed and did not come back."""
    last = {note.listing: note for note in _since(moment, LEFT, BACK)}
    return [note for note in last.values() if note.word == LEFT and note.more]


def _since(moment: datetime, *words: str) -> list[Note]:
    """Read the notes in the order of their days, because lines of several machines may stand one file after the other."""
    lines = file().read_text("utf-8", "replace").splitlines() if file().exists() else []
    notes = [note for note in map(_read, lines) if note and note.word in words and note.at >= moment - BEFORE_COMMIT]
    return sorted(notes, key=lambda note: note.at)


def _read(line: str) -> Note | None:
    try:
        at, word, listing, *more = line.split()
        return Note(datetime.fromisoformat(at), word, uuid.UUID(listing), tuple(more))
    except ValueError:
        return None
