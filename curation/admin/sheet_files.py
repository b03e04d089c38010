"""Files to take away from the spreadsheet pages: the empty sheet, and one's own with the reasons beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from curation.admin.sheet_pages import open_batch
from curation.sheets import returning
from curation.sheets import template as empty
from directory.workbooks import TYPE


def template(_model_admin: Any, request: HttpRequest, kind: str) -> HttpResponse:
    made = {"xlsx": (empty.empty_xlsx, TYPE), "csv": (empty.empty_csv, "text/csv; charset=utf-8")}
    if kind not in made:
        raise Http404
    write, content_type = made[kind]
    return _file(write(), content_type, f"groups.{kind}")


def download(_model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    return _file(*returning.sheet_with_reasons(open_batch(request, str(pk))))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    from django.utils.http import content_disposition_header

    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "no-store"
    return response
