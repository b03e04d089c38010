"""Versions of the criteria. One that is in force or was used is read, not edited: a new version says it anew."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import amending, desk_forms, drafting, spam
from curation.admin import criteria_words
from curation.models import CriteriaComment, CriteriaSet, Criterion
from curation.posted import pressed
from curation.review import ReviewError
from directory.admin import AskedAdmin


class CriterionInline(admin.StackedInline):
    model = Criterion
    extra = 0

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.may_be_edited)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and (obj is None or obj.may_be_edited)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may read a version may read its questions."""
        user: Any = request.user
        return user.has_perm("curation.view_criteriaset")


class CommentInline(admin.TabularInline):
    """What the public said of it: read here, and changed by nobody."""

    model = CriteriaComment
    extra = 0
    fields = ("words", "signs")
    readonly_fields = ("words", "signs")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        return user.has_perm("curation.view_criteriaset")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission

    @admin.display(description=gettext_lazy("signs of spam"))
    def signs(self, comment: CriteriaComment) -> str:
        return " ".join(spam.told(comment.held_because))


@admin.register(CriteriaSet)
class CriteriaSetAdmin(AskedAdmin):
    list_display = ["version", "title", "status", "change_kind", "effective_on"]
    # Verbs change these: `amending`.
    readonly_fields = ["status", "effective_on", "comment_until", "proposed_by"]
    change_form_template = "admin/curation/criteriaset/version.html"

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        has_comments = obj is not None and obj.comments.exists()
        return [CommentInline, CriterionInline] if has_comments else [CriterionInline]

    def get_urls(self) -> list[URLPattern]:
        copy = self.admin_site.admin_view(self.copy_view)
        step = self.admin_site.admin_view(self.step_view)
        translate = self.admin_site.admin_view(self.translate_view)
        return [
            path("<int:pk>/copy/", copy, name="curation_criteriaset_copy"),
            path("<int:pk>/step/", step, name="curation_criteriaset_step"),
            path("<int:pk>/translate/<str:code>/", translate, name="curation_criteriaset_translate"),
            *super().get_urls(),
        ]

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        criteria = get_object_or_404(CriteriaSet, pk=pk)
        if request.method != "POST":
            return redirect("admin:curation_criteriaset_change", criteria.pk)
        draft = drafting.copy_as_draft(criteria, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("A draft was made. Visitors do not see it until you put it in force."))
        return redirect("admin:curation_criteriaset_change", draft.pk)

    def step_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a version the step that was pressed."""
        if not super().has_change_permission(request):
            raise PermissionDenied
        criteria = get_object_or_404(CriteriaSet, pk=pk)
        if request.method == "POST":
            try:
                messages.success(request, pressed(ACTS, request.POST.get("do", ""))(request, criteria))
            except ReviewError as error:
                messages.error(request, str(error))
        return redirect("admin:curation_criteriaset_change", criteria.pk)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Hold what is about to be saved: a step that a colleague takes meanwhile would be written over."""
        criteria = super().get_object(request, object_id, from_field)
        if criteria is None or not connection.in_atomic_block:
            return criteria
        return CriteriaSet.objects.select_for_update().get(pk=criteria.pk)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say on its page how far a version is translated."""
        context["languages"] = drafting.standings(context["original"]) if context["original"] else []
        return super().render_change_form(request, context, *args, **kwargs)

    def translate_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        criteria = get_object_or_404(CriteriaSet.objects.prefetch_related("criterion_set"), pk=pk)
        return criteria_words.page(self, request, criteria, code)

    def save_model(self, request: HttpRequest, obj: CriteriaSet, form: Any, change: Any) -> None:
        # A draft is in force from no day yet; proposing it sets one.
        obj.effective_on = obj.effective_on or timezone.localdate()
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.may_be_edited)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _day(request: HttpRequest) -> date:
    form = desk_forms.DayForm(request.POST)
    if not form.is_valid():
        raise ReviewError(_("Choose a day."))
    day: date = form.cleaned_data["day"]
    return day


def _open(request: HttpRequest, criteria: CriteriaSet) -> str:
    amending.open_for_comment(criteria, until=_day(request), by=request.user)  # type: ignore[arg-type]
    return _("The public can read it now.")


def _propose(request: HttpRequest, criteria: CriteriaSet) -> str:
    amending.propose_in_force(criteria, on=_day(request), by=request.user)  # type: ignore[arg-type]
    return _("Proposed. Another administrator puts it in force on that day or later.")


def _put_in_force(request: HttpRequest, criteria: CriteriaSet) -> str:
    amending.put_in_force(criteria, by=request.user)  # type: ignore[arg-type]
    return _("It is in force. The version before is kept for everybody to read.")


def _take_back(request: HttpRequest, criteria: CriteriaSet) -> str:
    amending.take_back(criteria, by=request.user)  # type: ignore[arg-type]
    return _("It is a draft again. The public does not see it.")


ACTS: dict[str, Callable[[HttpRequest, CriteriaSet], str]] = {
    "open": _open,
    "propose": _propose,
    "put-in-force": _put_in_force,
    "take-back": _take_back,
}
