"""The queue of submissions, and what a curator or a coalition sends in by hand."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from curation import attention, progress
from curation.admin import burst, facts_page, sent, side_by_side, workbench
from curation.admin.shown import ExportedAdmin, Shown
from curation.exports import SentResource, SubmissionResource
from curation.models import Recommendation, Review, Submission
from curation.review.taking import REVIEW, claimant

ALL = "all"


class NeedFilter(admin.SimpleListFilter):
    title = _("what it needs")
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        needs = [(need.code, str(need.label)) for need in attention.NEEDS]
        return [*needs, (ALL, str(_("What is over, too")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Submission]) -> QuerySet[Submission]:
        """What is over is listed only when it is asked for: by state, by a search, or all of it."""
        user: Any = request.user
        needs = {need.code: need for need in attention.NEEDS}
        if self.value() in needs:
            return queryset.filter(needs[self.value() or ""].of(user))
        asks_for_more = self.value() == ALL or request.GET.get("q") or "state__exact" in request.GET
        return queryset if asks_for_more else queryset.filter(state__in=attention.UNDECIDED)

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Everything open")}
        yield from others


class Queue(Shown):
    """A page of the queue whose rows know why they need whoever is looking."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        # The total leads to what is open, so it is not to say how much there ever was.
        is_narrowed = self.query or self.has_active_filters
        still_open = self.root_queryset.filter(state__in=attention.UNDECIDED).count() if is_narrowed else 0
        self.full_result_count = max(self.result_count, still_open)
        user: Any = request.user
        self.result_list = list(self.result_list)
        why = attention.reasons(self.result_list, user)
        came_together = burst.of(user)
        for submission in self.result_list:
            submission.why = why[submission.pk]
            submission.burst = came_together.get(submission.pk)


@admin.register(Submission)
class SubmissionAdmin(ExportedAdmin):
    resource_classes = [SubmissionResource]
    list_display = ["name", "purpose", "state", "why", "readers", "age", "in_hand", "together"]
    list_filter = [NeedFilter, "state", "purpose"]
    list_select_related = ["claimed_by", "organization"]
    search_fields = ["name", "acronym", "other_names", "website", "city"]
    list_per_page = 50

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Queue if _is_reviewer(request) else Shown

    def get_list_display(self, request: HttpRequest) -> Any:
        return self.list_display if _is_reviewer(request) else sent.COLUMNS

    def get_list_filter(self, request: HttpRequest) -> Any:
        return self.list_filter if _is_reviewer(request) else sent.FILTERS

    def get_list_select_related(self, request: HttpRequest) -> Any:
        return self.list_select_related if _is_reviewer(request) else ["appeal"]

    def get_export_resource_classes(self, request: HttpRequest) -> list[type[SubmissionResource]]:
        return [SubmissionResource if _is_reviewer(request) else SentResource]

    def get_export_resource_kwargs(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {"sender": request.user}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        user: Any = request.user
        counted = Q(reviews__recommendation__in=Recommendation.values, reviews__reviewer__isnull=False)
        own = Review.objects.filter(submission=OuterRef("pk"), reviewer=user, recommendation__in=Recommendation.values)
        return attention.visible_to(user).annotate(done=Count("reviews", filter=counted), is_read=Exists(own))

    def get_urls(self) -> list[URLPattern]:
        facts = self.admin_site.admin_view(self.facts_view)
        beside = self.admin_site.admin_view(self.side_by_side_view)
        together = self.admin_site.admin_view(self.burst_view)
        return [
            path("<path:object_id>/facts/", facts, name="curation_submission_facts"),
            path("<path:object_id>/side-by-side/", beside, name="curation_submission_compare"),
            path("<path:object_id>/burst/", together, name="curation_submission_burst"),
            *super().get_urls(),
        ]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return facts_page.add(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return workbench.show(self, request, object_id)

    def facts_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return facts_page.edit(self, request, object_id)

    def side_by_side_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return side_by_side.show(self, request, object_id)

    def burst_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return burst.show(self, request, object_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.has_perm("curation.add_submission") or user.has_perm("curation.review_submission")

    def has_view_permission(self, request: HttpRequest, obj: Submission | None = None) -> bool:
        user: Any = request.user
        return user.has_perm("curation.view_submission") or (
            user.has_perm("curation.add_submission") and (obj is None or obj.submitted_by == user)
        )

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("state"))
    def standing(self, submission: Submission) -> str:
        return progress.title(submission)

    @admin.display(description=_("why it needs you"))
    def why(self, submission: Submission) -> str:
        return " ".join(getattr(submission, "why", []))

    @admin.display(description=_("reviewers"))
    def readers(self, submission: Any) -> str:
        needed = settings.REVIEWERS_TO_PUBLISH
        told = _("%(count)d of %(needed)d done") % {"count": submission.done, "needed": needed}
        if not submission.is_read or submission.done == 1:
            return told
        address = reverse("admin:curation_submission_compare", args=[submission.pk])
        return format_html('{}, <a href="{}">{}</a>', told, address, _("side by side"))

    @admin.display(description=_("waiting for"), ordering="received_at")
    def age(self, submission: Submission) -> str:
        return timesince(submission.received_at, timezone.now(), depth=1)

    @admin.display(description=_("came together"), empty_value="")
    def together(self, submission: Submission) -> str:
        found = getattr(submission, "burst", None)
        if found is None:
            return ""
        words = _("one of %(count)d alike") % {"count": len(found.submissions)}
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:curation_submission_burst", args=[submission.pk]), words
        )

    @admin.display(description=_("in hand"), empty_value="")
    def in_hand(self, submission: Submission) -> str:
        holder = claimant(submission)
        return _("%(who)s has it") % {"who": holder} if holder else ""


def _is_reviewer(request: HttpRequest) -> bool:
    user: Any = request.user
    return bool(user.has_perm(REVIEW))
