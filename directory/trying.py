"""What it means that the database cannot do it now, and how to offer trying again without losing a word."""

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest

# A full disk, a lock that is not let go, a database that only reads or does not answer.
NOT_NOW = (OperationalError, InterfaceError, InternalError)
RETRY_SECONDS = 300


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent as (name, value), to be sent again; nothing if it holds a password or a file."""
    if request.method != "POST" or request.FILES or any("password" in name for name in request.POST):
        return []
    # A browser writes the line breaks of a form anew.
    return [(name, value.replace("\r\n", "\n")) for name, values in request.POST.lists() for value in values]
