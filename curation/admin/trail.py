"""The trail, to read and to search. The words of a decision are shown with the submission they belong to."""

from operator import itemgetter
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from curation import attention
from curation.admin import steps
from curation.admin.shown import ShownAdmin
from curation.models import Decision, Submission


class WhatHappened(admin.SimpleListFilter):
    """Offers what has happened so far, in words."""

    title, parameter_name = _("what happened"), "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = model_admin.get_queryset(request).order_by().values_list("kind", flat=True).distinct()
        return sorted(((kind, steps.move_label(kind)) for kind in kinds), key=itemgetter(1))

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Decision]) -> QuerySet[Decision]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Decision)
class DecisionAdmin(ShownAdmin):
    list_display = ["seq", "at", "who", "what", "about", "criteria_version"]
    list_filter = [WhatHappened, "at"]
    search_fields = ["actor", "about_name"]
    ordering = ["-seq"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        named = Submission.objects.filter(uuid=OuterRef("submission"))
        user: Any = request.user
        return attention.decisions_visible_to(user).annotate(about_name=Subquery(named.values("name")[:1]))

    @admin.display(description=_("who"), ordering="actor")
    def who(self, decision: Decision) -> str:
        return steps.who(decision.actor)

    @admin.display(description=_("what happened"), ordering="kind")
    def what(self, decision: Decision) -> str:
        return steps.move_label(decision.kind)

    @admin.display(description=_("about"))
    def about(self, decision: Any) -> str:
        return decision.about_name or ""
