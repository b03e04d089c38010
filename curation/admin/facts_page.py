"""Facts by hand: sending in a group, proposing a change to a listing, and correcting what was sent."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from curation import intake, posted, review
from curation.admin import bench, opening
from curation.forms import FactsForm
from curation.models import Decision, Source, Submission
from curation.readable import readable
from curation.states import Move
from directory.models import Organization
from directory.record import PlainFacts, facts_of, label

PAGE = "admin/curation/submission/facts.html"


def add(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Send in a new group. Whoever does cannot review it."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = FactsForm(request.POST or None)
    if form.is_valid():
        submission = _received(request, form)
        if submission is not None:
            return redirect("admin:curation_submission_change", submission.pk)
    words = _("You cannot review what you send in yourself; colleagues will.")
    return _page(model_admin, request, form, _("Add a group"), words)


def propose(model_admin: Any, request: HttpRequest, organization: Organization) -> HttpResponse:
    """Propose a change to a listing. It goes through review like everyone else's."""
    form = FactsForm(request.POST or None, facts=facts_of(organization))
    seen = request.POST.get("seen", str(organization.version))
    stale: list[dict[str, Any]] = []
    if form.is_valid() and seen != str(organization.version):
        form.add_error(None, _("The listing was changed while you wrote. Compare with it, then send again."))
        live, mine = facts_of(organization), form.facts()
        stale = [row for row in _both(mine, live, mine) if row["theirs"] != row["base"]]
        stale = [row | {"mine": row["base"], "base": None} for row in stale]
    elif form.is_valid():
        purpose = Submission.Purpose.CHANGE
        submission = _received(request, form, purpose=purpose, organization=organization)
        if submission is not None:
            return redirect("admin:curation_submission_change", submission.pk)
    title = _("Propose a change to %(name)s") % {"name": organization}
    words = _("The listing stays as it is until two colleagues have looked at this.")
    return _page(model_admin, request, form, title, words, seen=organization.version, stale=stale)


def edit(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Correct the facts of a submission under review. A page that is out of date shows both versions."""
    submission = opening.open_or_refuse(request, object_id)
    user: Any = request.user
    if not user.has_perm("curation.review_submission"):
        raise PermissionDenied
    if request.method != "POST" and not bench.Bench(submission, user).is_reviewing:
        messages.warning(request, _("Take it up first: then you can edit the facts."))
        return redirect("admin:curation_submission_change", submission.pk)
    form = FactsForm(request.POST or None, facts=facts_of(submission))
    stale: list[dict[str, Any]] = []
    if form.is_valid():
        try:
            reopened = review.revise(submission, form.facts(), by=user, seen=posted.seen(request))
        except ValidationError as error:
            form.take_faults(error)
        except review.Stale as error:
            messages.error(request, str(error))
            theirs, mine = facts_of(error.submission), form.facts()
            base = _as_seen(theirs, error.since)
            stale = _both(base, theirs, mine)
            form = FactsForm(facts=_merged(base, theirs, mine))
        except review.ReviewError as error:
            messages.error(request, str(error))
        else:
            _say_reopened(request, reopened)
            return redirect("admin:curation_submission_change", submission.pk)
    submission.refresh_from_db()
    title = _("Edit the facts of %(name)s") % {"name": submission}
    words = _("Findings that judge a fact you change are reopened, and every recommendation is taken back.")
    back = reverse("admin:curation_submission_change", args=[submission.pk])
    return _page(model_admin, request, form, title, words, seen=submission.version, stale=stale, back=back)


def _received(request: HttpRequest, form: FactsForm, **given: Any) -> Submission | None:
    user: Any = request.user
    try:
        receipt = intake.receive(form.facts(), source=Source.CURATOR, by=user, **given)
    except ValidationError as error:
        form.take_faults(error)
        return None
    messages.success(request, _("“%(name)s” is in the queue.") % {"name": receipt.submission})
    return receipt.submission


def _say_reopened(request: HttpRequest, reopened: list[Any]) -> None:
    titles = ", ".join(criterion.told["title"] for criterion in reopened)
    said = _("Saved. Reopened: %(titles)s.") % {"titles": titles} if titles else _("Saved.")
    messages.success(request, said)


def _as_seen(now: PlainFacts, since: Iterable[Decision]) -> PlainFacts:
    """Return the facts as they stood before what happened `since`."""
    seen = dict(now)
    for line in reversed([line for line in since if line.kind == Move.REVISE and hasattr(line, "payload")]):
        seen |= {change["fact"]: change["from"] for change in line.payload.body["changes"] if "from" in change}
    return seen


def _merged(base: PlainFacts, theirs: PlainFacts, mine: PlainFacts) -> PlainFacts:
    """Keep mine where I changed something, and theirs everywhere else."""
    return {name: mine[name] if mine[name] != base[name] else theirs[name] for name in theirs}


def _both(base: PlainFacts, theirs: PlainFacts, mine: PlainFacts) -> list[dict[str, Any]]:
    """Set what a colleague saved beside what was typed here, for every fact they changed."""
    return [
        {
            "label": label(name),
            "base": readable(name, base[name], base),
            "theirs": readable(name, theirs[name], theirs),
            "mine": readable(name, mine[name], mine) if mine[name] != base[name] else None,
        }
        for name in theirs
        if theirs[name] != base[name]
    ]


def _page(model_admin: Any, request: HttpRequest, form: FactsForm, title: str, words: str, **more: Any) -> HttpResponse:
    back = more.pop("back", reverse("admin:curation_submission_changelist"))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "words": words,
        "form": form,
        "opts": Submission._meta,
        "back": back,
        **more,
    }
    return TemplateResponse(request, PAGE, context)
