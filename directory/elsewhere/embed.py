"""A page of groups to show within a page of another site: no script, no cookie, and links that open in place of both."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory import question
from directory.editions import page_of_answer
from directory.elsewhere.asked import understood
from directory.filters import OrganizationFilter
from directory.hsds.questions import Refused
from directory.models import Organization

MOST = 50


@require_safe
@page_of_answer
def embed(request: HttpRequest) -> HttpResponse:
    asked = OrganizationFilter(request.GET, queryset=Organization.objects.for_open_data())
    try:
        understood(asked, request.GET)
    except Refused as refused:
        context = {"error": refused.message}
        return render(request, "directory/embed.html", context, status=HTTPStatus.BAD_REQUEST)
    context = {
        "about": question.in_words(asked),
        "organizations": asked.qs[:MOST],
        "total": asked.qs.count(),
        "list_url": question.list_url(asked.data),
    }
    return render(request, "directory/embed.html", context)
