"""What we did in each year that is over, as a page and as JSON with the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from curation.models import DeclineReason, YearInNumbers

ROWS = {
    "received": gettext_lazy("New groups suggested to us"),
    "listed": gettext_lazy("Listed"),
    "declined": gettext_lazy("Not listed"),
    "taken_back": gettext_lazy("Taken back by whoever suggested them"),
    "taken_down": gettext_lazy("Times we took a listing down"),
    "appeals": gettext_lazy("Appeals against a decision"),
    "recusals": gettext_lazy("Times a reviewer stepped aside because of a tie to the group"),
}


@dataclass(frozen=True)
class Year:
    """A year, ready to be printed."""

    year: int
    rows: Sequence[tuple[str, str]]
    reasons: Sequence[tuple[str, str]]


@require_safe
def transparency(request: HttpRequest) -> HttpResponse:
    years = [_printed(one) for one in YearInNumbers.objects.all()]
    return render(request, "curation/transparency.html", {"years": years})


@require_safe
def transparency_json(_request: HttpRequest) -> JsonResponse:
    """Give each number as the least and the most it can be; what was not counted is null."""
    return JsonResponse({"years": [{"year": one.year, **one.body} for one in YearInNumbers.objects.all()]})


def _printed(one: YearInNumbers) -> Year:
    body = one.body
    days = body["median_days"]
    rows = [(str(label), _in_words(body[name])) for name, label in ROWS.items()]
    rows += [
        (
            _("Days from suggestion to decision: half took no longer than"),
            _("too few to say") if days is None else str(days),
        ),
        (_("Listings due for another look at the end of the year"), _in_words(body["overdue"])),
    ]
    labels = dict(DeclineReason.choices)
    reasons = [(str(labels.get(reason, reason)), _in_words(count)) for reason, count in body["reasons"].items()]
    return Year(year=one.year, rows=rows, reasons=reasons)


def _in_words(count: Any) -> str:
    if count is None:
        return _("not counted")
    least, most = count
    if least == 0:
        return _("fewer than %(number)s") % {"number": most + 1}
    return _("%(least)s to %(most)s") % {"least": least, "most": most}
