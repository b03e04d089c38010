"""Listings as the public has them, and what may be done about them: take down, put back, change, look again."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import conflicts, desk_forms, intake, reports, review
from curation import translations as translated
from curation.admin import facts_page, group_links, link_checks, steps, translations, verifying
from curation.admin.opening import refuse_closed
from curation.admin.shown import ExportedAdmin
from curation.exports import DeskListingResource
from curation.models import Decision, Submission
from curation.posted import pressed
from curation.readable import readable_facts
from curation.states import State
from directory.models import Organization
from directory.places import country_name
from directory.record import facts_of

PAGE = "admin/directory/organization/listing.html"


class ListedFilter(admin.SimpleListFilter):
    title = gettext_lazy("whether it is public")
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Public")), ("no", _("Taken down"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        listed = Organization.objects.listed().values("pk")
        asked = {"yes": queryset.filter(pk__in=listed), "no": queryset.exclude(pk__in=listed)}
        return asked.get(self.value() or "", queryset)


class CountryFilter(admin.SimpleListFilter):
    """Where listings are, and not every country there is."""

    title = gettext_lazy("country")
    parameter_name = "country"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        there = model_admin.get_queryset(request).exclude(country="").order_by()
        codes = there.values_list("country", flat=True).distinct()
        return sorted(((code, country_name(code)) for code in codes), key=itemgetter(1))

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(country=self.value()) if self.value() else queryset


@admin.register(Organization)
class OrganizationAdmin(ExportedAdmin):
    resource_classes = [DeskListingResource]
    list_display = ["name", "place", "ground", "vetted_on", "facts_checked_on", "how_fresh", "is_public"]
    list_filter = [ListedFilter, "ground", "kind", CountryFilter]
    search_fields = ["name", "acronym", "other_names", "website", "city"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """What was taken down is shown to those who may take down and have no conflict of interest, and to nobody else."""
        user: Any = request.user
        seen = Q(pk__in=Organization.objects.listed().values("pk"))
        if user.has_perm("curation.withdraw_submission"):
            seen |= ~Q(pk__in=conflicts.closed_listings(user))
        return super().get_queryset(request).prefetch_related("ways").filter(seen)

    def get_urls(self) -> list[URLPattern]:
        change = self.admin_site.admin_view(self.propose_view)
        verify = self.admin_site.admin_view(self.verify_view)
        translate = self.admin_site.admin_view(self.translate_view)
        return [
            path("due/", self.admin_site.admin_view(self.due_view), name="directory_organization_due"),
            path("<int:pk>/verify/", verify, name="directory_organization_verify"),
            path("<int:pk>/propose/", change, name="directory_organization_propose"),
            path("<int:pk>/in/<str:language>/", translate, name="directory_organization_translate"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a listing with its trail, or do to it what was pressed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        organization = self.get_object(request, object_id)
        if organization is None:
            raise Http404
        if request.method == "POST":
            try:
                if request.POST.get("do") == "make-link":
                    # Shown in this very answer: a message would keep it in a session.
                    made = group_links.make(request, organization)
                    return TemplateResponse(request, PAGE, self._context(request, organization) | {"made": made})
                messages.success(request, pressed(ACTS, request.POST.get("do", ""))(request, organization))
            except review.ReviewError as error:
                # What was typed is still in its box.
                messages.error(request, str(error))
                return TemplateResponse(request, PAGE, self._context(request, organization))
            return redirect("admin:directory_organization_change", organization.pk)
        return TemplateResponse(request, PAGE, self._context(request, organization))

    def propose_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        user: Any = request.user
        if not user.has_perm("curation.review_submission"):
            raise PermissionDenied
        return facts_page.propose(self, request, get_object_or_404(self.get_queryset(request), pk=pk))

    def translate_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        user: Any = request.user
        if not user.has_perm("curation.review_submission"):
            raise PermissionDenied
        listing = get_object_or_404(self.get_queryset(request), pk=pk)
        refuse_closed(listing, request)
        return translations.page(self, request, listing, language)

    def due_view(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if not user.has_perm("curation.review_submission"):
            raise PermissionDenied
        return verifying.due(self, request)

    def verify_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        user: Any = request.user
        if not user.has_perm("curation.review_submission"):
            raise PermissionDenied
        listing = get_object_or_404(Organization.objects.listed(), pk=pk)
        refuse_closed(listing, request)
        return verifying.page(self, request, listing)

    def _context(self, request: HttpRequest, organization: Organization) -> dict[str, Any]:
        user: Any = request.user
        entry = Submission.objects.entries().get(organization=organization)
        lines = Decision.objects.filter(listing=organization.public_id).select_related("payload")
        is_closed = conflicts.is_closed(organization, user)
        is_reviewer = user.has_perm("curation.review_submission") and not is_closed
        may_withdraw = user.has_perm("curation.withdraw_submission") and not is_closed
        may_decide = user.has_perm("curation.decide_submission") and not is_closed
        return {
            **self.admin_site.each_context(request),
            **(group_links.context(organization) if is_reviewer else {}),
            "closed": conflicts.CLOSED if is_closed else "",
            "title": organization.name,
            "opts": self.opts,
            "organization": organization,
            "entry": entry,
            "facts": readable_facts(facts_of(organization), to_reviewer=is_reviewer),
            "trail": steps.told_to(user, lines) if is_reviewer else [],
            "reports": reports.visible_to(user).open().filter(listing=organization).most_urgent_first(),
            **link_checks.context(user, organization),
            "submissions": organization.submissions.open() if is_reviewer else [],
            "languages": translated.standings(organization) if is_reviewer else [],
            "withdraw": desk_forms.WithdrawForm(initial=request.POST),
            "words": desk_forms.WordsForm(initial=request.POST),
            "may_withdraw": may_withdraw and entry.state == State.PUBLISHED,
            "may_propose_return": may_decide and entry.state == State.WITHDRAWN,
            **(steps.of_return(lines) if entry.state == State.RESTORING and is_reviewer else {}),
            "may_return": may_decide and entry.state == State.RESTORING,
            "may_review": is_reviewer,
        }

    @admin.display(description=gettext_lazy("how fresh"))
    def how_fresh(self, organization: Organization) -> str:
        return str(organization.freshness.label)

    @admin.display(boolean=True, description=gettext_lazy("public"))
    def is_public(self, organization: Organization) -> bool:
        return organization.is_listed


def _withdraw(request: HttpRequest, organization: Organization) -> str:
    said = {name: request.POST.get(name, "") for name in ("reason", "words")}
    review.withdraw(organization, by=request.user, **said)  # type: ignore[arg-type]
    return _("Taken down. Nobody can see it any more, or that it was there.")


def _ask_restore(request: HttpRequest, organization: Organization) -> str:
    review.ask_restore(organization, by=request.user, words=request.POST.get("words", ""))  # type: ignore[arg-type]
    return _("Proposed. It comes back when a colleague agrees.")


def _restore(request: HttpRequest, organization: Organization) -> str:
    review.restore(organization, by=request.user, words=request.POST.get("words", ""))  # type: ignore[arg-type]
    return _("It is public again.")


def _refuse_restore(request: HttpRequest, organization: Organization) -> str:
    review.refuse_restore(organization, by=request.user, words=request.POST.get("words", ""))  # type: ignore[arg-type]
    return _("It stays down.")


def _look_again(request: HttpRequest, organization: Organization) -> str:
    intake.receive_for_review(organization, by=request.user)  # type: ignore[arg-type]
    return _("A re-review is in the queue. The listing stays as it is meanwhile.")


ACTS: dict[str, Callable[[HttpRequest, Organization], str]] = {
    "withdraw": _withdraw,
    "ask-restore": _ask_restore,
    "restore": _restore,
    "refuse-restore": _refuse_restore,
    "look-again": _look_again,
    "revoke-link": group_links.revoke,
}
