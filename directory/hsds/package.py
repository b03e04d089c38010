"""Everything as a tabular data package: one table for each kind of thing, and a description that programs read (Frictionless, v1)."""

import csv
import json
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.hsds.dictionary import THINGS, Field, Kind, Made, Thing
from directory.hsds.writing import Writing, in_utc

# What JSON may leave out where it stands inside its owner, and a table may not.
_NEEDS_ITS_OWNER = ("service", "organization_id")
_TYPES: dict[Kind, Made] = {
    Kind.ID: {"type": "string", "format": "uuid"},
    Kind.WEB: {"type": "string", "format": "uri"},
    Kind.EMAIL: {"type": "string", "format": "email"},
    Kind.NUMBER: {"type": "number"},
    Kind.DAY: {"type": "date"},
    Kind.TIME: {"type": "datetime"},
}


class Tables:
    """Open tables, to which records are added with all that is inside them. Rows go to disk, whatever their number."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.files = {thing: folder / f"{told.table}.csv" for thing, told in THINGS.items()}
        self._rows: dict[str, Any] = {}
        for thing, file in self.files.items():
            opened = stack.enter_context(file.open("w", newline="", encoding="utf-8"))
            self._rows[thing] = csv.DictWriter(
                opened, [field.name for field in THINGS[thing].columns], extrasaction="ignore"
            )
            self._rows[thing].writeheader()

    def add(self, thing: str, record: Made) -> None:
        """Write a record, and what it has many of. What it has one of is in a table already."""
        self._rows[thing].writerow(record)
        for field in THINGS[thing].fields:
            if field.kind is Kind.MANY:
                for inside in record.get(field.name, ()):
                    self.add(field.of, inside)


def write(file: IO[bytes], organizations: Iterable[Made], writing: Writing, moment: datetime | None) -> None:
    """Write a ZIP archive that is the same, byte for byte, as long as nothing changes. `moment` is its last change."""
    moment = moment or datetime(1980, 1, 1, tzinfo=UTC)
    with TemporaryDirectory() as folder:
        with ExitStack() as stack:
            tables = Tables(Path(folder), stack)
            for taxonomy in writing.vocabulary.taxonomies:
                tables.add("taxonomy", taxonomy)
            for term in writing.vocabulary.terms:
                tables.add("taxonomy_term", term.record)
            for organization in organizations:
                tables.add("organization", organization)
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(
                archive,
                "datapackage.json",
                moment,
                json.dumps(descriptor(writing, moment), indent=1, ensure_ascii=False),
            )
            _put(archive, "README.txt", moment, _read_me(writing, moment))
            for table in tables.files.values():
                with archive.open(_entry(table.name, moment), "w") as entry, table.open("rb") as rows:
                    while piece := rows.read(1 << 16):
                        entry.write(piece)


def descriptor(writing: Writing, moment: datetime) -> Made:
    name, url = settings.OPEN_DATA_LICENSE
    return {
        "profile": "tabular-data-package",
        "name": slugify(settings.SITE_NAME) or "directory",
        "title": settings.SITE_NAME,
        "version": "3.2",
        "created": in_utc(moment),
        "homepage": f"{writing.site}/",
        "licenses": [{"name": name, "path": url}],
        "resources": [_resource(thing) for thing in THINGS.values()],
    }


def _resource(thing: Thing) -> Made:
    keys = [field for field in thing.columns if field.name.removesuffix("_id") in THINGS and field.kind is Kind.ID]
    return {
        "profile": "tabular-data-resource",
        "name": thing.name,
        "path": f"{thing.table}.csv",
        "description": str(thing.meaning),
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "primaryKey": "id",
            "fields": [_column(thing, field) for field in thing.columns],
            "foreignKeys": [
                {"fields": key.name, "reference": {"resource": key.name.removesuffix("_id"), "fields": "id"}}
                for key in keys
            ],
        },
    }


def _column(thing: Thing, field: Field) -> Made:
    is_required = field.is_required or (thing.name, field.name) == _NEEDS_ITS_OWNER
    constraints: Made = {"required": is_required} | ({"unique": True} if field.name == "id" else {})
    if field.values:
        constraints["enum"] = list(field.values)
    told = _TYPES.get(field.kind, {"type": "string"})
    return {"name": field.name, **told, "description": str(field.meaning), "constraints": constraints}


def _read_me(writing: Writing, moment: datetime) -> str:
    name, url = settings.OPEN_DATA_LICENSE
    lines = (
        _("%(site)s: everything that is listed, as tables (Open Referral HSDS 3.2).") % {"site": settings.SITE_NAME},
        _("Last change: %(moment)s") % {"moment": in_utc(moment)},
        _("License: %(name)s, %(url)s") % {"name": name, "url": url},
        _("What every field means: %(url)s") % {"url": writing.vocabulary.profile},
        _("Compare with our list at least once a day, and drop at once what is no longer in it."),
    )
    return "\n".join(lines) + "\n"


def _put(archive: zipfile.ZipFile, name: str, moment: datetime, content: str) -> None:
    archive.writestr(_entry(name, moment), content)


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, moment.astimezone(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
