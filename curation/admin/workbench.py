"""The workbench: one page for one submission. What was sent is on the left, the questions are on the right.

The page is one form, so that no button can lose what was typed beside it. What was pressed is in `do`.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from curation import desk_forms, posted, review
from curation.admin import bench, link_checks, opening, steps, typed
from curation.checking import running
from curation.models import Recommendation, Submission
from directory import record

PAGE = "admin/curation/submission/workbench.html"


class Unfinished(Exception):
    """The page comes back with what was typed: a form has errors, a line was added, or not all of it was used up."""

    def __init__(self, typed: QueryDict) -> None:
        super().__init__()
        self.typed = typed


def show(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the workbench, or do what was pressed and show what came of it."""
    submission = opening.open_or_refuse(request, object_id)
    desk = bench.Bench(submission, request.user, request.POST or None)
    since: list[Any] = []
    if request.method == "POST":
        still_there: QueryDict = request.POST
        try:
            return _do(request, desk)
        except Unfinished as unfinished:
            still_there = unfinished.typed
        except review.Stale as error:
            since = steps.told(error.since, sees_others=desk.sees_others)
            messages.error(request, str(error))
        except review.NotReady:
            messages.error(request, _not_yet(desk))
        except review.ReviewError as error:
            messages.error(request, str(error))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        submission = opening.open_or_refuse(request, object_id)
        desk = bench.Bench(submission, request.user, still_there)
    for one in filter(None, (submission, submission.organization)):
        record.load(one)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": submission.name,
        "opts": Submission._meta,
        "desk": desk,
        "submission": submission,
        "since": since,
    }
    return TemplateResponse(request, PAGE, context)


def _do(request: HttpRequest, desk: bench.Bench) -> HttpResponse:
    if request.POST.get("add_row"):
        raise Unfinished(request.POST)
    pressed = request.POST.get("do", "").split(" ")[0]
    said = posted.pressed(ACTS, pressed)(request, desk)
    messages.success(request, said)
    if pressed == "recuse":
        return redirect("admin:curation_submission_changelist")
    _keep_the_rest(request, desk)
    return redirect("admin:curation_submission_change", desk.submission.pk)


def _keep_the_rest(request: HttpRequest, desk: bench.Bench) -> None:
    """Bring the page back with what was typed and not used up, if there is any and it can still be of use."""
    submission = opening.open_or_refuse(request, str(desk.submission.pk))
    rest = bench.Bench(submission, request.user, typed.left(request.POST, desk.codes))
    if rest.has_unsaved_words:
        messages.warning(request, _("Your answers are not saved yet: they are still in the boxes."))
    if rest.is_open and rest.has_more:
        raise Unfinished(rest.data)


def _not_yet(desk: bench.Bench) -> str:
    """Say what stands in the way, but for what colleagues found if that may not be read yet."""
    told = " ".join(obstacle.reason for obstacle in desk.obstacles)
    return " ".join([_("It cannot be published yet."), told]).strip()


def _claim(request: HttpRequest, desk: bench.Bench) -> str:
    review.claim(desk.submission, by=desk.user)
    return _("It is in your hands.")


def _release(request: HttpRequest, desk: bench.Bench) -> str:
    _assess(request, desk)
    review.release(desk.submission, by=desk.user)
    return _("You put it down; colleagues can take it up.")


def _begin(request: HttpRequest, desk: bench.Bench) -> str:
    review.declare(desk.submission, by=desk.user, has_conflict=False)
    review.claim(desk.submission, by=desk.user)
    return _("You have no conflict of interest, and it is in your hands.")


def _recuse(request: HttpRequest, desk: bench.Bench) -> str:
    review.declare(desk.submission, by=desk.user, has_conflict=True)
    return _("Thank you for saying so. It is closed to you; colleagues will decide.")


def _save(request: HttpRequest, desk: bench.Bench) -> str:
    return _("Your answers are saved.") if _assess(request, desk) else _("There was nothing new to save.")


def _assess(request: HttpRequest, desk: bench.Bench) -> bool:
    """Save the answers that are new and whole, and say whether there were any. One that is not whole keeps no other back."""
    sent = [form for form in desk.questions if form.is_bound]
    whole = [form for form in sent if form.is_valid()]
    assessments = [form.assessment() for form in whole if form.is_to_be_saved]
    if assessments:
        review.assess(desk.submission, by=desk.user, assessments=assessments, seen=posted.seen(request))
    if whole == sent:
        return bool(assessments)
    if assessments:
        messages.success(request, _("The answers that are complete are saved."))
    messages.error(request, _("Not saved yet: look at the lines marked below. Everything you typed is still there."))
    raise Unfinished(request.POST)


def _recommend(request: HttpRequest, desk: bench.Bench, recommendation: str) -> str:
    form = desk.recommend
    if not form.is_valid():
        raise review.ReviewError(_("Give the day you checked the facts as a date, for example 2026-03-31."))
    if _assess(request, desk):
        messages.success(request, _("Your answers are saved."))
    seen = posted.seen(request)
    review.recommend(desk.submission, by=desk.user, recommendation=recommendation, seen=seen, **form.cleaned_data)
    return _("Your recommendation is saved. Thank you.")


def _ask(request: HttpRequest, desk: bench.Bench) -> str:
    _assess(request, desk)
    review.ask(desk.submission, by=desk.user, question=request.POST.get("question", ""), seen=posted.seen(request))
    return _("Your question is there for whoever sent it.")


def _decline(request: HttpRequest, desk: bench.Bench) -> str:
    said = desk_forms.refusal(request.POST)
    _assess(request, desk)
    down = request.POST.get("listing") == "down"
    review.decline(desk.submission, by=desk.user, takes_listing_down=down, seen=posted.seen(request), **said)
    return _("Declined. Only whoever sent it learns of it.")


def _preview_letter(request: HttpRequest, desk: bench.Bench) -> str:
    review.letter(desk.submission, **desk_forms.refusal(request.POST))
    raise Unfinished(request.POST)


def _publish(request: HttpRequest, desk: bench.Bench) -> str:
    if desk.has_unsaved_words:
        raise review.ReviewError(_("You changed answers and did not save them. Save them first, or reload the page."))
    review.publish(desk.submission, by=desk.user, seen=posted.seen(request))
    return _("Published. Visitors can see it now.")


def _reopen(request: HttpRequest, desk: bench.Bench) -> str:
    review.reopen(desk.submission, by=desk.user, words=request.POST.get("words", ""))
    return _("It is in review again.")


def _clear(request: HttpRequest, desk: bench.Bench) -> str:
    subject, _space, digest = request.POST["do"].removeprefix("clear ").partition(" ")
    reason = desk.because(typed.box(request.POST["do"]))
    review.clear(desk.submission, by=desk.user, subject=subject, digest=digest, reason=reason)
    return _("The note is set aside, with your reason.")


def _reply(request: HttpRequest, desk: bench.Bench) -> str:
    review.reply(desk.submission, text=request.POST.get("reply", ""), by=desk.user)
    return _("Your answer is with the reviewers.")


def _appeal(request: HttpRequest, desk: bench.Bench) -> str:
    review.appeal(desk.submission, words=request.POST.get("appeal", ""), by=desk.user)
    return _("Your appeal is with reviewers who had no part in the decision.")


def _call_back(request: HttpRequest, desk: bench.Bench) -> str:
    form = desk.call_back.form
    if not form.is_valid():
        raise review.ReviewError(_("Give the day as a date, for example 2026-03-31, and choose by what you asked."))
    review.call_back(desk.submission, by=desk.user, **form.cleaned_data)
    return _("It is written down.")


def _second_call_back(request: HttpRequest, desk: bench.Bench) -> str:
    number = posted.number(request.POST["do"].removeprefix("second-call-back").strip())
    review.second_call_back(desk.submission, number, by=desk.user)
    return _("It is written down that you tried too.")


def _check_link(request: HttpRequest, desk: bench.Bench) -> str:
    number = posted.number(request.POST["do"].removeprefix("check-link").strip())
    return link_checks.said(running.check_evidence(desk.submission, number, by=desk.user))


ACTS: dict[str, Callable[[HttpRequest, bench.Bench], str]] = {
    "claim": _claim,
    "release": _release,
    "begin": _begin,
    "recuse": _recuse,
    "save": _save,
    "recommend-publish": lambda request, desk: _recommend(request, desk, Recommendation.PUBLISH),
    "recommend-decline": lambda request, desk: _recommend(request, desk, Recommendation.DECLINE),
    "ask": _ask,
    "preview-letter": _preview_letter,
    "decline": _decline,
    "reply": _reply,
    "appeal": _appeal,
    "call-back": _call_back,
    "second-call-back": _second_call_back,
    "publish": _publish,
    "reopen": _reopen,
    "clear": _clear,
    "check-link": _check_link,
}
