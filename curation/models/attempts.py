"""What has been tried to sign in, for a quarter of an hour: Django's database cache keeps its lines here.

The keys are digests (`curation.sign_in.attempts`), so that nobody can read whose handle was tried, and no address is in them.
"""

from django.db import models


class Attempt(models.Model):
    """A line of the cache, with the columns that Django's `DatabaseCache` expects."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
