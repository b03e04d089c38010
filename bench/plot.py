"""Bars for a terminal, on a scale where each step is ten times the last."""

import math
from collections.abc import Mapping

WIDTH = 48


def bars(found: Mapping[str, float], *, unit: str) -> list[str]:
    """Return a line for each name, the longest bar for the largest number; all must be above nothing."""
    low = math.floor(math.log10(min(found.values())))
    span = max(math.log10(max(found.values())) - low, 1)
    return [
        f"  {name:12}{'█' * max(1, round((math.log10(number) - low) / span * WIDTH))} {number:.2f} {unit}"
        for name, number in found.items()
    ]
