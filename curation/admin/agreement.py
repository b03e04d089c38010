"""How often reviewers agree on each question, in words and numbers; never by reviewer."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation import agreement, figures, kappa
from curation.agreement import ENOUGH, Question

PAGE = "admin/agreement.html"


def show(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not figures.may_see(user):
        raise PermissionDenied
    counted = agreement.of(user)
    context = {
        **admin.site.each_context(request),
        "title": _("How often we agree"),
        "questions": [(question, _told(question)) for question in counted.questions],
        "erased": counted.erased,
    }
    return TemplateResponse(request, PAGE, context)


def _told(question: Question) -> list[tuple[str, str]]:
    """Say everything about a question, as (what, words)."""
    return [
        (_("Read by two or more"), _read(question)),
        (_("Same answer"), _same(question)),
        (_("Kappa"), _kappa(question)),
        (_("Unclear"), _unclear(question)),
    ]


def _read(question: Question) -> str:
    count = len(question.items)
    sentence = ngettext("%(count)d submission; pairs of answers: %(pairs)d", "%(count)d submissions; pairs of answers: %(pairs)d", count)  # fmt: skip
    return sentence % {"count": count, "pairs": question.pairs}


def _same(question: Question) -> str:
    if not question.items:
        return _("Nothing to compare yet.")
    if not question.has_enough:
        return _("%(same)d of %(pairs)d pairs") % {"same": question.same, "pairs": question.pairs}
    share = kappa.agreed(question.items)
    low, high = kappa.share_interval(share, len(question.items))
    return _("%(share)s (probably between %(low)s and %(high)s)") % _named(_percent, share, low, high)


def _kappa(question: Question) -> str:
    if not question.has_enough:
        return _("Too few to say anything: from %(enough)d submissions on.") % {"enough": ENOUGH}
    measure = kappa.cohen if question.are_the_same_two else kappa.fleiss
    value = measure(question.items)
    if value is None:
        return _("Cannot be told: everybody always gave the same answer, so chance would agree as often.")
    between = kappa.interval(measure, question.items)
    words = _("%(share)s (probably between %(low)s and %(high)s)") if between else "%(share)s"
    name = _("Cohen’s, of the same two readers") if question.are_the_same_two else _("Fleiss’, of different readers")
    return f"{words % _named(_decimal, value, *(between or ()))}; {name}"


def _unclear(question: Question) -> str:
    told = _("%(unclear)d of %(answers)d answers") % {"unclear": question.unclear, "answers": question.answers}
    if question.answers < ENOUGH:
        return told
    share = question.unclear / question.answers
    named = _named(_percent, share, *kappa.share_interval(share, question.answers))
    return f"{told}, " + _("%(share)s (probably between %(low)s and %(high)s)") % named


def _named(say: Any, *numbers: float) -> dict[str, str]:
    return dict(zip(("share", "low", "high"), map(say, numbers), strict=False))


def _percent(share: float) -> str:
    return _("%(percent)d%%") % {"percent": round(100 * share)}


def _decimal(value: float) -> str:
    return number_format(value, decimal_pos=2)
