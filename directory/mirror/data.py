"""The open data of a copy: the same tables, records and places as the site gives out, piece by piece."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory import exports
from directory.hsds import geojson, package, paging, resources, state
from directory.hsds.taxonomies import Vocabulary
from directory.hsds.writing import Writing, in_utc
from directory.mirror.addresses import CALENDAR, FEED, NUMBERS, PACKAGE, PLACES, RECORDS, ROBOTS, TABLES, TERMS
from directory.mirror.finding import FOLDER as FOUND
from directory.mirror.folder import LIST
from directory.mirror.pages import Copy
from directory.mirror.words import FOLDER as WORDS
from directory.models import Organization

# In how many of them every listing is told of while they are counted.
PASSES = 4
Counted = Callable[[Iterable[Any]], Iterator[Any]]


def files(copy: Copy, counted: Counted) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield each file and its pieces. `counted` goes through listings and tells how far it is."""
    for kind, file in TABLES.items():
        resource = exports.ListingResource()
        rows = counted(resource.rows(Organization.objects.for_open_data()))
        yield file, exports.content(kind, resource, rows)
    present, site = state.present(), copy.site_url
    by = Writing(site, Vocabulary(site and site + reverse("hsds_profile")), present.words_changed_at)
    yield ROBOTS, [robots().encode()]
    yield TERMS, [read_me(copy, present.changed_at).encode()]
    yield PACKAGE, package.pieces(counted(resources.everything(by)), by, present.changed_at)
    yield RECORDS, paging.lines(counted(resources.all_services(by)))
    yield PLACES, geojson.collection(site, present.changed_at)


def robots() -> str:
    """Keep search engines from files that name who does not wish to be found there. Of a copy that is put up within a site they do not read it."""
    kept_from = [*TABLES.values(), PACKAGE, RECORDS, PLACES, f"{WORDS}/", f"{FOUND}/", f"*/{FOUND}/", LIST]
    return "".join(f"{line}\n" for line in ("User-agent: *", *(f"Disallow: /{file}" for file in kept_from)))


def read_me(copy: Copy, changed_at: datetime | None) -> str:
    """Say what the files of a copy are, of when they are and on what terms, to whoever finds one without its pages."""
    license_name, license_url = settings.OPEN_DATA_LICENSE
    told = {
        TABLES["csv"]: _("one row for each group, for a spreadsheet"),
        TABLES["json"]: _("the same rows, for programs"),
        PACKAGE: _("everything as tables (Open Referral HSDS 3.2), with a description of its own"),
        RECORDS: _("whole records (Open Referral HSDS 3.2), one on each line"),
        PLACES: _("where groups are, for maps: roughly, never a door"),
        FEED: _("the groups that were listed or changed last (Atom)"),
        CALENDAR: _("open meetings and actions whose times leave no doubt (iCalendar)"),
        NUMBERS: _("our work in numbers, year by year"),
    }
    lines = [
        _("%(site)s: a copy made on %(day)s.")
        % {"site": settings.SITE_NAME, "day": date_format(copy.day, "DATE_FORMAT")},
        *([_("Last change: %(moment)s") % {"moment": in_utc(changed_at)}] if changed_at else []),
        _("License: %(name)s, %(url)s") % {"name": license_name, "url": license_url},
        _("What every field means: %(url)s") % {"url": "../hsds/profile/index.html"},
        "",
        *(f"../{file}: {what}" for file, what in told.items()),
        "",
        _("Compare at least once a day with the list at %(url)s, and drop at once what is no longer in it.")
        % {"url": copy.site_url}
        if copy.site_url
        else _("Ask whoever gave you this copy for a newer one, and drop at once what is no longer in it."),
    ]
    return "\n".join(lines) + "\n"
