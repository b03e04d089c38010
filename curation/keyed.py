"""Keyed digests: what has to be recognized again without being kept, so that nobody who reads the table can guess it."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def digest(value: str, *, of: str) -> str:
    """Digest `value` for one use, named `of`. The key is the one that never changes, because some of these are kept for ever."""
    return salted_hmac(f"curation.keyed.{of}", value, secret=settings.TRAIL_KEY, algorithm="sha256").hexdigest()
