"""Listings as a table to take away. Who may see what is decided by the queryset that is handed in."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, repeat
from typing import Any, NamedTuple

import tablib
from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export import resources
from import_export.formats import base_formats

from directory import written
from directory.cells import all_shielded, shielded
from directory.columns import COLUMNS, LISTING, LISTING_LABELS, LISTING_VERSION
from directory.hsds import state
from directory.many import facts_of_many
from directory.models import Organization, OrganizationQuerySet
from directory.pieces import in_pieces, in_this_language
from directory.workbooks import TYPE, Page, workbook

FACTS = frozenset(column.fact for column in COLUMNS)
# What is the same for many lines is found out once for all of them.
LINES = 500
BYTE_ORDER_MARK = "\ufeff"


class Lead(NamedTuple):
    """A column before the facts: what it is called, the field of the record it is about, and how that is written."""

    heading: str | Promise
    field: str
    write: Callable[[Any], str]


class ListingResource(resources.Resource):
    """One row for each listing. The ID and version let a sheet that comes back be compared with what is listed then."""

    title: str | Promise = _("Groups")

    def export(self, queryset: Any = None, **_options: Any) -> tablib.Dataset:
        return tablib.Dataset(*self.rows(queryset), headers=self.headings(), title=str(self.title))

    @classmethod
    def get_display_name(cls) -> str:
        return str(cls.title)

    def leads(self) -> list[Lead]:
        return [
            Lead(LISTING_LABELS[LISTING], "public_id", str),
            Lead(LISTING_LABELS[LISTING_VERSION], "version", str),
        ]

    def headings(self) -> list[str]:
        return [*(str(lead.heading) for lead in self.leads()), *(column.heading for column in COLUMNS)]

    def named(self) -> OrganizationQuerySet:
        """Return what may be named beside others. Whoever is kept out of open data is not let in as a parent."""
        return Organization.objects.for_open_data()

    def rows(self, queryset: Any) -> Iterator[Sequence[str]]:
        """Write each record out. A parent is named only if it is one of `named`."""
        named = self.named().filter(pk__in=queryset.exclude(parent=None).order_by().values("parent"))
        said = written.words({str(public_id): name for public_id, name in named.values_list("public_id", "name")})
        leads = self.leads()
        for facts in facts_of_many(queryset, *(lead.field for lead in leads), names=FACTS):
            before = [map(lead.write, facts[lead.field]) for lead in leads]
            yield from zip(*before, *written.texts(facts, said), strict=True)


class Csv(base_formats.CSV):
    def export_data(self, dataset: tablib.Dataset, **_options: Any) -> str:
        return "".join(csv_lines([dataset.headers, *dataset]))


class Xlsx(base_formats.XLSX):
    def export_data(self, dataset: tablib.Dataset, **_options: Any) -> bytes:
        return workbook([Page(dataset.title, shielded_rows([dataset.headers, *dataset]))])


class Json(base_formats.JSON):
    pass


FORMATS = [Xlsx, Csv, Json]
KINDS = {"xlsx": _("Spreadsheet (XLSX)"), "csv": "CSV", "json": "JSON"}
TYPES = {"xlsx": TYPE, "csv": "text/csv; charset=utf-8", "json": "application/json"}


def shielded_rows(rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    return ([shielded(text) if text else "" for text in row] for row in rows)


def csv_lines(rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> Iterator[str]:
    """Write lines, some at a time, that spreadsheet programs read as UTF-8. They are those that the `csv` module writes.

    Shielded and quoted by columns, in most of which no cell needs either; that module looks at every letter, for as long as
    all the rest of a listing takes.
    """
    yield BYTE_ORDER_MARK
    for width, alike in groupby(rows, len):
        for piece in in_pieces(alike, LINES):
            columns = (_quoted(all_shielded(cells), delimiter) for cells in zip(*piece, strict=True))
            lines = map(delimiter.join, zip(*columns, strict=True)) if width else repeat("", len(piece))
            yield "".join([f"{line}\r\n" for line in lines])


def _quoted(texts: Sequence[str], delimiter: str) -> Sequence[str]:
    def is_marked(text: str) -> bool:
        return delimiter in text or '"' in text or "\n" in text or "\r" in text

    if not is_marked("".join(texts)):
        return texts
    return ['"' + text.replace('"', '""') + '"' if is_marked(text) else text for text in texts]


def json_parts(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Write what `Json` writes, without holding all of it."""
    encode, comma = json.JSONEncoder(ensure_ascii=False).encode, "["
    for piece in in_pieces(rows, LINES):
        yield f"{comma}{', '.join([encode(dict(zip(headings, row, strict=True))) for row in piece])}".encode()
        comma = ", "
    yield b"[]" if comma == "[" else b"]"


def content(kind: str, resource: ListingResource, rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Write a table as a file of one of `KINDS`. CSV and JSON come in pieces, so that a long list needs no memory."""
    if kind == "csv":
        yield from (lines.encode() for lines in csv_lines(chain([resource.headings()], rows)))
    elif kind == "xlsx":
        yield workbook([Page(str(resource.title), shielded_rows(chain([resource.headings()], rows)))], terms())
    else:
        yield from json_parts(resource.headings(), rows)


def terms() -> str:
    """Say where a file is from, of when, and on what terms; not when somebody took it away."""
    name, url = settings.OPEN_DATA_LICENSE
    changed_at = state.present().changed_at
    day = gettext("Last change: %(moment)s") % {"moment": f"{changed_at:%Y-%m-%d}"} if changed_at else ""
    return ". ".join(
        filter(None, [settings.SITE_NAME, day, gettext("License: %(name)s, %(url)s") % {"name": name, "url": url}])
    )


def download(queryset: OrganizationQuerySet, kind: str, name: str) -> HttpResponseBase:
    resource = ListingResource()
    pieces = in_this_language(content(kind, resource, resource.rows(queryset)))
    response = StreamingHttpResponse(pieces, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    # A table of one row for each group has no room for its terms.
    response["Link"] = f'<{settings.OPEN_DATA_LICENSE[1]}>; rel="license"'
    return response
