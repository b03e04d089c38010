"""Keeps documents as the present rules write them: a new version of this program may cut words otherwise."""

from collections.abc import Callable

from directory.models import Edition, Organization
from directory.search import documents


def is_outdated() -> bool:
    return not Edition.objects.filter(rules=documents.RULES).exists()


def write_anew(told: Callable[[int], object] = lambda _count: None) -> int:
    """Write every document anew; `told` hears how many were written, chunk by chunk. Returns how many there are."""
    found = documents.rebuild(Organization.objects.listed(), told=told)
    Edition.objects.get_or_create(pk=1)
    Edition.objects.filter(pk=1).update(rules=documents.RULES)
    return found
