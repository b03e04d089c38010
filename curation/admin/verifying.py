"""Checking listings again: the list of what is due, and a page for each on which a curator says what came of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation import attention, review, verifying
from curation.desk_forms import VerificationForm
from curation.models import Verification
from curation.posted import pressed, seen
from curation.readable import readable_facts
from curation.review.taking import DECIDE
from directory.models import Organization
from directory.record import facts_of

LIST, PAGE = "admin/directory/organization/due.html", "admin/directory/organization/verify.html"
ON_A_PAGE = 50


def due(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """List what is due to be checked again, and whom nobody could reach."""
    user: Any = request.user
    listings = attention.due_again(user).prefetch_related("ways", "verifications")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Due again"),
        "opts": model_admin.opts,
        "page": Paginator(listings, ON_A_PAGE).get_page(request.GET.get("p")),
        "unreached": attention.unreached(user).select_related("unreached"),
    }
    return TemplateResponse(request, LIST, context)


def page(model_admin: Any, request: HttpRequest, listing: Organization) -> HttpResponse:
    """Show what a listing says with how it stands, or write down what came of checking it."""
    form, fault = VerificationForm(listing), ""
    if request.method == "POST":
        form = VerificationForm(listing, request.POST)
        try:
            return _act(request, listing, form)
        except review.ReviewError as error:
            fault = str(error)
    user: Any = request.user
    context = {
        **model_admin.admin_site.each_context(request),
        "title": listing.name,
        "opts": model_admin.opts,
        "listing": listing,
        "checked": listing.checked,
        "numbers": list(dict.fromkeys(filter(None, [listing.phone, *(way.phone for way in listing.ways.all())]))),
        "facts": readable_facts(facts_of(listing), to_reviewer=True),
        "form": form,
        "fault": fault,
        "attempts": listing.verifications.select_related("by").order_by("-on", "-id")[:9],
        "may_decide": user.has_perm(DECIDE) and attention.unreached(user).filter(pk=listing.pk).exists(),
        "apart": verifying.APART.days,
    }
    return TemplateResponse(request, PAGE, context)


def _act(request: HttpRequest, listing: Organization, form: VerificationForm) -> HttpResponse:
    """Do what was pressed, and lead on to what comes next."""
    user: Any = request.user
    do = request.POST.get("do", "")
    if do == "keep":
        review.keep_unreached(listing, by=user)
        messages.success(request, _("It stays, with the notice."))
        return redirect("admin:directory_organization_due")
    result = pressed(RESULTS, do)
    if not form.is_valid():
        raise review.ReviewError(
            " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)
        )
    review.verify(listing, form.checked(result), by=user, seen=seen(request))
    messages.success(request, _came_of(listing, result))
    if result == Verification.Result.CHANGED:
        return redirect("admin:directory_organization_propose", listing.pk)
    return redirect("admin:directory_organization_due")


def _came_of(listing: Organization, result: str) -> str:
    if result == Verification.Result.CHANGED:
        return _("Written down. Now say what has changed.")
    if result == Verification.Result.CONFIRMED:
        return _("Written down. What you ticked counts as checked that day.")
    if Organization.objects.get(pk=listing.pk).unreached_since:
        return _("Written down. The listing now says that we could not reach the group.")
    days = verifying.APART.days
    return ngettext("Written down. Try again in %(days)d day.", "Written down. Try again in %(days)d days.", days) % {
        "days": days
    }


RESULTS = {result.value: result.value for result in Verification.Result}
