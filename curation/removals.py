"""Remembers outside the database what was taken down, so that no old copy of the database brings it back.

Each line of the file says when, `down` or `back`, and the listing's public id: nothing else, not even its name.
A removal is written before it is committed and a return after it: whatever breaks in between leaves a listing down.
"""

import logging
import os
import uuid
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

DOWN, BACK = "down", "back"
# A removal is written a little before it is committed, and a copy may be made in between.
BEFORE_COMMIT = timedelta(hours=1)


def file() -> Path:
    folder: Path = settings.DATA_DIR
    return folder / "removals.txt"


def note(standing: str, listing: uuid.UUID) -> None:
    """Add a line. That it cannot be written keeps nobody from taking something down."""
    # It begins with a line break, so that a line torn by a power cut does not spoil the next one.
    line = f"\n{timezone.now().isoformat()} {standing} {listing}"
    try:
        handle = os.open(file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        logging.getLogger(__name__).exception("The list of removals cannot be written to")


def down_since(moment: datetime) -> list[uuid.UUID]:
    """List what was taken down after `moment`, or while a copy of that moment could miss it, and was not put back."""
    standing: dict[uuid.UUID, str] = {}
    for line in file().read_text("utf-8", "replace").splitlines() if file().exists() else []:
        try:
            at, word, listing = line.split()
            if datetime.fromisoformat(at) >= moment - BEFORE_COMMIT:
                standing[uuid.UUID(listing)] = word
        except ValueError:
            continue
    return [listing for listing, word in standing.items() if word == DOWN]
