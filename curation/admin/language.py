"""The list of words to look at: administrators change what it says and add to it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from curation.models import LanguageTerm
from directory.admin import AskedAdmin


@admin.register(LanguageTerm)
class LanguageTermAdmin(AskedAdmin):
    list_display = ["__str__", "severity", "is_practice", "is_used"]
    list_filter = ["severity", "is_used", "came_with_site"]
    search_fields = ["slug", "words", "why"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep the short name: notes that were set aside are remembered by it."""
        return ["slug"] if obj else []
