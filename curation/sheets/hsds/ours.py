"""What an HSDS file of ours would say of a listing now, in the cells that one becomes: what is the same there is no news."""

from collections.abc import Collection, Mapping

from django.conf import settings
from django.utils.translation import override

from curation.sheets.hsds import flattening, tables
from curation.sheets.limits import limits
from directory.hsds import records, state
from directory.hsds.taxonomies import Vocabulary
from directory.hsds.writing import Writing, for_full_records
from directory.models import Organization


class Ours:
    """`names` are those of listings, by public id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        with override(settings.LANGUAGE_CODE):
            self._writing = Writing("", Vocabulary(""), state.present().words_changed_at)

    def cells_of(self, listings: Collection[int]) -> dict[int, flattening.Cells]:
        found = for_full_records(Organization.objects.listed().filter(pk__in=listings))
        with override(settings.LANGUAGE_CODE):
            return {listing.pk: self._cells(listing) for listing in found}

    def _cells(self, listing: Organization) -> flattening.Cells:
        told = tables.Tables()
        tables.add_record(told, records.organization_with_service(listing, self._writing), 1, limits())
        [(_number, cells)] = flattening.rows(told, self._names)
        return cells
