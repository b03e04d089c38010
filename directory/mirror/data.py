"""The open data of a copy: the same tables, records and places as the site gives out, piece by piece."""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from directory import exports
from directory.hsds import geojson, package, paging, resources, state
from directory.hsds.taxonomies import Vocabulary
from directory.hsds.writing import Writing
from directory.mirror.addresses import PACKAGE, PLACES, RECORDS, TABLES, TERMS
from directory.models import Organization


def files(site: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield each file and its pieces. `site` is where the directory itself is, if that is known."""
    for kind, file in TABLES.items():
        resource = exports.ListingResource()
        yield file, exports.content(kind, resource, resource.rows(Organization.objects.for_open_data()))
    present = state.present()
    profile = site and site + reverse("hsds_profile")
    by = Writing(site, Vocabulary(profile), present.words_changed_at)
    yield TERMS, [package.read_me(by, present.changed_at or package.NEVER).encode()]
    yield PACKAGE, package.pieces(resources.everything(by), by, present.changed_at)
    yield RECORDS, paging.lines(resources.all_services(by))
    yield PLACES, geojson.collection(site, present.changed_at)
