"""Following one's own suggestion or report by its private reference, which is never part of an address."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from curation import appeals, reference, review
from curation.anonymous import open_to_all
from curation.forms.appeal import AppealLetter
from curation.models import Report, Submission
from curation.progress import progress
from directory.limiting import Limiter

TRIES = Limiter(per_hour=20)


class ReferenceForm(forms.Form):
    use_required_attribute = False
    reference = forms.CharField(
        max_length=60,
        label=_("Your reference"),
        help_text=_("Sixteen letters and numbers, such as ABCD-EFGH-JKLM-NPQR. Spaces and small letters are fine."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    use_required_attribute = False
    answer = forms.CharField(
        max_length=4000,
        label=_("Your answer"),
        help_text=_("Please name no person, and do not tell us what you have lived through."),
        widget=forms.Textarea({"rows": 5}),
    )


@open_to_all
def suggestion_state(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "curation/follow.html", {"form": ReferenceForm()})
    typed = request.POST.get("reference", "")
    again = ReferenceForm(initial={"reference": typed})
    written = request.POST.get("answer", "") or request.POST.get("appeal", "")
    if TRIES.is_over(request):
        context = {"form": again, "is_over": True, "typed": written}
        return render(request, "curation/follow.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    digest = reference.digest(typed)
    if report := Report.objects.filter(reference_digest=digest).first():
        return render(request, "curation/report_state.html", {"report": report})
    submission = Submission.objects.filter(reference_digest=digest).first()
    if submission is None:
        TRIES.count(request)
        return render(request, "curation/follow.html", {"form": again, "is_unknown": True, "typed": written})
    return _state(request, submission, typed)


def _state(request: HttpRequest, submission: Submission, typed: str) -> HttpResponse:
    answer, problem, is_taken = AnswerForm(request.POST if "answer" in request.POST else None), "", False
    if answer.is_valid():
        try:
            submission = review.reply(submission, text=answer.cleaned_data["answer"])
            is_taken = True
        except review.ReviewError as error:
            is_taken = _has_come(submission, answer.cleaned_data["answer"])
            problem = "" if is_taken else str(error)
    appeal = AppealLetter(submission, request.POST if "appeal" in request.POST else None)
    is_appealed = False
    if appeal.is_ready():
        try:
            submission = review.appeal(submission, words=appeal.words)
            is_appealed = True
        except review.ReviewError as error:
            is_appealed = _has_come(submission, appeal.words)
            problem = "" if is_appealed else str(error)
    context = {
        "submission": submission,
        "progress": progress(submission),
        "messages_so_far": submission.messages.all(),
        "reference": typed,
        "answer": answer,
        "problem": problem,
        "is_taken": is_taken,
        "appeal": appeal,
        "envelope": appeal.envelope(),
        "last_day": appeals.last_day(submission),
        "is_appealed": is_appealed,
    }
    return render(request, "curation/state.html", context)


def _has_come(submission: Submission, words: str) -> bool:
    """Whether these very words came last: a button was pressed twice, and the first time has done it."""
    last = submission.messages.last()
    return last is not None and last.is_from_submitter and last.text == words.strip()
