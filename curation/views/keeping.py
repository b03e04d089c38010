"""What we keep, how long and why: the table that `forget` applies."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from curation.retention import RULES


@require_safe
def what_we_keep(request: HttpRequest) -> HttpResponse:
    return render(request, "curation/what_we_keep.html", {"rules": RULES})
