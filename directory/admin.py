"""The words listings are sorted by, and how a list of the desk may be asked. Listings are changed through review, in `curation.admin`."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import Edition, FocusArea, Language, Population, Synonym


class Asked(ChangeList):
    """A list that is asked only what it offers."""

    def get_filters(self, request: HttpRequest) -> Any:
        """Refuse what no filter offers: Django takes any field and what leads to a record, so that what is not shown could be read off."""
        found = super().get_filters(request)
        _filters, _has_filters, typed, *_others = found
        if typed:
            raise IncorrectLookupParameters
        return found

    def get_results(self, request: HttpRequest) -> None:
        """Refuse a moment that is in no year, as by an offset from UTC before the first or after the last."""
        try:
            super().get_results(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error


class AskedAdmin(admin.ModelAdmin):
    """Records that the desk lists: no list is asked what it does not offer, and none changes many at once."""

    actions = None

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Asked

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find a name by either apostrophe: telephones type the one, and computers the other."""
        search = super().get_search_results
        straight, curly = search_term.replace("’", "'"), search_term.replace("'", "’")
        if straight == curly:
            return search(request, queryset, search_term)
        found, other = (search(request, queryset, one)[0].order_by().values("pk") for one in (straight, curly))
        return queryset.filter(Q(pk__in=found) | Q(pk__in=other)), False


class WordsAdmin(AskedAdmin):
    """Words that public pages are written in or asked by: every process has to hear of a change."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        Edition.objects.change_words()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        Edition.objects.change_words()


class TermAdmin(WordsAdmin):
    search_fields = ["name", "slug"]

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


@admin.register(Synonym)
class SynonymAdmin(WordsAdmin):
    list_display = ["__str__", "finds"]
    search_fields = ["typed", "also"]

    @admin.display(description=_("also finds"))
    def finds(self, synonym: Synonym) -> str:
        return ", ".join(synonym.also.splitlines())
