"""What one line of the table of retention says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

ALL = "*"


@dataclass(frozen=True)
class Rule:
    """One line of the table. `fields` names what it covers, as {model: field names, or ALL}."""

    code: str
    what: "StrOrPromise"
    kept: "StrOrPromise"
    why: "StrOrPromise"
    fields: Mapping[str, Sequence[str]]
    # With these `forget` applies it: `due` finds what is older than `after`, told the moment before which that is, and `erase`
    # takes one of them. Without, it is kept for good, or what `kept` says erases it.
    after: timedelta | None = None
    due: "Callable[[datetime], QuerySet[Any]] | None" = None
    erase: Callable[[Any], None] | None = None

    def over(self) -> "QuerySet[Any] | None":
        """Find what has been kept long enough."""
        return self.due(timezone.now() - self.after) if self.due and self.after is not None else None
