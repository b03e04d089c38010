"""Tables for the desk: what its users may read there, to take away."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.models import Submission
from directory.exports import ListingResource
from directory.models import Organization


class DeskListingResource(ListingResource):
    """Listings with their dates, those that were taken down among them."""

    def headings_before(self) -> list[str]:
        dates = [_("Values reviewed on"), _("Facts checked on"), _("Consent given on")]
        return [*super().headings_before(), _("Public"), _("Listed because"), *dates]

    def cells_before(self, record: Organization) -> list[str]:
        days = (record.vetted_on, record.facts_checked_on, record.consented_on)
        public = _("Yes") if record.is_listed else _("No")
        told = [public, record.get_ground_display(), *(day.isoformat() if day else "" for day in days)]
        return [*super().cells_before(record), *told]


class SubmissionResource(ListingResource):
    """Submissions: the facts, and where each stands. Notes, messages and findings stay on the desk."""

    title = gettext_lazy("Submissions")

    def headings_before(self) -> list[str]:
        return [_("Purpose"), _("State"), _("Source"), _("Received")]

    def cells_before(self, record: Submission) -> list[str]:
        told = [record.get_purpose_display(), record.get_state_display(), record.get_source_display()]
        return [*told, record.received_at.date().isoformat()]
