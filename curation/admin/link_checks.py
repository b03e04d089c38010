"""Links that a person should look at: what was found behind them, and what may be done about it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.admin.shown import ReviewedAdmin
from curation.checking import running
from curation.models import LinkCheck
from curation.posted import pressed
from curation.review import ReviewError
from directory.models import Organization
from directory.templatetags.links import domain

PAGE = "admin/curation/linkcheck/link.html"


class AskingFilter(admin.SimpleListFilter):
    title = gettext_lazy("what it needs")
    parameter_name = "links"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", _("All links"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset if self.value() == "all" else queryset.to_look_at()

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("To look at")}
        yield from others


@admin.register(LinkCheck)
class LinkCheckAdmin(ReviewedAdmin):
    list_display = ["about", "result", "age", "where", "told"]
    list_filter = [AskingFilter, "result"]
    search_fields = ["listing__name", "url"]
    sortable_by = ()
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> Any:
        return running.visible_to(request.user).gravest_first()  # type: ignore[arg-type]

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("gravity", "since", "id")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Links to look at"), **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a link, or do about it what was pressed."""
        link = self.opened(request, object_id)
        if request.method == "POST":
            try:
                messages.success(request, pressed(ACTS, request.POST.get("do", ""))(request, link))
            except ReviewError as error:
                messages.error(request, str(error))
            return redirect("admin:curation_linkcheck_change", link.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": domain(link.url),
            "opts": self.opts,
            "link": link,
            "may_check": settings.CHECK_LINKS,
        }
        return TemplateResponse(request, PAGE, context)

    @admin.display(description=gettext_lazy("listing"))
    def about(self, link: LinkCheck) -> str:
        return link.listing.name if link.listing else ""

    @admin.display(description=gettext_lazy("why"), empty_value="")
    def told(self, link: LinkCheck) -> str:
        return link.why or link.moved_to

    @admin.display(description=gettext_lazy("site"))
    def where(self, link: LinkCheck) -> str:
        return domain(link.url)

    @admin.display(description=gettext_lazy("since"), empty_value="")
    def age(self, link: LinkCheck) -> str:
        return timesince(link.since, timezone.now(), depth=1) if link.since else ""


def context(user: Any, organization: Organization) -> dict[str, Any]:
    """Return what the page of a listing shows of its links."""
    links = running.visible_to(user).filter(listing=organization).exclude(checked_at=None).gravest_first()
    asking = set(links.to_look_at().values_list("pk", flat=True))
    return {
        "links_to_look_at": [link for link in links if link.pk in asking],
        "other_links": [link for link in links if link.pk not in asking],
    }


def said(link: LinkCheck) -> str:
    checked = _("Checked: %(result)s") % {"result": link.get_result_display()}
    return f"{checked} – {link.why}" if link.why else checked


def _check(request: HttpRequest, link: LinkCheck) -> str:
    return said(running.check_now(link, by=request.user))  # type: ignore[arg-type]


def _still_theirs(request: HttpRequest, link: LinkCheck) -> str:
    running.still_theirs(link, by=request.user)  # type: ignore[arg-type]
    return _("The page counts as right the way it is now. If it changes again, it is asked again.")


ACTS: dict[str, Callable[[HttpRequest, LinkCheck], str]] = {"check": _check, "still-theirs": _still_theirs}
