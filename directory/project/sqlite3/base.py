"""Leaves out the one check that SQLite refuses to run when it does not trust the schema, and keeps the file private.

Django guards every JSONField with CHECK (JSON_VALID(…)). With `trusted_schema=OFF`, which keeps a tampered database
file from running functions, SQLite 3.40 and others answer “unsafe use of json_valid()” to each write. Django writes
such fields through `json.dumps`, so they are valid without the check.

SQLite would make a file that is not there, empty and readable by others, for whoever only wanted to read; and a backup
cannot be brought back where there is one. So only `make_file` makes it, and only `migrate` calls that.
"""

from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as Django


class DatabaseWrapper(Django):
    data_type_check_constraints = {
        kind: check for kind, check in Django.data_type_check_constraints.items() if kind != "JSONField"
    }

    def is_there(self) -> bool:
        return self.is_in_memory_db() or not _is_missing(Path(self.settings_dict["NAME"]))

    def make_file(self) -> None:
        """Make the private folder and the empty file on the very first start."""
        if self.is_there():
            return
        place = Path(self.settings_dict["NAME"])
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            place.touch(mode=0o600)
        except OSError as error:
            raise OperationalError(f"{place} cannot be made: {error.strerror}") from error

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, if it is there."""
        if self.is_in_memory_db():
            return super().get_new_connection(conn_params)
        place = Path(conn_params["database"])
        try:
            return super().get_new_connection(conn_params | {"database": f"{place.absolute().as_uri()}?mode=rw"})
        except self.Database.OperationalError as error:
            if not _is_missing(place):
                raise
            raise OperationalError(f"there is no database {place} yet") from error


def _is_missing(place: Path) -> bool:
    """Whether it is known that there is none; where this user may not look there may well be one."""
    try:
        place.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False
