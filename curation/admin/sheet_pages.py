"""The pages of one spreadsheet, in the order its owner walks through them. Each lists, asks, and calls a verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation.coalitions import coalitions_of
from curation.models import Batch, Coalition, Row
from curation.posted import LONGEST_NUMBER, number, pressed, seen
from curation.review.errors import ReviewError
from curation.sheets import batches, memory, rows, sending, staging, targets, unknown_words
from curation.sheets import template as empty
from curation.sheets.cleaning import cell_at
from curation.sheets.faults import SheetFault
from curation.sheets.headings import guesses
from curation.sheets.limits import limits
from curation.sheets.reading import letter
from curation.sheets.seeing import shown
from directory import places

# A page works so long on rows before it shows how far it is.
SECONDS = 2.5
PER_PAGE = 50
# A form of two thousand fields is refused, and nobody answers so many at once.
WORDS_PER_PAGE = 200
SAMPLES = 3
Stage = Batch.Stage


def open_batch(request: HttpRequest, object_id: str) -> Batch:
    """Return one's own batch; anybody else's is not there."""
    user: Any = request.user
    found = (
        Batch.objects.filter(pk=number(object_id), uploaded_by=user).select_related("coalition", "uploaded_by").first()
    )
    if found is None:
        raise Http404
    return found


def upload(model_admin: Any, request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    mine = coalitions_of(user)
    if request.method == "POST":
        try:
            chosen, sent = _coalition(request, mine), _file(request)
            batch = batches.open_batch(sent.read(), sent.name or "", coalition=chosen, by=user)
        except (SheetFault, ReviewError) as error:
            model_admin.tell(request, error)
        else:
            return redirect("admin:curation_batch_change", batch.pk)
    return model_admin.page(request, "upload", _("Bring a spreadsheet"), coalitions=mine)


def _coalition(request: HttpRequest, mine: list[Coalition]) -> Coalition:
    """Return the one that was chosen; whoever has only one is not asked."""
    chosen = request.POST.get("coalition", str(mine[0].pk) if len(mine) == 1 else "")
    found = next((one for one in mine if str(one.pk) == chosen), None)
    if found is None:
        raise ReviewError(_("Choose which coalition the sheet is for."))
    return found


def _file(request: HttpRequest) -> UploadedFile:
    """Return what was uploaded, before it is read, unless it is too large for that."""
    sent = request.FILES.get("file")
    if sent is None:
        raise ReviewError(_("Choose a file first."))
    most = limits().file_bytes
    if (sent.size or 0) > most:
        raise SheetFault("too-big", most=most // 2**20)
    return sent


def guide(model_admin: Any, request: HttpRequest) -> HttpResponse:
    return model_admin.page(request, "guide", _("The columns"), entries=empty.guide())


def show(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show where a batch stands, and go on with what is being done to it."""
    batch = open_batch(request, object_id)
    if request.method == "POST":
        return _act(model_admin, request, batch)
    if batch.stage in WORK:
        batch = _go_on(model_admin, request, batch)
    if batch.stage in WORK:
        return model_admin.page(request, "working", batch.file_name, batch=batch, **_progress(batch))
    if batch.stage == Stage.SHEET:
        visible = [name for name, is_hidden in batch.sheets if not is_hidden]
        return model_admin.page(request, "sheet", batch.file_name, batch=batch, sheets=visible)
    if batch.stage == Stage.COLUMNS:
        return redirect("admin:curation_batch_columns", batch.pk)
    return model_admin.page(request, "rows", batch.file_name, **_rows(request, batch))


def _go_on(model_admin: Any, request: HttpRequest, batch: Batch) -> Batch:
    """Do some of the work that was begun; once it is over, say what came of it and what comes next."""
    user: Any = request.user
    doing = batch.stage
    try:
        batch = WORK[doing](batch, by=user, seconds=SECONDS)
    except ReviewError as error:
        # It was closed in another tab.
        model_admin.tell(request, error)
        batch.refresh_from_db()
        return batch
    if batch.stage == Stage.ROWS and doing in CAME_OF:
        messages.success(request, CAME_OF[doing](batch))
    return batch


def _sent(batch: Batch) -> str:
    count = batch.rows.filter(status=Row.Status.SENT, submission__received_at__gte=batch.attested_at).count()
    if not count:
        return _("No row was sent: what they are about has changed since you looked. Look at the rows again.")
    told = ngettext("%(count)d row is in the review queue.", "%(count)d rows are in the review queue.", count)
    next_up = _("Two reviewers look at each before anything is public, and you cannot review what you send.")
    return f"{told % {'count': count}} {next_up}"


def _taken_back(batch: Batch) -> str:
    came_of = sending.undone(batch)
    count, stays = len(came_of.undone), len(came_of.kept) + len(came_of.could_not)
    told = ngettext(
        "%(count)d row is taken back: nobody reviews it.", "%(count)d rows are taken back: nobody reviews them.", count
    ) % {"count": count}
    left = ngettext("%(count)d row stays: below you read why.", "%(count)d rows stay: below you read why.", stays)
    return f"{told} {left % {'count': stays}}" if stays else told


WORK = {
    Stage.CHECKING.value: staging.check_some,
    Stage.SENDING.value: sending.send_some,
    Stage.UNDOING.value: sending.undo_some,
}
CAME_OF: dict[str, Callable[[Batch], str]] = {Stage.SENDING: _sent, Stage.UNDOING: _taken_back}


def columns(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what each column means, with our guess and how sure it is."""
    batch = open_batch(request, str(pk))
    user: Any = request.user
    chosen = [request.POST.get(f"column-{column}", meant) for column, meant in enumerate(batch.mapping)]
    land = request.POST.get("country", batch.default_country)
    if request.method == "POST":
        try:
            if "headings" in request.POST:
                batches.choose_headings(batch, number(request.POST["headings"]), by=user, seen=seen(request))
                return redirect("admin:curation_batch_columns", batch.pk)
            land = land if land in places.country_codes() else ""
            batches.say_columns(batch, chosen, by=user, default_country=land, seen=seen(request))
            return redirect("admin:curation_batch_change", batch.pk)
        except ReviewError as error:
            model_admin.tell(request, error)
            batch.refresh_from_db()
            chosen = chosen if len(chosen) == len(batch.headings) and seen(request) == batch.edition else batch.mapping
    context = {"batch": batch, "columns": _columns(batch, chosen), "targets": targets.targets(), "country": land}
    context |= {"unsaid": targets.unsaid(chosen)}
    context |= {"countries": places.country_choices(), "head": batches.lines_of(batch)[:8], "step": 1}
    return model_admin.page(request, "columns", _("What do the columns mean?"), **context)


def words(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what the words mean that stand for nothing we know."""
    batch = open_batch(request, str(pk))
    user: Any = request.user
    asked = unknown_words.unknown_words(batch)
    if request.method == "POST":
        meant = {(one.name, one.word): request.POST.get(f"word-{one.digest}", "") for one in asked}
        try:
            rows.explain_values(batch, {key: code for key, code in meant.items() if code}, by=user)
        except ReviewError as error:
            model_admin.tell(request, error)
        return redirect("admin:curation_batch_change", batch.pk)
    page = Paginator(asked, WORDS_PER_PAGE).get_page(request.GET.get("p"))
    return model_admin.page(request, "words", _("Words we did not know"), batch=batch, page=page, step=2)


def _act(model_admin: Any, request: HttpRequest, batch: Batch) -> HttpResponse:
    try:
        if said := pressed(ACTS, request.POST.get("do", ""))(request, batch):
            messages.success(request, said)
    except (ReviewError, SheetFault) as error:
        model_admin.tell(request, error)
    address = redirect("admin:curation_batch_change", batch.pk)
    if query := request.GET.urlencode():
        address["Location"] += f"?{query}"
    return address


def _choose_sheet(request: HttpRequest, batch: Batch) -> str:
    user: Any = request.user
    batches.choose_sheet(batch, request.POST.get("sheet", ""), by=user)
    return ""


def _include(request: HttpRequest, batch: Batch, included: bool) -> str:
    user: Any = request.user
    numbers = [row for typed in request.POST.getlist("row") if (row := number(typed))]
    if not numbers:
        raise ReviewError(_("Tick the rows first."))
    count = rows.include(batch, numbers, by=user, included=included)
    if included:
        return ngettext("%(count)d row is in.", "%(count)d rows are in.", count) % {"count": count}
    return ngettext("%(count)d row is left out.", "%(count)d rows are left out.", count) % {"count": count}


def _retype(request: HttpRequest, batch: Batch) -> str:
    """Save what was typed into the boxes of the list."""
    user: Any = request.user
    typed: dict[int, dict[int, str]] = {}
    for name, text in request.POST.items():
        key, _dash, place = name.partition("-")
        row, _dash, column = place.partition("-")
        if key == "cell" and row.isdecimal() and column.isdecimal() and len(place) < LONGEST_NUMBER:
            typed.setdefault(int(row), {})[int(column)] = str(text)
    kept, refused = rows.retype_many(batch, typed, by=user)
    for sentence in refused:
        messages.error(request, sentence)
    words = {"good": sum(row.status != Row.Status.FIX for row in kept), "all": len(kept)}
    return _("Saved: %(good)d of %(all)d rows are all right now.") % words


def _send(request: HttpRequest, batch: Batch) -> str:
    user: Any = request.user
    sending.begin_sending(batch, by=user, attests=bool(request.POST.get("attests")))
    return ""


def _undo(request: HttpRequest, batch: Batch) -> str:
    user: Any = request.user
    sending.begin_undoing(batch, by=user)
    return ""


def _close(request: HttpRequest, batch: Batch) -> str:
    user: Any = request.user
    batches.close(batch, by=user)
    return _("Closed. The file is erased.")


ACTS: dict[str, Callable[[HttpRequest, Batch], str]] = {
    "sheet": _choose_sheet,
    "leave-out": lambda request, batch: _include(request, batch, included=False),
    "put-in": lambda request, batch: _include(request, batch, included=True),
    "retype": _retype,
    "send": _send,
    "undo": _undo,
    "close": _close,
}


def _progress(batch: Batch) -> dict[str, Any]:
    counted = dict(batch.rows.order_by().values_list("status").annotate(Count("pk")))
    sent, ready = counted.get(Row.Status.SENT, 0), sum(counted.get(status, 0) for status in sending.GOOD)
    if batch.stage == Stage.CHECKING:
        return {"done": staging.checked_rows(batch), "of": batch.total}
    if batch.stage == Stage.SENDING:
        return {"done": sent, "of": sent + ready}
    return {"done": batch.rows.exclude(outcome="").count(), "of": sent + counted.get(Row.Status.UNDONE, 0)}


def _columns(batch: Batch, chosen: list[str]) -> list[dict[str, Any]]:
    known = memory.recalled(batch.coalition, memory.About.HEADING)
    below = [cells for number, cells in batches.lines_of(batch) if number > batch.header_row]
    guessed = guesses(batch.headings, known)
    return [
        {
            "number": number,
            "letter": letter(number),
            "heading": heading,
            "guess": guessed[number],
            "taken": targets.label_of(guessed[number].taken) if guessed[number].taken else "",
            "chosen": chosen[number],
            "samples": [cells[number] for cells in below if number < len(cells) and cells[number].strip()][:SAMPLES],
        }
        for number, heading in enumerate(batch.headings)
    ]


def _rows(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    counted = dict(batch.rows.order_by().values_list("status").annotate(Count("pk")))
    status = request.GET.get("status", "")
    user: Any = request.user
    found = batch.rows.select_related("submission").defer("facts")
    if status in Row.Status.values:
        found = found.filter(status=status)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    page.object_list = shown(page.object_list, user)  # type: ignore[arg-type]
    for row in page:
        row.to_fix = _to_fix(row, batch)  # type: ignore[attr-defined]
    return {
        "batch": batch,
        "page": page,
        "status": status,
        "counts": [(option, counted[option.value]) for option in Row.Status if counted.get(option.value)],
        "ready": sum(counted.get(option, 0) for option in sending.GOOD),
        "sent": counted.get(Row.Status.SENT, 0),
        "undone": sending.undone(batch),
        "unknown": len(unknown_words.unknown_words(batch)) if not batch.closed_at else 0,
        "earlier": Batch.objects.filter(uploaded_by=batch.uploaded_by, file_digest=batch.file_digest)
        .exclude(pk=batch.pk)
        .first(),
        "step": 2,
    }


def _to_fix(row: Row, batch: Batch) -> list[dict[str, Any]]:
    """List the cells that have to be put right, with what stands in them now."""
    columns = dict.fromkeys(m["column"] for m in row.messages if m["level"] == "fix" and m["column"] is not None)
    return [
        {
            "column": column,
            "heading": batch.headings[column] or letter(column),
            "text": cell_at(row.raw, row.edits, column),
        }
        for column in columns
    ]
