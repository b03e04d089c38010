"""Answers that belong to the site as a whole and to neither app."""

import logging
import sys
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from directory.project.context import site
from directory.trying import NOT_NOW, RETRY_SECONDS, typed

# What is left when even the error page is broken: a sentence and the way out.
LAST_RESORT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{name}</title><meta name="viewport" content="width=device-width"></head>
<body><p><a href="{exit}" rel="nofollow noreferrer">Leave this site</a></p>
<p>Something broke on our side. Please try again in a few minutes.</p></body>
</html>
"""


@require_safe
def without_language(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Lead from an address that names the first language: such are on paper and in mails if it once was another."""
    bare = request.get_full_path().removeprefix(f"/{settings.LANGUAGE_CODE}/")
    # Not for ever: which language is the first may change again. And never to what a browser takes for another host.
    return HttpResponseRedirect(f"/{bare.lstrip('/')}")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain_page(request, "400.html", 400)


def broken(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exception(), NOT_NOW):
        words = {"again": typed(request), "address": request.get_full_path()}
        response = _plain_page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE, words)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _plain_page(request, "500.html", 500)


def _plain_page(request: HttpRequest, template: str, status: int, words: Mapping[str, Any] = {}) -> HttpResponse:
    """Answer without asking the request or the database for anything, as either may be what is wrong.

    Django's own handlers would leave out the site's name and the address of the way out.
    """
    context = {**site(request), **words}
    try:
        body = loader.render_to_string(template, context)
    except Exception:
        logging.getLogger(__name__).exception("The page %s could not be made", template)
        body = format_html(LAST_RESORT, name=context["SITE_NAME"], exit=context["EXIT_URL"])
    return HttpResponse(body, status=status)
