"""What was found when listings were looked over anew, as the looking for people had grown better."""

from django.db import models

from directory.models import Organization


class LookedOver(models.Model):
    """That all listings were looked over by certain rules; `rules` is the digest of what they say. There is one line at most."""

    rules = models.CharField(max_length=64, unique=True)
    on = models.DateField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.rules[:8]} · {self.on}"


class Suspicion(models.Model):
    """That a listing may tell of a person. None of its words are kept here."""

    look = models.ForeignKey(LookedOver, on_delete=models.CASCADE)
    listing = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.listing)
