#!/usr/bin/env python
"""Run Django's commands for this site; a mistake in the settings, or trouble with the database, is a sentence."""

import os
import sys
from importlib import import_module
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from directory.project import trouble


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.project.settings")
    try:
        _read_settings()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as mistake:
        _end(str(mistake))
    except trouble.TROUBLE as error:
        if "--traceback" in sys.argv:
            raise
        _end(trouble.sentence(error))


def _end(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(2) from None


def _read_settings() -> None:
    """Read the settings first, because Django hides a mistake in them behind “unknown command”."""
    import_module(os.environ["DJANGO_SETTINGS_MODULE"])


if __name__ == "__main__":
    main()
