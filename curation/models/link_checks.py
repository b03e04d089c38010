"""What is behind the links we lean on: as it was when it was first looked at, and as it was last.

Pages of others are not kept, but for a digest of their text and what is needed to tell whether they are still alike.
"""

from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from curation.models.review import Finding
from directory.models import Organization


class LinkResult(models.TextChoices):
    """The whole vocabulary. All but the first are questions for a person, the gravest first."""

    OK = "ok", _("As it was")
    OWNER = "owner", _("Changed owner?")
    GONE = "gone", _("Gone")
    QUOTE = "quote", _("The quote is no longer there")
    MOVED = "moved", _("Moved")
    UNCHECKED = "unchecked", _("Could not check")


class LinkDetail(models.TextChoices):
    """Why, in a sentence. The values are the words that the checker uses."""

    NONE = "", ""
    NO_NAME = "no-name", _("Nobody knows the name of this site: it may have lapsed, or we were offline.")
    NOT_THERE = "not-there", _("The site says that there is no such page.")
    FOR_SALE = "for-sale", _("The page says that the name is for sale or has expired.")
    OTHER_HOST = "other-host", _("It leads to another site, with another text.")
    OTHER_CERTIFICATE = (
        "other-certificate",
        _("The text is another one, and the certificate is made out by or for somebody else."),
    )
    REFUSED = "refused", _("Only public sites at their usual ports are asked, by name. This is none, or leads to none.")
    REDIRECTS = "redirects", _("It sends us on more than three times.")
    SLOW = "slow", _("It did not answer within ten seconds.")
    CERTIFICATE = "certificate", _("Its certificate is not valid for this name.")
    GARBLED = "garbled", _("What it answers cannot be read.")
    CONNECTION = "connection", _("No connection could be made.")
    REFUSES = "refuses", _("The site does not show this page to programs.")
    BROKEN = "broken", _("The site has an error of its own.")
    TOO_LONG = "too-long", _("The page is there, but longer than we read, and the quote is not in what we read.")
    NO_TEXT = "no-text", _("It is there, but no text, such as a PDF: look for the quote by hand.")


# Failing once may be anything, our own line included; so often in a row it is for a person.
TRIES = 3


class LinkCheckQuerySet(models.QuerySet["LinkCheck"]):
    def to_look_at(self) -> "LinkCheckQuerySet":
        """Keep what a person should look at."""
        failed = Q(result=LinkResult.UNCHECKED, times__gte=TRIES)
        return self.filter(
            Q(result__in=[LinkResult.OWNER, LinkResult.GONE, LinkResult.QUOTE, LinkResult.MOVED]) | failed
        )

    def gravest_first(self) -> "LinkCheckQuerySet":
        gravity = [When(result=result, then=Value(place)) for place, result in enumerate(LinkResult.values)]
        return self.annotate(gravity=Case(*gravity, default=Value(0))).order_by("gravity", "since", "id")


class LinkCheck(models.Model):
    """One link, with the quote that should be behind it: of a listing, or of a finding that somebody had checked."""

    listing = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="link_checks"
    )
    # Not of the piece of evidence itself, which is written anew whenever its finding is saved.
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.CASCADE, related_name="link_checks")
    url = models.CharField(_("link"), max_length=400)
    quote = models.CharField(_("quote"), max_length=300, blank=True)

    result = models.CharField(_("result"), max_length=10, choices=LinkResult, blank=True)
    detail = models.CharField(max_length=20, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    # Since when, and how many times in a row, this was the result.
    since = models.DateTimeField(_("since"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(default=0)
    quote_found = models.BooleanField(null=True, blank=True)
    moved_to = models.CharField(_("now at"), max_length=2000, blank=True)
    # {url, owner and issuer of its certificate, digest and sketch of its text}: of the first good look or of one that
    # somebody agreed to, and of the last.
    as_seen = models.JSONField(default=dict, blank=True)
    seen_on = models.DateField(_("first looked at"), null=True, blank=True)
    as_found = models.JSONField(default=dict, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links to look at")
        ordering = ["since", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["result", "since"], name="curation_link_result")]
        constraints = [
            models.UniqueConstraint(fields=["listing", "url", "quote"], name="curation_link_of_listing"),
            models.UniqueConstraint(fields=["finding", "url", "quote"], name="curation_link_of_finding"),
            models.CheckConstraint(
                name="curation_link_of_one",
                condition=Q(listing=None, finding__isnull=False) | Q(listing__isnull=False, finding=None),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def why(self) -> str:
        return str(LinkDetail(self.detail).label)

    @property
    def digest(self) -> str:
        """SHA-256 of the page as it should be."""
        found: dict[str, Any] = self.as_seen
        return str(found.get("digest", ""))
