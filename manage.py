#!/usr/bin/env python
"""Run Django's commands for this site; a settings mistake is a sentence, not a traceback."""

import os
import sys
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.project.settings")
    try:
        _read_settings()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as mistake:
        sys.stderr.write(f"{mistake}\n")
        raise SystemExit(2) from None


def _read_settings() -> None:
    """Read the settings first, because Django hides a mistake in them behind “unknown command”."""
    import_module(os.environ["DJANGO_SETTINGS_MODULE"])


if __name__ == "__main__":
    main()
