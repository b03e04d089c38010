"""The list of submissions for who sent them and reviews nothing: where each stands, as its progress page says it, and no more."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from curation.models import Submission
from curation.progress import NEW
from curation.states import State, told

COLUMNS = ("name", "purpose", "standing", "age")


class ProgressFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "progress"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(state, str(title)) for state, (title, _words) in NEW.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        alike = [state for state in State.values if told(state) == self.value()]
        return queryset.filter(state__in=alike) if self.value() else queryset


FILTERS = (ProgressFilter, "purpose")
