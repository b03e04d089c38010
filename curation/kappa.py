"""How far people who answered the same question agree beyond chance: plain arithmetic on lists of answers.

Cohen's kappa is for the same two people throughout, each answering in their own way. Fleiss' is for a question that different
people read, any number of them each time, as Gwet (Handbook of Inter-Rater Reliability, 4th ed., 2014, ch. 2) extends it.
Intervals are by the jackknife: how much the value moves when one item is left out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from math import sqrt

# One thing that was judged: the answers it got, in the order of who gave them.
Item = tuple[Hashable, ...]
Items = Sequence[Item]
# Covers nineteen in twenty.
Z = 1.96


def agreed(items: Items) -> float:
    """Return the share of pairs of answers that are the same, each item weighing as much as another."""
    return sum(_agreed(item) for item in items) / len(items)


def cohen(items: Items) -> float | None:
    """Return Cohen's kappa of pairs of answers, each by the same two people in the same order; none if chance explains all."""
    first, second = (Counter(answers) for answers in zip(*items, strict=True))
    by_chance = sum(first[answer] * second[answer] for answer in first) / len(items) ** 2
    return _beyond(agreed(items), by_chance)


def fleiss(items: Items) -> float | None:
    """Return Fleiss' kappa of items with two or more answers each; none if chance explains all."""
    shares: defaultdict[Hashable, float] = defaultdict(float)
    for item in items:
        for answer in item:
            shares[answer] += 1 / len(item)
    by_chance = sum((share / len(items)) ** 2 for share in shares.values())
    return _beyond(agreed(items), by_chance)


def interval(kappa: Callable[[Items], float | None], items: Items) -> tuple[float, float] | None:
    """Return between which values `kappa` of the items lies in nineteen of twenty cases; none where it cannot be told."""
    whole = kappa(items)
    left_out: list[float | None] = []
    for item, times in Counter(items).items():
        rest = list(items)
        rest.remove(item)
        left_out += [kappa(rest)] * times if rest else [None]
    told = [value for value in left_out if value is not None]
    if whole is None or len(told) < len(items):
        return None
    mean = sum(told) / len(told)
    error = sqrt((len(told) - 1) / len(told) * sum((value - mean) ** 2 for value in told))
    return max(-1.0, whole - Z * error), min(1.0, whole + Z * error)


def share_interval(share: float, count: int) -> tuple[float, float]:
    """Return between which values a share of `count` lies in nineteen of twenty cases, after Wilson."""
    middle = (share + Z**2 / (2 * count)) / (1 + Z**2 / count)
    error = Z * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2)) / (1 + Z**2 / count)
    return max(0.0, middle - error), min(1.0, middle + error)


def _agreed(item: Item) -> float:
    """Return the share of the pairs within one item that are the same."""
    same = sum(count * (count - 1) for count in Counter(item).values())
    return same / (len(item) * (len(item) - 1))


def _beyond(agreement: float, by_chance: float) -> float | None:
    # As whole numbers divided by whole numbers, it is exactly 1 where only one answer was ever given; nearly so, after sums.
    return None if by_chance > 1 - 1e-9 else (agreement - by_chance) / (1 - by_chance)
