"""Bringing a spreadsheet, in few words: what a test's sheet says, uploaded, its columns said, its rows checked."""

import csv
import io

from openpyxl import Workbook

from curation.coalitions import coalitions_of
from curation.models import Row
from curation.sheets import batches, sending, staging
from tests import factories


def csv_file(rows, delimiter=",", encoding="utf-8"):
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_file(rows, title="Groups"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def coalition(username=None):
    return factories.user("Coalition", username=username)


def upload(rows, *, by, name="groups.csv", content=None):
    """Upload rows, the first of them headings."""
    file = content if content is not None else csv_file(rows)
    return batches.open_batch(file, name, coalition=coalitions_of(by)[0], by=by)


def checked(rows, *, by, country="US", columns=None, **given):
    """Upload, take our guess of the columns but for `columns` (by heading), and check every row."""
    batch = upload(rows, by=by, **given)
    meant = [(columns or {}).get(heading, guess) for heading, guess in zip(batch.headings, batch.mapping, strict=True)]
    batch = batches.say_columns(batch, meant, by=by, default_country=country)
    return staging.check_some(batch, by=by)


def sent(batch, *, by):
    return sending.send_some(sending.begin_sending(batch, by=by, attests=True), by=by)


def undone(batch, *, by):
    return sending.undo_some(sending.begin_undoing(batch, by=by), by=by)


def row(batch, number):
    return Row.objects.get(batch=batch, number=number)


def statuses(batch):
    return dict(batch.rows.values_list("number", "status"))


def codes(batch, number):
    return [message["code"] for message in row(batch, number).messages]
