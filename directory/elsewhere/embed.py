"""A page of groups to show within a page of another site: no script, no cookie, and links that open in place of both."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory import page_facts, question
from directory.editions import page_of_edition
from directory.filters import OrganizationFilter
from directory.models import Organization

MOST = 50


@require_safe
@page_of_edition
def embed(request: HttpRequest) -> HttpResponse:
    asked = OrganizationFilter(request.GET, queryset=Organization.objects.for_open_data())
    understood = asked.is_valid()
    context = {
        "about": question.in_words(asked) if understood else "",
        "organizations": asked.qs[:MOST] if understood else [],
        "total": asked.qs.count() if understood else 0,
        "errors": page_facts.errors(asked.form),
        "list_url": question.list_url(asked.data),
    }
    return render(
        request, "directory/embed.html", context, status=HTTPStatus.OK if understood else HTTPStatus.BAD_REQUEST
    )
