"""Writes the file .env with random secrets, once. Run as: python -m directory.project.first_run"""

import os
import secrets
import sys
from pathlib import Path

from pyrage import x25519

FILE = Path(__file__).resolve().parents[2] / ".env"

CONTENT = """\
# Settings of this site; docs/operators.md explains them. Keep this file private, and keep a copy elsewhere:
# without DIRECTORY_TRAIL_KEY nobody can prove any more that the decision log is complete.
DIRECTORY_SECRET_KEY={secret_key}
DIRECTORY_TRAIL_KEY={trail_key}
# Opens the backups, which are worth nothing without it.
DIRECTORY_BACKUP_KEY={backup_key}
# For trying it on this machine. On the internet: your host name, and DIRECTORY_HTTPS=1.
DIRECTORY_HOSTS=127.0.0.1,localhost
DIRECTORY_HTTPS=0
"""


def write_settings(file: Path) -> bool:
    """Write `file` unless it is there, readable by its owner only; tell whether it was written."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        keys = {"secret_key": secrets.token_urlsafe(50), "trail_key": secrets.token_urlsafe(50)}
        stream.write(CONTENT.format(**keys, backup_key=x25519.Identity.generate()))
    return True


if __name__ == "__main__" and write_settings(FILE):
    sys.stdout.write("Wrote .env with new random secrets. Keep it private.\n")
