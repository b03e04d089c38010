"""The words listings are sorted by. Listings themselves are changed through review, in `curation.admin`."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from directory.models import FocusArea, Language, Population


class TermAdmin(admin.ModelAdmin):
    search_fields = ["name", "slug"]
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep a term's short name as it is: addresses and spreadsheets carry it."""
        return ["slug"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(FocusArea)
class FocusAreaAdmin(TermAdmin):
    list_display = ["name", "level", "position"]


@admin.register(Language)
class LanguageAdmin(TermAdmin):
    list_display = ["name", "own_name", "slug", "is_signed"]


@admin.register(Population)
class PopulationAdmin(TermAdmin):
    list_display = ["name", "position"]
