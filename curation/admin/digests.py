"""A curator's own page for the daily mail: ask for it, begin it by the link that came, end it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import digest, notify
from curation.models import Digest
from curation.review import ReviewError
from curation.review.taking import REVIEW

PAGE = "admin/digest.html"


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("One that only you read. Nobody else at this site can see it."),
    )


def show(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm(REVIEW):
        raise PermissionDenied
    form = AddressForm(request.POST if request.POST.get("do") == "ask" else None)
    if request.method == "POST" and _act(request, form):
        return redirect("admin:digest")
    context = {
        **admin.site.each_context(request),
        "title": _("Daily mail"),
        "form": form,
        "wish": Digest.objects.filter(curator=user).first(),
        "may_mail": notify.can_mail(),
    }
    return TemplateResponse(request, PAGE, context)


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm(REVIEW):
        raise PermissionDenied
    try:
        digest.confirm(user, token)
        messages.success(request, _("The daily mail comes to you from now on, on days when something waits."))
    except ReviewError as error:
        messages.error(request, str(error))
    return redirect("admin:digest")


def _act(request: HttpRequest, form: AddressForm) -> bool:
    """Do what was pressed and say so. Whether it is over; otherwise the page comes back with what was typed."""
    user: Any = request.user
    if request.POST.get("do") == "stop":
        digest.stop(user)
        messages.success(request, _("No more daily mail. Your address is forgotten."))
        return True
    if not form.is_valid():
        return False
    try:
        digest.ask_for(user, form.cleaned_data["address"], request.build_absolute_uri("/").rstrip("/"))
    except ReviewError as error:
        messages.error(request, str(error))
        return False
    except OSError:
        messages.error(request, _("The mail server did not take it. Try again later."))
        return False
    messages.success(request, _("A message is on its way. The daily mail begins when you open the link in it."))
    return True
