"""The trail, to read and to search. The words of a decision are shown with the submission they belong to."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from curation import attention
from curation.admin import steps
from curation.admin.shown import ShownAdmin
from curation.models import Decision, Submission


@admin.register(Decision)
class DecisionAdmin(ShownAdmin):
    list_display = ["seq", "at", "actor", "what", "about", "criteria_version"]
    list_filter = ["kind", "at"]
    search_fields = ["actor", "about_name"]
    ordering = ["-seq"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        named = Submission.objects.filter(uuid=OuterRef("submission"))
        user: Any = request.user
        return attention.decisions_visible_to(user).annotate(about_name=Subquery(named.values("name")[:1]))

    @admin.display(description=_("what happened"), ordering="kind")
    def what(self, decision: Decision) -> str:
        return steps.move_label(decision.kind)

    @admin.display(description=_("about"))
    def about(self, decision: Any) -> str:
        return decision.about_name or ""
