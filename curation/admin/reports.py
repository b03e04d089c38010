"""Reports from visitors: the most urgent first, and what may be done about one."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import desk_forms, reports, spam
from curation.admin.shown import ReviewedAdmin
from curation.models import Report
from curation.posted import pressed
from curation.review import ReviewError

PAGE = "admin/curation/report/report.html"


class SettledFilter(admin.SimpleListFilter):
    title = gettext_lazy("whether it is dealt with")
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Dealt with")), ("all", _("All"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        asked = {"yes": queryset.exclude(outcome=""), "all": queryset}
        return asked.get(self.value() or "", queryset.open())

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Open")}
        yield from others


@admin.register(Report)
class ReportAdmin(ReviewedAdmin):
    list_display = ["about", "kind", "age", "signs", "outcome"]
    list_filter = [SettledFilter, "kind"]
    search_fields = ["listing__name"]
    sortable_by = ()
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> Any:
        return reports.visible_to(request.user).most_urgent_first()  # type: ignore[arg-type]

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("urgency", "is_held", "received_at", "id")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a report, or do about it what was pressed."""
        report = self.opened(request, object_id)
        typed = request.POST.get("words", "")
        if request.method == "POST":
            try:
                messages.success(request, pressed(ACTS, request.POST.get("do", ""))(request, report))
                return redirect("admin:curation_report_change", report.pk)
            except ReviewError as error:
                messages.error(request, str(error))
                # A colleague may have dealt with it meanwhile.
                report = self.opened(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": str(report),
            "opts": self.opts,
            "report": report,
            "others": self.get_queryset(request).open().filter(listing=report.listing).exclude(pk=report.pk),
            "words": desk_forms.WordsForm(initial={"words": typed}),
            "adrift": [typed] if typed.strip() and not report.is_open else [],
        }
        return TemplateResponse(request, PAGE, context)

    @admin.display(description=gettext_lazy("listing"))
    def about(self, report: Report) -> str:
        return report.listing.name

    @admin.display(description=gettext_lazy("waiting for"))
    def age(self, report: Report) -> str:
        return timesince(report.received_at, report.settled_at or timezone.now(), depth=1)

    @admin.display(description=gettext_lazy("signs of spam"), empty_value="")
    def signs(self, report: Report) -> str:
        return " ".join(spam.told(report.held_because))


def _said(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "because": request.POST.get("words", "")}


def _take_down(request: HttpRequest, report: Report) -> str:
    reports.take_down(report, **_said(request))
    return _("Taken down. Nobody can see it any more, or that it was there.")


def _correct(request: HttpRequest, report: Report) -> str:
    reports.correct(report, **_said(request))
    return _("The report is closed. The change goes its usual way.")


def _dismiss(request: HttpRequest, report: Report) -> str:
    reports.dismiss(report, **_said(request))
    return _("The report is closed. The listing stays as it is.")


ACTS: dict[str, Callable[[HttpRequest, Report], str]] = {
    "take-down": _take_down,
    "correct": _correct,
    "dismiss": _dismiss,
}
