"""Records the desk shows and never edits: what happens to them goes through the verbs."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


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
