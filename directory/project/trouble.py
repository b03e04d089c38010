"""Says in one sentence what is the matter with the database, for whoever runs a command."""

from django.db import InterfaceError, InternalError, OperationalError, ProgrammingError

# What no command can help. Lines that break a rule of the database are a fault of ours, and keep their traceback.
TROUBLE: tuple[type[Exception], ...] = (OperationalError, ProgrammingError, InterfaceError, InternalError)

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
        ("unable to open", "readonly", "read-only", "permission denied", "cannot be made"),
        "Run the command as the user who runs the site, and let that user write to the data folder.",
    ),
    (("locked", "lock timeout", "statement timeout"), "Something else is writing to it for long. Try again later."),
    (("not a database", "malformed"), "Its file is damaged. Bring a backup back: make restore."),
)


def sentence(error: Exception) -> str:
    """Tell what the database said and what to do; --traceback shows where it happened."""
    said = " ".join(str(error).split()).rstrip(".?")
    meant = next((meaning for words, meaning in MEANINGS if any(word in said.lower() for word in words)), "")
    return f"The database cannot do it: {said}. {meant or 'With --traceback the command shows where.'}"
