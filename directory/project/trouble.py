"""Says in one sentence what is the matter with the database, a file or the disk, for whoever runs a command."""

import errno

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError

# What no command can help.
TROUBLE: tuple[type[Exception], ...] = (DatabaseError, InterfaceError, OSError)
# Lines that break a rule of the database are a fault of ours, and keep their traceback.
OURS: tuple[type[Exception], ...] = (DataError, IntegrityError)

# Words of SQLite and PostgreSQL, and what they mean here. The first that fits is said.
MEANINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("connection failed", "connection to server", "connection is lost", "failed to resolve"),
        "It cannot be reached. Look at DIRECTORY_DATABASE_URL, and whether the database server runs.",
    ),
    (("there is no database",), "It is made when the site is started: make run, or manage.py start."),
    (
        ("no such table", "no such column", "does not exist", "has no column"),
        "It has no tables yet, or those of another version. Start the site once: make run, or manage.py start.",
    ),
    (("database or disk is full", "no space left", "disk i/o error"), "Its disk is full or broken: make room."),
    (
        ("permission denied for schema",),
        "It has to belong to the user in DIRECTORY_DATABASE_URL, who makes the tables: createdb --owner=USER NAME.",
    ),
    (
        ("unable to open", "readonly", "read-only", "permission denied", "cannot be made"),
        "Run the command as the user who runs the site, and let that user write to the data folder.",
    ),
    (("locked", "lock timeout", "statement timeout"), "Something else is writing to it for long. Try again later."),
    (("not a database", "malformed"), "Its file is damaged. Bring a backup back: make restore."),
)
# What the machine says by number, where there is something to do about it.
MACHINE = {
    errno.ENOSPC: "Make room on the disk.",
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS),
        "Run the command as the user who runs the site, and let that user read and write there.",
    ),
}


def sentence(error: Exception) -> str:
    """Tell what the database or the machine said and what to do; --traceback shows where it happened."""
    if isinstance(error, OSError):
        return _of_the_machine(error)
    said = " ".join(str(error).split()).rstrip(".?")
    meant = next((meaning for words, meaning in MEANINGS if any(word in said.lower() for word in words)), "")
    return f"The database cannot do it: {said}. {meant or 'With --traceback the command shows where.'}"


def _of_the_machine(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    said = error.strerror or " ".join(str(error).split())
    meant = MACHINE.get(error.errno or 0, "With --traceback the command shows where.")
    return f"The machine cannot do it: {where}{said}. {meant}"
