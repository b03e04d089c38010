#!/usr/bin/env python
"""Run Django's commands for this site; a mistake in the settings, or trouble with the database or a file, is a sentence."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from directory.project import trouble

# The first is what shells themselves say of a command that was stopped at the keyboard.
STOPPED, IN_TROUBLE, UNHEARD = 130, 2, 1


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.project.settings")
    try:
        _run()
    except ImproperlyConfigured as mistake:
        _end(f"{mistake}\n", IN_TROUBLE)
    except KeyboardInterrupt:
        _end("Stopped.\n", STOPPED)
    except BrokenPipeError:
        _end("", UNHEARD)
    except trouble.TROUBLE as error:
        if "--traceback" in sys.argv or isinstance(error, trouble.OURS):
            raise
        _end(f"{trouble.sentence(error)}\n", IN_TROUBLE)


def _run() -> None:
    if sys.stdout is None:
        # Whoever began it closed it: a file that is opened now, such as the database, would stand in its place.
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal without our quotation marks is shown something else instead.
        sys.stdout.reconfigure(errors="backslashreplace")
    _read_settings()
    try:
        execute_from_command_line(sys.argv)
    finally:
        # Here it can still be said that it could not be written.
        sys.stdout.flush()


def _end(sentence: str, code: int) -> NoReturn:
    # What could not be printed, Python would try to print once more on its way out, and complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.stderr.write(sentence)
    raise SystemExit(code) from None


def _read_settings() -> None:
    """Read the settings first, because Django hides a mistake in them behind “unknown command”."""
    import_module(os.environ["DJANGO_SETTINGS_MODULE"])


if __name__ == "__main__":
    main()
