"""Closes a backup with the public half of a key in the age format, and opens it with the secret half.

A server that knows only the public half (`age1…`) can make backups and open none. Sealed files are read by every
age tool: `age --decrypt --identity key.txt backup.age | tar xz`.
"""

from pathlib import Path

import pyrage
from pyrage import x25519

from curation.backups.errors import BackupError

SECRET = "AGE-SECRET-KEY-"  # noqa: S105 (how each of them begins)


def new_key() -> str:
    return str(x25519.Identity.generate())


def public_half(key: str) -> x25519.Recipient:
    try:
        return x25519.Identity.from_str(key).to_public() if key.startswith(SECRET) else x25519.Recipient.from_str(key)
    except (pyrage.IdentityError, pyrage.RecipientError) as error:
        raise _no_key(key) from error


def seal(plain: Path, sealed: Path, *, public: x25519.Recipient) -> None:
    try:
        with plain.open("rb") as source, sealed.open("wb") as target:
            pyrage.encrypt_io(source, target, [public])
    except pyrage.EncryptError as error:
        raise BackupError(f"The backup cannot be written: {error}.") from error


def unseal(sealed: Path, plain: Path, *, key: str) -> None:
    secret = _secret(key)
    try:
        with sealed.open("rb") as source, plain.open("wb") as target:
            pyrage.decrypt_io(source, target, [secret])
    except (pyrage.DecryptError, OSError) as error:
        # What is wrong inside the file comes as an error without a number; a full disk has one.
        if isinstance(error, OSError) and error.errno:
            raise
        raise BackupError(
            f"{sealed.name} cannot be opened: it was made with another DIRECTORY_BACKUP_KEY, or the file is damaged."
        ) from error


def _secret(key: str) -> x25519.Identity:
    if key and not key.startswith(SECRET):
        raise BackupError(
            "DIRECTORY_BACKUP_KEY is the public half, which opens nothing. For this one command set it to the secret "
            f"half, which begins with {SECRET}."
        )
    try:
        return x25519.Identity.from_str(key)
    except pyrage.IdentityError as error:
        raise _no_key(key) from error


def _no_key(key: str) -> BackupError:
    fault = "is not a key" if key else "is not set"
    return BackupError(
        f"DIRECTORY_BACKUP_KEY {fault}. “manage.py backup --new-key” prints a new one to write into .env; "
        "to open a backup you need the one it was made with."
    )
