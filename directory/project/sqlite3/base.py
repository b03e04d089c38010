"""Leaves out the one check that SQLite refuses to run when it does not trust the schema, and makes the data folder.

Django guards every JSONField with CHECK (JSON_VALID(…)). With `trusted_schema=OFF`, which keeps a tampered database
file from running functions, SQLite 3.40 and others answer “unsafe use of json_valid()” to each write. Django writes
such fields through `json.dumps`, so they are valid without the check.
"""

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as Django


class DatabaseWrapper(Django):
    data_type_check_constraints = {
        kind: check for kind, check in Django.data_type_check_constraints.items() if kind != "JSONField"
    }

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Make the private folder for the database file on the very first start."""
        if not self.is_in_memory_db():
            Path(conn_params["database"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super().get_new_connection(conn_params)
