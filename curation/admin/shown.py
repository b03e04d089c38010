"""Records the desk shows and never edits: what happens to them goes through the verbs."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from directory.exports import FORMATS


class ShownAdmin(admin.ModelAdmin):
    actions = None
    view_on_site = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse patterns typed into the address: a wrong one breaks the page."""
        return "regex" not in lookup and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ExportedAdmin(ExportMixin, ShownAdmin):
    """Lists that can be taken away as a table."""

    formats = FORMATS
    export_form_class = ExportForm

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Answer an address that filters by nothing we know as the list does: by showing all of it."""
        try:
            answer: HttpResponse = super().export_action(request)
        except IncorrectLookupParameters:
            return redirect(f"{request.path}?e=1")
        return answer
