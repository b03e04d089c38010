"""Tables for the desk: what its users may read there, to take away."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import progress
from curation.models import Submission
from curation.models.submission import Source
from curation.states import State
from directory.choices import Ground
from directory.exports import Lead, ListingResource
from directory.models import Organization, OrganizationQuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class DeskListingResource(ListingResource):
    """Listings with their dates, those that were taken down among them."""

    def named(self) -> OrganizationQuerySet:
        return Organization.objects.listed()

    def leads(self) -> list[Lead]:
        listed = frozenset(Organization.objects.listed().values_list("pk", flat=True))
        yes, no = _("Yes"), _("No")
        return [
            *super().leads(),
            Lead(_("Public"), "pk", lambda pk: yes if pk in listed else no),
            Lead(_("Listed because"), "ground", _said(Ground)),
            Lead(_("Values reviewed on"), "vetted_on", _day),
            Lead(_("Facts checked on"), "facts_checked_on", _day),
            Lead(_("Consent given on"), "consented_on", _day),
        ]


class SubmissionResource(ListingResource):
    """Submissions: the facts, and where each stands. Notes, messages and findings stay on the desk."""

    title = gettext_lazy("Submissions")

    def named(self) -> OrganizationQuerySet:
        return Organization.objects.listed()

    def leads(self) -> list[Lead]:
        return [
            Lead(_("Purpose"), "purpose", _said(Submission.Purpose)),
            self.state(),
            Lead(_("Source"), "source", _said(Source)),
            Lead(_("Received"), "received_at", lambda moment: timezone.localdate(moment).isoformat()),
        ]

    def state(self) -> Lead:
        return Lead(_("State"), "state", _said(State))


class SentResource(SubmissionResource):
    """Submissions for who sent them: where each stands is said as their progress says it, and no more."""

    def __init__(self, sender: "User", **more: Any) -> None:
        super().__init__(**more)
        self.sender = sender

    def state(self) -> Lead:
        sent = Submission.objects.filter(submitted_by=self.sender).select_related("appeal")
        known = sent.only("state", "purpose", "appeal__outcome", "appeal__due_on")
        return Lead(_("State"), "pk", {one.pk: progress.title(one) for one in known}.__getitem__)


def _said(closed: type[TextChoices]) -> Callable[[str], str]:
    labels = {member.value: str(member.label) for member in closed}
    return lambda value: labels.get(value, value)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
