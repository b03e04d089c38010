"""The way from SQLite to PostgreSQL: everything or nothing, and proven to be the same."""

from curation.moving.errors import Differs, MoveError
from curation.moving.moving import Moved, move

__all__ = ["Differs", "MoveError", "Moved", "move"]
