"""One row of a spreadsheet: every cell as it stands beside what we made of it, and what is asked about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from curation.admin.sheet_pages import open_batch
from curation.models import Batch, Row
from curation.posted import LONGEST_NUMBER, pressed
from curation.readable import readable, readable_facts
from curation.review.errors import ReviewError
from curation.sheets import memory, rows, targets
from curation.sheets.cleaning import cell_at, read_row
from curation.sheets.reading import letter
from curation.sheets.seeing import shown
from directory.record import changes, facts_of

LONG = 60


def show(model_admin: Any, request: HttpRequest, pk: int, number: int) -> HttpResponse:
    batch = open_batch(request, str(pk))
    user: Any = request.user
    if len(str(number)) > LONGEST_NUMBER:
        raise Http404
    if request.method == "POST":
        try:
            return _act(request, batch, number)
        except ReviewError as error:
            model_admin.tell(request, error)
    row = next(iter(shown(batch.rows.filter(number=number).select_related("submission"), user)), None)
    if row is None:
        raise Http404
    context = {
        "batch": batch,
        "row": row,
        "cells": _cells(batch, row, request),
        "loose": [message for message in row.messages if message["column"] is None],
        "changes": _changes(row),
        "other": readable_facts(facts_of(row.listing or row.earlier))
        if row.status == Row.Status.DUPLICATE and (row.listing or row.earlier)
        else [],
        "mine": readable_facts(row.facts) if row.facts else [],
        "is_over": row.status in rows.OVER or batch.closed_at is not None,
        "previous": _beside(batch, row, ahead=False),
        "next": _beside(batch, row, ahead=True),
        "step": 2,
    }
    title = _("Row %(number)d: %(name)s") % {"number": row.number, "name": row.name or "–"}
    return model_admin.page(request, "row", title, **context)


def _act(request: HttpRequest, batch: Batch, number: int) -> HttpResponse:
    pressed(ACTS, request.POST.get("do", "").split(" ")[0])(request, batch, number)
    row = batch.rows.filter(number=number).first()
    if row is None:
        raise ReviewError(_("There is no row %(number)d in this sheet.") % {"number": number})
    messages.success(request, _("Row %(number)d: %(status)s.") % {"number": number, "status": row.get_status_display()})
    return redirect("admin:curation_batch_row", batch.pk, number)


def _save(request: HttpRequest, batch: Batch, number: int) -> None:
    user: Any = request.user
    typed = {
        column: request.POST[f"cell-{column}"]
        for column in range(len(batch.headings))
        if f"cell-{column}" in request.POST
    }
    rows.retype(batch, number, typed, by=user)


def _take_out(request: HttpRequest, batch: Batch, number: int) -> None:
    user: Any = request.user
    message = _asked(request, batch, number)
    rows.take_out(batch, number, message["column"], message["sample"], by=user)


def _answer(request: HttpRequest, batch: Batch, number: int) -> None:
    user: Any = request.user
    rows.answer(batch, number, _asked(request, batch, number)["key"], by=user)


def _asked(request: HttpRequest, batch: Batch, number: int) -> dict[str, Any]:
    """Return the message that a button belongs to."""
    key = request.POST["do"].partition(" ")[2]
    row = batch.rows.filter(number=number).first()
    found = next((message for message in row.messages if key and message["key"] == key), None) if row else None
    if found is None:
        raise ReviewError(_("That is no longer asked. Look at the row as it is now."))
    return dict(found)


def _decide(request: HttpRequest, batch: Batch, number: int, *, is_same: bool) -> None:
    user: Any = request.user
    rows.same_or_different(batch, number, by=user, is_same=is_same)


def _include(request: HttpRequest, batch: Batch, number: int, *, included: bool) -> None:
    user: Any = request.user
    rows.include(batch, [number], by=user, included=included)


ACTS: dict[str, Callable[[HttpRequest, Batch, int], None]] = {
    "save": _save,
    "take-out": _take_out,
    "answer": _answer,
    "same": lambda request, batch, number: _decide(request, batch, number, is_same=True),
    "different": lambda request, batch, number: _decide(request, batch, number, is_same=False),
    "leave-out": lambda request, batch, number: _include(request, batch, number, included=False),
    "put-in": lambda request, batch, number: _include(request, batch, number, included=True),
}


def _cells(batch: Batch, row: Row, request: HttpRequest) -> list[dict[str, Any]]:
    understood = read_row(row.raw, row.edits, memory.sense_of(batch)).understood
    return [
        {
            "column": column,
            "letter": letter(column),
            "heading": heading,
            "target": targets.label_of(batch.mapping[column]),
            "raw": cell_at(row.raw, {}, column),
            "text": request.POST.get(f"cell-{column}", cell_at(row.raw, row.edits, column)),
            "understood": understood.get(column, ""),
            "messages": [message for message in row.messages if message["column"] == column],
        }
        for column, heading in enumerate(batch.headings)
        if cell_at(row.raw, row.edits, column).strip() or batch.mapping[column] == "name" or str(column) in row.edits
    ]


def _changes(row: Row) -> list[dict[str, Any]]:
    """Set what the row says beside what is listed, for the facts in which they differ."""
    if row.listing is None or row.status == Row.Status.DUPLICATE or not row.facts:
        return []
    live = facts_of(row.listing)
    return [
        {
            "label": one.label,
            "live": readable(one.name, one.before, live),
            "mine": readable(one.name, one.after, row.facts),
        }
        for one in changes(live, row.facts)
    ]


def _beside(batch: Batch, row: Row, *, ahead: bool) -> int | None:
    """Return the number of the next row of the same status, so that one kind of work can be done at a stretch."""
    same = batch.rows.filter(status=row.status)
    found = (
        same.filter(number__gt=row.number).order_by("number")
        if ahead
        else same.filter(number__lt=row.number).order_by("-number")
    )
    return found.values_list("number", flat=True).first()
