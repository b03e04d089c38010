"""Django's own command, which here is also the one that makes the database."""

from typing import Any

from django.core.management.commands.migrate import Command as Django
from django.db import connections

from directory.project.sqlite3.base import DatabaseWrapper


class Command(Django):
    def execute(self, *args: Any, **options: Any) -> Any:
        """Make the file before Django's checks want to look into it."""
        connection = connections[options["database"]]
        if isinstance(connection, DatabaseWrapper):
            connection.make_file()
        return super().execute(*args, **options)
