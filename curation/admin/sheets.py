"""Spreadsheets on the desk: uploading one, saying what its columns mean, looking through its rows, sending them."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from curation.admin import sheet_files, sheet_pages, sheet_row
from curation.admin.shown import ShownAdmin
from curation.models import Batch, Coalition
from curation.review.taking import SEND
from curation.sheets.batches import erase_old
from directory.admin import AskedAdmin


@admin.register(Batch)
class BatchAdmin(ShownAdmin):
    list_display = ["file_name", "coalition", "uploaded_at", "total", "stage_now"]
    list_select_related = ["coalition"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """What is in somebody's sheet is theirs until it is sent."""
        return super().get_queryset(request).filter(uploaded_by=request.user)

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(self._allowed(view)), name=f"curation_batch_{name}")

        return [
            page("template.<str:kind>/", sheet_files.template, "template"),
            page("guide/", sheet_pages.guide, "guide"),
            page("<int:pk>/columns/", sheet_pages.columns, "columns"),
            page("<int:pk>/words/", sheet_pages.words, "words"),
            page("<int:pk>/row/<int:number>/", sheet_row.show, "row"),
            page("<int:pk>/download/", sheet_files.download, "download"),
            *super().get_urls(),
        ]

    def _allowed(self, view: Any) -> Any:
        def asked(request: HttpRequest, **given: Any) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            response: HttpResponse = view(self, request, **given)
            return response

        return asked

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        erase_old()
        return super().changelist_view(request, {"title": _("Spreadsheets"), **(extra_context or {})})

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return self._allowed(sheet_pages.upload)(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return self._allowed(sheet_pages.show)(request, object_id=object_id)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return self.change_view(request, object_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        user: Any = request.user
        return user.has_perm(SEND)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def page(self, request: HttpRequest, template: str, title: Any, **context: Any) -> HttpResponse:
        given = {**self.admin_site.each_context(request), "title": title, "opts": Batch._meta, **context}
        return TemplateResponse(request, f"admin/curation/batch/{template}.html", given)

    def tell(self, request: HttpRequest, error: Exception) -> None:
        messages.error(request, str(error))

    @admin.display(description=_("stage"))
    def stage_now(self, batch: Batch) -> str:
        return str(_("Closed")) if batch.closed_at else batch.get_stage_display()


@admin.register(Coalition)
class CoalitionAdmin(AskedAdmin):
    list_display = ["name", "people"]
    search_fields = ["name"]
    fields = ["name", "members"]
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("members")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        from django import forms

        kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("members"))
    def people(self, coalition: Coalition) -> str:
        return ", ".join(user.get_username() for user in coalition.members.all())
