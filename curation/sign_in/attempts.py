"""How often somebody has tried: counted by account for all processes, and by network in memory. No address is kept."""

from django.core.cache import cache
from django.db import transaction

from curation import keyed
from curation.models import Attempt
from directory.limiting import Limiter

# Many tries from one network, whosever accounts they are about. Behind an onion service all count together, twenty times as many.
NETWORK = Limiter(per_hour=60)
# Longer than any code can be right: half a minute, and as much before and after.
CODE_SECONDS = 5 * 60


def unreadable(key: str, key_prefix: str, version: int) -> str:
    """Make the key that the cache stores: a digest, so that the table tells nobody whose handle was tried."""
    return keyed.digest(f"{key_prefix}:{version}:{key}", of="attempts")


def must_be_counted() -> None:
    """Raise what the database raises where nothing can be written: the cache would pass over it in silence."""
    with transaction.atomic():
        Attempt.objects.filter(pk="").update(value="")


def is_first_use(account: int, code: str) -> bool:
    """Say whether `account` uses this code for the first time; from now on it is used."""
    digits = "".join(filter(str.isdigit, code))
    return cache.add(f"code {digits} of account {account}", True, CODE_SECONDS)
