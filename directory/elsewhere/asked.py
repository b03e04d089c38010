"""Files that answer a question of the list: open to any site and counted, and strict, as nobody sees what a file left out of account."""

from collections.abc import Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from directory import page_facts, question
from directory.filters import OrganizationFilter, unknown
from directory.hsds.doors import View, open_to_partners
from directory.hsds.questions import Refused

JSON, PAGE = "application/json", "text/html"


def file_of_answer(view: View) -> Any:
    """Let programs of any site read a file, in the language of its address.

    Whoever follows a link that is no longer understood comes to the list, which says so; a program is told.
    """

    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponseBase:
        try:
            return view(request, **named)
        except Refused:
            if request.get_preferred_type([JSON, PAGE]) != PAGE:
                raise
            return redirect(question.list_url(request.GET))

    return open_to_partners(answer, as_recorded=False)


def understood(asked: OrganizationFilter, data: QueryDict, also: Collection[str] = ()) -> OrganizationFilter:
    """Return what was asked in `data`. Raises `Refused` if it has names or values that nobody knows."""
    for name in unknown(data, also):
        raise Refused(name, _("“%(name)s” is not asked here.") % {"name": name[:80]})
    if not asked.is_valid():
        raise Refused(next(iter(asked.form.errors)), page_facts.errors(asked.form)[0])
    return asked
