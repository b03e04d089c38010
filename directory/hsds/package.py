"""Everything as a tabular data package: one table for each kind of thing, and a description that programs read (Frictionless, v1)."""

import csv
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, cast

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from directory.hsds.dictionary import THINGS, Field, Kind, Made, Thing
from directory.hsds.writing import Writing, in_utc

FIRST = "organization"
# When nothing has changed yet.
NEVER = datetime(1980, 1, 1, tzinfo=UTC)
# What JSON may leave out where it stands inside its owner, and a table may not.
_NEEDS_ITS_OWNER = ("service", "organization_id")
_TYPES: dict[Kind, Made] = {
    Kind.ID: {"type": "string", "format": "uuid"},
    Kind.WEB: {"type": "string", "format": "uri"},
    Kind.EMAIL: {"type": "string", "format": "email"},
    Kind.NUMBER: {"type": "number"},
    Kind.DAY: {"type": "date"},
    Kind.TIME: {"type": "datetime"},
    Kind.CLOCK: {"type": "time"},
}

# JSON has the offset behind the minutes; a table has seconds there, and the offset in a column of its own.
_CLOCKS = {name: [field.name for field in thing.columns if field.kind is Kind.CLOCK] for name, thing in THINGS.items()}


class Outgoing:
    """A file that only goes forward. What was written to it is taken away again, piece by piece."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, content: bytes) -> int:
        self._written.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Do nothing: it is taken as it comes."""

    def taken(self) -> bytes:
        told = b"".join(self._written)
        self._written.clear()
        return told


class Tables:
    """Open tables, to which records are added with all that is inside them.

    The first of them is on its way out already; the rows of the others wait on disk, whatever their number.
    """

    def __init__(self, first: IO[str], folder: Path, stack: ExitStack) -> None:
        self.waiting = [folder / f"{told.table}.csv" for thing, told in THINGS.items() if thing != FIRST]
        opened = [stack.enter_context(file.open("w", newline="", encoding="utf-8")) for file in self.waiting]
        others = [thing for thing in THINGS if thing != FIRST]
        self._rows = {
            thing: _table(thing, file) for thing, file in zip([FIRST, *others], [first, *opened], strict=True)
        }

    def add(self, thing: str, record: Made) -> None:
        """Write a record, and what it has many of. What it has one of is in a table already."""
        self._rows[thing].writerow(
            record | {name: f"{record[name][:5]}:00" for name in _CLOCKS[thing] if name in record}
        )
        for field in THINGS[thing].fields:
            if field.kind is Kind.MANY:
                for inside in record.get(field.name, ()):
                    self.add(field.of, inside)


def _table(thing: str, file: IO[str]) -> Any:
    rows = csv.DictWriter(file, [field.name for field in THINGS[thing].columns], extrasaction="ignore")
    rows.writeheader()
    return rows


def pieces(organizations: Iterable[Made], writing: Writing, moment: datetime | None) -> Iterator[bytes]:
    """Write a ZIP archive that is the same, byte for byte, as long as nothing changes. `moment` is its last change.

    It is sent while it is written, so that the first byte does not wait for the last group.
    """
    moment = moment or NEVER
    out = Outgoing()
    with TemporaryDirectory() as folder:
        with zipfile.ZipFile(cast("IO[bytes]", out), "w", zipfile.ZIP_DEFLATED) as archive:
            described = json.dumps(descriptor(writing, moment), indent=1, ensure_ascii=False)
            archive.writestr(_entry("datapackage.json", moment), described)
            archive.writestr(_entry("README.txt", moment), read_me(writing, moment))
            yield out.taken()
            with ExitStack() as stack:
                entry = stack.enter_context(archive.open(_entry(f"{THINGS[FIRST].table}.csv", moment), "w"))
                first = stack.enter_context(TextIOWrapper(entry, "utf-8", newline="", write_through=True))
                tables = Tables(first, Path(folder), stack)
                for organization in organizations:
                    tables.add(FIRST, organization)
                    if piece := out.taken():
                        yield piece
                _add_words(tables, writing)
            for table in tables.waiting:
                with archive.open(_entry(table.name, moment), "w") as entry, table.open("rb") as rows:
                    while read := rows.read(1 << 16):
                        entry.write(read)
                        if piece := out.taken():
                            yield piece
        yield out.taken()


def _add_words(tables: Tables, writing: Writing) -> None:
    for taxonomy in writing.vocabulary.taxonomies:
        tables.add("taxonomy", taxonomy)
    for term in writing.vocabulary.terms:
        tables.add("taxonomy_term", term.record)


def descriptor(writing: Writing, moment: datetime) -> Made:
    name, url = settings.OPEN_DATA_LICENSE
    return {
        "profile": "tabular-data-package",
        "name": slugify(settings.SITE_NAME) or "directory",
        "title": settings.SITE_NAME,
        "version": "3.2",
        "created": in_utc(moment),
        **({"homepage": f"{writing.site}/"} if writing.site else {}),
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


def read_me(writing: Writing, moment: datetime) -> str:
    """Say on what terms the data is, and of when."""
    name, url = settings.OPEN_DATA_LICENSE
    lines = (
        _("%(site)s: everything that is listed, as tables (Open Referral HSDS 3.2).") % {"site": settings.SITE_NAME},
        _("Last change: %(moment)s") % {"moment": in_utc(moment)},
        _("License: %(name)s, %(url)s") % {"name": name, "url": url},
        _("What every field means: %(url)s") % {"url": writing.vocabulary.profile or "datapackage.json"},
        _("Compare with our list at least once a day, and drop at once what is no longer in it."),
    )
    return "\n".join(lines) + "\n"


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, moment.astimezone(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
