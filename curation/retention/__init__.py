"""What is kept, how long, and its end: one table, and the verb that applies it."""

from collections.abc import Iterator

from django.utils import timezone

from curation import trail
from curation.retention.table import RULES, Rule

__all__ = ["RULES", "Rule", "as_table", "forget"]


def forget() -> Iterator[tuple[Rule, int]]:
    """Apply every rule that is due, one by one, and say in the trail how much was erased, by rule and without a name."""
    counts = {}
    for rule in RULES:
        if rule.erase and rule.after is not None:
            counts[rule.code] = rule.erase(timezone.now() - rule.after)
            yield rule, counts[rule.code]
    if erased := {code: count for code, count in counts.items() if count and code not in {"session", "log"}}:
        trail.record_forgotten(erased)


def as_table() -> str:
    """Write the table for the documentation."""
    lines = [f"| {rule.what} | {rule.kept} | {rule.why} |" for rule in RULES]
    return "\n".join(["| What | How long | Why |", "|---|---|---|", *lines])
