"""What is kept, how long, and its end: one table, and the verb that applies it."""

from collections.abc import Iterator

from django.db import connection

from curation import trail, yearly
from curation.retention.erasing import each
from curation.retention.rule import Rule
from curation.retention.table import RULES
from directory.search import documents

__all__ = ["RULES", "Rule", "as_table", "due", "forget"]


def due() -> Iterator[tuple[Rule, int]]:
    """Count what `forget` would erase now, by rule."""
    for rule in RULES:
        if (over := rule.over()) is not None:
            yield rule, over.count()


def forget() -> Iterator[tuple[Rule, int]]:
    """Apply every rule that is due, one by one, and say in the trail how much was erased, by rule and without a name."""
    # Counted before the words they are counted from are erased.
    yearly.close()
    counts = {}
    for rule in RULES:
        if rule.erase and (over := rule.over()) is not None:
            counts[rule.code] = each(over, rule.erase)
            yield rule, counts[rule.code]
    if counts.get("listing"):
        documents.overwrite_dropped()
    if erased := {code: count for code, count in counts.items() if count and code not in {"session", "log"}}:
        trail.record_forgotten(erased)
    _empty_the_log_of_writes()


def as_table() -> str:
    """Write the table for the documentation."""
    lines = [f"| {rule.what} | {rule.kept} | {rule.why} |" for rule in RULES]
    return "\n".join(["| What | How long | Why |", "|---|---|---|", *lines])


def _empty_the_log_of_writes() -> None:
    """SQLite keeps pages as they were in its log of writes until that is begun anew."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
