"""How partner systems are let in: any site may read, nobody is known, too much is refused, and every refusal is JSON."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial, wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from directory.hsds.questions import Refused
from directory.limiting import Limiter

METHODS = "GET, HEAD, OPTIONS"
# What takes as long to make as so many pages.
COST_OF_EVERYTHING = 50
GROUPS_IN_A_COST = 100
LIMITER = Limiter(per_hour=settings.OPEN_DATA_PER_HOUR)

View = Callable[..., HttpResponseBase]


def open_to_partners(view: View | None = None, *, methods: str = METHODS, as_recorded: bool = True) -> Any:
    """Let any site read what `view` answers, in the language of the record or in that of the address."""
    if view is None:
        return partial(open_to_partners, methods=methods, as_recorded=as_recorded)

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        with override(settings.LANGUAGE_CODE) if as_recorded else nullcontext():
            response = _answer(request, view, named, methods)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Retry-After, Content-Disposition"
        # It may be kept, but asked for again before each use: what is taken down is gone at once.
        response["Cache-Control"] = "no-cache"
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return csrf_exempt(answer)


def _answer(request: HttpRequest, view: View, named: dict[str, Any], methods: str) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _preflight(methods)
    if request.method not in methods.split(", "):
        is_read = _("This is read only: %(methods)s.")
        sentence = (is_read if "GET" in methods else _("Ask this by: %(methods)s.")) % {"methods": methods}
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, sentence, Allow=methods)
    if LIMITER.is_over(request):
        wait = LIMITER.seconds_left
        sentence = _("Too much was asked from this network. Ask again in %(seconds)d seconds.") % {"seconds": wait}
        return refusal(HTTPStatus.TOO_MANY_REQUESTS, sentence, **{"Retry-After": str(wait)})
    try:
        return view(request, **named)
    except Refused as refused:
        return refusal(HTTPStatus.BAD_REQUEST, refused.message, field=refused.field)
    except Http404:
        return refusal(HTTPStatus.NOT_FOUND, _("There is nothing here."))


def count(request: HttpRequest, *, everything: bool = False, times: int = 1) -> None:
    LIMITER.count(request, COST_OF_EVERYTHING if everything else times)


def cost(groups: int) -> int:
    """Return as how many pages a file of so many groups counts."""
    return min(1 + groups // GROUPS_IN_A_COST, COST_OF_EVERYTHING)


def refusal(status: HTTPStatus, message: str, /, field: str = "", **headers: str) -> HttpResponse:
    error = {"message": message} | ({"field": field} if field else {})
    return JsonResponse({"error": error}, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})


def _preflight(methods: str) -> HttpResponse:
    return HttpResponse(
        status=HTTPStatus.NO_CONTENT,
        headers={
            "Allow": methods,
            "Access-Control-Allow-Methods": methods,
            "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Content-Type",
            "Access-Control-Max-Age": "86400",
        },
    )
