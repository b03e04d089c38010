"""Finds mistakes in what copies are sealed with and how mail is sent, before a night goes by without either."""

import os
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Advice

from curation.backups import BackupError
from curation.backups.sealing import public_half
from directory.checks import nearest

# Where TLS begins before the first word. We begin it after the first words (STARTTLS), and would wait here for nothing.
ENDS_IN_SILENCE = 465
# An address of a page or of a person, or a machine with its port: nothing is found by that name.
NO_MACHINE = re.compile(r"[\s/@]|^[^:]*:[^:]*$|^\.|\.\.")


@register(Tags.security)
def backups_can_be_sealed(**kwargs: Any) -> list[CheckMessage]:
    try:
        if settings.BACKUP_KEY:
            public_half(settings.BACKUP_KEY)
    except BackupError:
        return [
            Error(
                "DIRECTORY_BACKUP_KEY is not a key, so no backup can be made.",
                hint="Write the AGE-SECRET-KEY-… or age1… you kept. Left empty, “manage.py backup --new-key” prints a new one.",
                id="curation.E001",
            )
        ]
    return []


@register()
def mail_begins_in_the_open(**kwargs: Any) -> list[CheckMessage]:
    if settings.EMAIL_PORT != ENDS_IN_SILENCE:
        return []
    return [
        Error(
            f"DIRECTORY_MAIL_PORT is {ENDS_IN_SILENCE}, where TLS is spoken from the first word on; the site begins it by STARTTLS.",
            hint="Write 587, or the port for STARTTLS that whoever runs the mail server names.",
            id="curation.E002",
        )
    ]


@register()
def mail_goes_to_a_machine(**kwargs: Any) -> list[CheckMessage]:
    if not NO_MACHINE.search(settings.EMAIL_HOST):
        return []
    return [
        Error(
            f"DIRECTORY_MAIL_HOST is “{settings.EMAIL_HOST}”, which is not the name of a machine.",
            hint="Write its name alone, such as mail.example.org; the port goes into DIRECTORY_MAIL_PORT.",
            id="curation.E003",
        )
    ]


@register(Tags.files)
def backups_have_a_place(**kwargs: Any) -> list[CheckMessage]:
    # No error: a disk that is away for an hour must not keep the site, and whoever wants to be taken down, from working.
    folder: Path = settings.BACKUP_DIR
    there = nearest(folder)
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return []
    return [
        Advice(
            f"Backups cannot be written to {folder}.",
            hint="Let the user who runs the site write there, or set DIRECTORY_BACKUP_DIR to a folder where it may.",
            id="curation.W001",
        )
    ]
