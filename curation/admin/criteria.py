"""Versions of the criteria. One that is in force or was used is read, not edited: a new version says it anew."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from curation import drafting
from curation.models import CriteriaSet, Criterion


class CriterionInline(admin.StackedInline):
    model = Criterion
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may read a version may read its questions."""
        user: Any = request.user
        return user.has_perm("curation.view_criteriaset")


@admin.register(CriteriaSet)
class CriteriaSetAdmin(admin.ModelAdmin):
    list_display = ["version", "title", "status", "change_kind", "effective_on"]
    inlines = [CriterionInline]
    change_form_template = "admin/curation/criteriaset/version.html"
    actions = None

    def get_urls(self) -> list[URLPattern]:
        copy = self.admin_site.admin_view(self.copy_view)
        return [path("<int:pk>/copy/", copy, name="curation_criteriaset_copy"), *super().get_urls()]

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        criteria = get_object_or_404(CriteriaSet, pk=pk)
        if request.method != "POST":
            return redirect("admin:curation_criteriaset_change", criteria.pk)
        draft = drafting.copy_as_draft(criteria, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("A draft was made. Visitors do not see it until you put it in force."))
        return redirect("admin:curation_criteriaset_change", draft.pk)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
