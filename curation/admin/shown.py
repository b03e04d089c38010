"""Records the desk shows and never edits: what happens to them goes through the verbs."""

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from import_export.admin import ExportMixin
from import_export.forms import ExportForm

from curation.posted import number
from curation.review.taking import REVIEW
from directory.admin import Asked, AskedAdmin
from directory.exports import FORMATS


class Shown(Asked):
    """A list that is called by what is in it, for there is nothing to select."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.title = str(capfirst(self.opts.verbose_name_plural))


class ShownAdmin(AskedAdmin):
    view_on_site = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Shown

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReviewedAdmin(ShownAdmin):
    """Records for reviewers. `get_queryset` says which of them somebody may open."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user: Any = request.user
        return user.has_perm(REVIEW)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def opened(self, request: HttpRequest, object_id: str) -> Any:
        """Return the record. Others are refused; what may not be opened is not there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_queryset(request).filter(pk=number(object_id)).first()
        if found is None:
            raise Http404
        return found


class ExportedAdmin(ExportMixin, ShownAdmin):
    """Lists that can be taken away as a table."""

    formats = FORMATS
    export_form_class = ExportForm

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Answer an address that filters by nothing we know as the list does: by showing all of it."""
        try:
            answer: HttpResponse = super().export_action(request)
        except IncorrectLookupParameters:
            return redirect(f"{request.path}?e=1")
        return answer
