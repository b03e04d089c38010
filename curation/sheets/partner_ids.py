"""Under which id a partner keeps a group. What a coalition brought under it is known again, whatever it is called by now."""

from collections.abc import Iterable, Mapping

from django.db.models.functions import Coalesce

from curation import keyed
from curation.models import Batch, PartnerId, Row
from curation.sheets.cleaning import cell_at
from curation.sheets.reader import HSDS
from curation.states import State
from directory.columns import LISTING

AT_ONCE = 500


def digest(batch: Batch, row: Row) -> str:
    """Digest the id that a partner's file has for a row; nothing for the sheets of people, which have ours."""
    if batch.kind != HSDS or LISTING not in batch.mapping:
        return ""
    told = cell_at(row.raw, row.edits, batch.mapping.index(LISTING)).strip()
    return keyed.digest(f"{batch.coalition_id} {told}", of="partner id") if told else ""


def keep(batch: Batch, rows: Iterable[Row]) -> None:
    """Keep under which ids rows came that were sent or said nothing new. What came under one last is what it means."""
    found = {digest(batch, row): row for row in rows}
    found.pop("", None)
    told = [
        PartnerId(coalition=batch.coalition, digest=key, submission=row.submission, listing=row.listing)
        for key, row in found.items()
        if row.submission or row.listing
    ]
    PartnerId.objects.bulk_create(
        told,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["coalition", "digest"],
        update_fields=["submission", "listing"],
    )


def keep_unchanged(batch: Batch) -> None:
    if batch.kind == HSDS:
        keep(batch, batch.rows.filter(status=Row.Status.UNCHANGED).exclude(listing=None).select_related("listing"))


def listings(batch: Batch) -> Mapping[str, int]:
    """Find, by digest, the listing that came under an id or came of it; whether that is still listed has to be asked."""
    if batch.kind != HSDS:
        return {}
    known = PartnerId.objects.filter(coalition=batch.coalition)
    known = known.exclude(submission__state=State.TAKEN_BACK, listing=None)
    told = known.values_list("digest", Coalesce("listing", "submission__organization"))
    return {key: listing for key, listing in told if listing}


def submissions(batch: Batch, rows: Iterable[Row]) -> Mapping[int, int]:
    """Find, by the number of a row, what was sent before under its id."""
    digests = {row.number: key for row in rows if (key := digest(batch, row))}
    known = PartnerId.objects.filter(coalition=batch.coalition, digest__in=digests.values()).exclude(submission=None)
    told = dict(known.values_list("digest", "submission_id"))
    return {number: told[key] for number, key in digests.items() if key in told}
