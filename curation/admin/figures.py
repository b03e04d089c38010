"""How we are doing: what waits, charts of the last weeks, and who has how much in hand."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation import attention, charts, figures, reports
from curation.charts import Chart

PAGE = "admin/figures.html"


def show(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not figures.may_see(user):
        raise PermissionDenied
    weeks = figures.weeks(user)
    open_reports = reports.visible_to(user).open().order_by("received_at")
    context = {
        **admin.site.each_context(request),
        "title": _("How we are doing"),
        "waiting": sorted((line for line in attention.waiting(user) if line.count), key=lambda line: -line.days),
        "reports": len(open_reports),
        "oldest_report": open_reports.first(),
        "charts": [_throughput(weeks), _speed(weeks), _ages(figures.ages(user))],
        "loads": figures.loads(user),
        "is_by_name": user.has_perm(figures.ADMINISTER),
        "days": figures.LATELY.days,
    }
    return TemplateResponse(request, PAGE, context)


def _throughput(weeks: list[figures.Week]) -> Chart:
    received, decided = sum(week.received for week in weeks), sum(week.decided for week in weeks)
    told = _("In the last %(weeks)d weeks %(received)d came in and %(decided)d were published or declined.")
    return charts.bars(
        "throughput",
        _("Came in and decided, by week"),
        told % {"weeks": len(weeks), "received": received, "decided": decided},
        _mondays(weeks),
        [
            (_("Came in"), [week.received for week in weeks]),
            (_("Decided"), [week.decided for week in weeks]),
        ],
    )


def _speed(weeks: list[figures.Week]) -> Chart:
    decided = [week for week in weeks if week.days is not None]
    told = _("Nothing was decided in these weeks.")
    if decided:
        last = round(decided[-1].days or 0)
        told = ngettext(
            "When something was decided last, half of it took %(days)d day or less.",
            "When something was decided last, half of it took %(days)d days or less.",
            last,
        ) % {"days": last}
    return charts.bars(
        "speed",
        _("Days until half of it was decided, by week"),
        told,
        _mondays(weeks),
        [(_("Days"), [week.days for week in weeks])],
    )


def _ages(ages: list[tuple[Any, int]]) -> Chart:
    total = sum(count for _label, count in ages)
    told = ngettext(
        "%(count)d is open, without what waits to be put back.",
        "%(count)d are open, without what waits to be put back.",
        total,
    ) % {"count": total}
    return charts.bars(
        "ages",
        _("What is open, by how long it has waited"),
        told,
        [str(label) for label, _count in ages],
        [(_("Open"), [count for _label, count in ages])],
    )


def _mondays(weeks: list[figures.Week]) -> list[str]:
    return [f"{date_format(week.begins, 'j')}\n{date_format(week.begins, 'M')}" for week in weeks]
